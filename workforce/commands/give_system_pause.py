from journal.steps import step
from workforce.library import system_pauses
from workforce.models import PauseReason

MINUTES = 10


@step
def give_system_pause(region_id: int, code: str) -> PauseReason:
    """The reason of that code for which the system pauses agents of a region; made when it is first needed.

    `code` is one of workforce/library/pauses.toml. A region may have changed its label and its minutes.
    """
    if known := PauseReason.objects.latest_of(region_id, code):
        return known
    texts = {"labels": system_pauses()[code], "max_minutes": MINUTES, "is_system": True}
    return PauseReason.objects.get_or_create(region_id=region_id, code=code, version=1, defaults=texts)[0]
