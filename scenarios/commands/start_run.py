import json
from collections.abc import Mapping
from uuid import UUID

from django.db import transaction

from accounts.models import Region
from accounts.rules.languages import closest
from scenarios.models import Run, ScriptVersion


@transaction.atomic(savepoint=False)
def start_run(
    version: ScriptVersion,
    *,
    region: Region,
    subject: UUID | None,
    language: str,
    preset: Mapping[str, str],
) -> Run:
    """A conversation along a script begins.

    `subject` is the opaque key of whom it is with, None while nobody knows.
    `preset` is what is known before (names as the script pipes them; dates ISO 8601); it is sealed.
    `language` is the citizen's, a tag; a script without it is read in its first language.
    """
    spoken = closest(language, version.languages) or (version.languages or [language])[0]
    return Run.objects.create(
        version=version,
        region=region,
        subject=subject,
        language=spoken,
        preset=json.dumps(dict(preset), ensure_ascii=False),
    )
