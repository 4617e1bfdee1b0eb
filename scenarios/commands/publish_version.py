from django.db import transaction
from django.utils import timezone

from accounts.models import User
from journal.announce import announce
from scenarios.events import ScriptPublished
from scenarios.models import Script, ScriptVersion
from scenarios.refusals import ScriptHasProblems
from scenarios.states import VersionState


@transaction.atomic
def publish_version(version: ScriptVersion, *, by: User | None) -> None:
    """Put a version on air. Conversations under way stay on theirs; publishing an older one is the way back.

    1. A version with mistakes is refused.
    2. The version on air retires.
    3. This one takes its place, and the title of its workbook.
    4. Announce it.
    """
    if version.form is None:
        raise ScriptHasProblems
    script = Script.objects.select_for_update().get(pk=version.script_id)
    on_air = script.versions.filter(state=VersionState.PUBLISHED).exclude(pk=version.pk).first()
    if on_air:
        on_air.move_to(VersionState.RETIRED)
    version.move_to(VersionState.PUBLISHED, published_by=by, published_at=timezone.now())
    announce(ScriptPublished(region_id=script.region_id, script_id=script.pk, version_id=version.pk), by=by)
