"""Reading runs: the stored rows, put together again as a conversation."""

import json
from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple, cast
from zoneinfo import ZoneInfo

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from accounts.models import User
from journal.refusals import NotYours
from journal.sealed import SealedTextField
from scenarios import xlsform
from scenarios.models import Answer, Run, Script, ScriptVersion
from scenarios.states import VersionState


@lru_cache(maxsize=64)
def form_of(version_id: int) -> xlsform.Form:
    """The compiled form of a version. Its content never changes, so each process compiles it once."""
    stored = ScriptVersion.objects.values_list("form", flat=True).get(pk=version_id, form__isnull=False)
    return xlsform.Form.from_dict(stored or {})


def version_on_air(script_id: int) -> ScriptVersion | None:
    """The version along which conversations begin now, if one is published."""
    return ScriptVersion.objects.filter(script=script_id, state=VersionState.PUBLISHED).first()


VALUE = cast(SealedTextField, Answer._meta.get_field("value"))


class Given(NamedTuple):
    """One answer as it was given: a tuple, because all of them are read with every answer that is added."""

    path: str
    repeat_key: str
    value: str
    revision: int


def answers_of(run: Run) -> list[Given]:
    """Everything that was answered, in the order it was given: the newest of a question counts."""
    rows = run.answers.values_list("key", *Given._fields)
    return [
        Given(path, turn, VALUE.unsealed(value, key), revision) for key, path, turn, value, revision in rows
    ]


def conversation(
    run: Run, given: Sequence[Given] | None = None, *, language: str = "", now: datetime | None = None
) -> xlsform.Conversation:
    """Where a conversation stands: its answers (`given`, where they are loaded already), its turns, then pure rules.

    `now` is aware; default: this moment.
    """
    zone = ZoneInfo(run.region.time_zone)
    answers = answers_of(run) if given is None else given
    turns = run.repeats.filter(removed_at=None).values_list("path", "key")
    return xlsform.Conversation(
        form_of(run.version_id),
        answers=[xlsform.Answer(one.path, one.repeat_key, one.value) for one in answers],
        repeats=[xlsform.Instance(path, str(key)) for path, key in turns],
        preset=json.loads(run.preset or "{}"),
        language=language or run.language,
        now=(now or timezone.now()).astimezone(zone),
    )


def scripts_of(user: User) -> QuerySet[Script]:
    """The scripts of the user's region, each with its versions, newest first."""
    newest = Prefetch("versions", ScriptVersion.objects.defer("workbook", "form"))
    return Script.objects.filter(region=user.home).prefetch_related(newest)


def script_of(user: User, script_id: int) -> Script:
    """A script of the user's region; another region's does not exist for them (NotYours, 404)."""
    script = scripts_of(user).filter(pk=script_id).first()
    if script is None:
        raise NotYours
    return script


def version_of(user: User, version_id: int) -> ScriptVersion:
    """A version of a script of the user's region; another region's does not exist for them (NotYours, 404)."""
    versions = ScriptVersion.objects.select_related("script", "uploaded_by", "published_by")
    version = versions.filter(script__region=user.home, pk=version_id).first()
    if version is None:
        raise NotYours
    return version


def problems_of(version: ScriptVersion) -> list[xlsform.Problem]:
    """What the check found, errors first; each says its sentence in the language of the screen."""
    found = [xlsform.Problem.from_dict(stored) for stored in version.problems]
    return sorted(found, key=lambda problem: problem.severity != "error")
