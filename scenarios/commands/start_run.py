import json
from collections.abc import Mapping

from django.db import transaction

from accounts.models import Region
from scenarios.models import Run, ScriptVersion


@transaction.atomic(savepoint=False)
def start_run(version: ScriptVersion, *, region: Region, language: str, preset: Mapping[str, str]) -> Run:
    """A conversation along a script begins.

    `preset` is what is known before (names as the script pipes them; dates ISO 8601); it is sealed.
    `language` is the citizen's, two letters; a script without it is read in its first language.
    """
    spoken = language if language in version.languages else (version.languages or [language])[0]
    return Run.objects.create(
        version=version, region=region, language=spoken, preset=json.dumps(dict(preset), ensure_ascii=False)
    )
