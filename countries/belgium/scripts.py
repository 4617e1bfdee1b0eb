"""The shipped scripts, and what a region has made of them."""

from functools import cache

from accounts.models import Region
from journal.loading import Loading
from scenarios.commands.publish_version import publish_version
from scenarios.commands.upload_script import upload_script
from scenarios.models import Script, ScriptVersion
from scenarios.states import VersionState
from scenarios.xlsform.workbook.sheets import Sheet, read_sheets


def load_script(loading: Loading, region: Region, name: str, workbook: bytes) -> Script:
    """The script of that `name` in a region, from the shipped `workbook`.

    1. A script that nobody has brought yet is uploaded and goes on air at once.
    2. The shipped words are on air already: nothing to do.
    3. A region that has put one of its own on air keeps it.
    4. The shipped words have changed since they were loaded: they become a draft, once. What agents say to
       people is for the region's administrator to choose, never for a second load.
    5. Is a version on air whose core nobody marked (uploaded before scripts could, or by a region), it is said: no
       call of it is ever found to have missed its purpose.
    """
    slug = name.replace("_", "-")
    script, _is_new = loading.find_or_add(Script, {"region": region, "slug": slug}, {})
    if not script.versions.exists():
        publish_version(upload_script(region=region, slug=slug, workbook=workbook, by=None), by=None)
        loading.added += 1
    elif difference := _difference(loading, script, workbook):
        loading.differ(f"Region {region.code}, script {slug}: {difference}")
    if script.versions.filter(state=VersionState.PUBLISHED).exclude(form__core__0__isnull=False).exists():
        loading.differ(
            f"Region {region.code}, script {slug}: the version on air marks no question as core: "
            "whoever confirms their identity counts as interviewed."
        )
    return script


def _difference(loading: Loading, script: Script, workbook: bytes) -> str:
    """What agents read instead of the shipped words, and which version has these; "" for nothing."""
    on_air = script.on_air
    if on_air and _same_words(on_air, workbook):
        return ""
    if on_air and on_air.uploaded_by_id:
        return "on air is a version of the region's own; left as it is."
    shipped = _draft(loading, script, workbook)
    return (
        f"the shipped one is version {shipped.number}; what is on air stays, its administrator may publish."
    )


def _draft(loading: Loading, script: Script, workbook: bytes) -> ScriptVersion:
    """The version with the shipped words, loaded before or now."""
    for version in script.versions.filter(uploaded_by=None):
        if _same_words(version, workbook):
            return version
    loading.added += 1
    return upload_script(region=script.region, slug=script.slug, workbook=workbook, by=None)


def _same_words(version: ScriptVersion, workbook: bytes) -> bool:
    """Whether both say the same, cell by cell.

    Not by their bytes: a workbook holds the second it was written, so the same sheets never make the same file.
    """
    return _cells(bytes(version.workbook)) == _cells(workbook)


@cache
def _cells(workbook: bytes) -> dict[str, Sheet]:
    return read_sheets(workbook)
