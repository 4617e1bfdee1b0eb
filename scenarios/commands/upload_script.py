import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

from django.db import transaction

from accounts.models import Region, User
from scenarios import xlsform
from scenarios.actions import action_specs
from scenarios.models import Script, ScriptVersion
from scenarios.xlsform import ActionSpec


@transaction.atomic
def upload_script(*, region: Region, slug: str, workbook: bytes, by: User | None) -> ScriptVersion:
    """A regional administrator brings a workbook.

    1. It is checked; a workbook with mistakes is kept too, with every mistake by its cell, and never goes on air.
    2. It becomes the next version of the script. The very same file again is the version we have, unless the check has
       learnt something since.
    """
    digest = hashlib.sha256(workbook).hexdigest()
    found = findings_of(workbook, digest)
    script = script_to_fill(region, slug)
    newest = script.versions.first()
    if newest and (newest.sha256, newest.checked_by) == (digest, found["checked_by"]):
        return newest
    return ScriptVersion.objects.create(
        script=script,
        number=newest.number + 1 if newest else 1,
        workbook=workbook,
        sha256=digest,
        uploaded_by=by,
        **found,
    )


def findings_of(workbook: bytes, digest: str) -> dict[str, Any]:
    """What the check says; a file that a region has brought before was checked then, if by the same check."""
    specs = action_specs()
    checked_by = _check_of(specs)
    same = ScriptVersion.objects.filter(sha256=digest, checked_by=checked_by)
    if known := same.values("title", "languages", "form", "problems", "checked_by").first():
        return dict(known)
    report = xlsform.check(workbook, actions=specs)
    return {
        "checked_by": checked_by,
        "title": report.title[:120],
        "languages": list(report.languages),
        "form": report.form.to_dict() if report.form and report.is_sound else None,
        "problems": [problem.to_dict() for problem in report.problems],
    }


def _check_of(specs: Mapping[str, ActionSpec]) -> str:
    """A mark of the check as it is: of its own source, and of the actions that a script may ask for."""
    contract = json.dumps({name: asdict(spec) for name, spec in specs.items()}, sort_keys=True)
    return hashlib.sha256(_source_of_check() + contract.encode()).hexdigest()[:16]


@cache
def _source_of_check() -> bytes:
    here = Path(xlsform.__file__).parent
    return b"".join(path.read_bytes() for path in sorted(here.rglob("*.py")))


def script_to_fill(region: Region, slug: str) -> Script:
    """The region's script of that name, locked so that two uploads get two numbers; made if it is new."""
    script, _ = Script.objects.get_or_create(region=region, slug=slug)
    return Script.objects.select_for_update().get(pk=script.pk)
