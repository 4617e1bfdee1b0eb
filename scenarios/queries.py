"""Reading runs: the stored rows, put together again as a conversation."""

import json
from datetime import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from django.utils import timezone

from scenarios import xlsform
from scenarios.models import Run, ScriptVersion


@lru_cache(maxsize=64)
def form_of(version_id: int) -> xlsform.Form:
    """The compiled form of a version. Its content never changes, so each process compiles it once."""
    stored = ScriptVersion.objects.values_list("form", flat=True).get(pk=version_id)
    return xlsform.Form.from_dict(stored)


def conversation(run: Run, *, language: str = "", now: datetime | None = None) -> xlsform.Run:
    """Where a conversation stands: three queries, then pure rules. `now` is aware; default: this moment."""
    zone = ZoneInfo(run.region.time_zone)
    return xlsform.Run(
        form_of(run.version_id),
        answers=[xlsform.Answer(a.path, a.repeat_key, a.value) for a in run.answers.all()],
        repeats=[xlsform.Instance(r.path, str(r.key)) for r in run.repeats.filter(removed_at=None)],
        preset=json.loads(run.preset or "{}"),
        language=language or run.language,
        now=(now or timezone.now()).astimezone(zone),
    )
