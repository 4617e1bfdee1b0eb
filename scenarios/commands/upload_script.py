import hashlib

from django.db import transaction

from accounts.models import Region, User
from scenarios import xlsform
from scenarios.models import Script, ScriptVersion


@transaction.atomic
def upload_script(*, region: Region, slug: str, workbook: bytes, by: User | None) -> ScriptVersion:
    """A regional administrator brings a workbook.

    1. It is checked; a workbook with mistakes is kept too, with every mistake by its cell, and never goes on air.
    2. It becomes the next version of the script. The very same file again is the version we have.
    """
    report = xlsform.check(workbook)
    script = script_to_fill(region, slug, report.title)
    digest = hashlib.sha256(workbook).hexdigest()
    newest = script.versions.first()
    if newest and newest.sha256 == digest:
        return newest
    return ScriptVersion.objects.create(
        script=script,
        number=newest.number + 1 if newest else 1,
        languages=list(report.languages),
        workbook=workbook,
        sha256=digest,
        form=report.form.to_dict() if report.form and report.is_sound else None,
        problems=[problem.to_dict() for problem in report.problems],
        uploaded_by=by,
    )


def script_to_fill(region: Region, slug: str, title: str) -> Script:
    """The region's script of that name, locked so that two uploads get two numbers; made if it is new."""
    script, _ = Script.objects.get_or_create(
        region=region, slug=slug, defaults={"title": (title or slug)[:120]}
    )
    return Script.objects.select_for_update().get(pk=script.pk)
