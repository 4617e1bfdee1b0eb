"""Whom somebody means who calls us back: several regions may call under one number."""

from django.conf import settings

from accounts.models import Region
from calls.models import Call, Message
from calls.rules.languages import taking_turns
from journal.sealed import blind_index

NOBODYS = ["en"]


def languages_for(*, caller: str, called: str) -> list[str]:
    """What to speak to whoever rings our number `called` from `caller` (E.164, or anything for a withheld one).

    1. The language in which we know the caller: of the newest call we owe them, else of our last SMS to them.
    2. Those of all regions that call under this number, each region's first before anybody's second.
    3. English for a number that is nobody's.
    """
    regions = Region.objects.filter(caller_id=called).order_by("code")
    spoken = taking_turns(regions.values_list("languages", flat=True)) or NOBODYS
    return list(dict.fromkeys([*_known_language(caller), *spoken]))


def _known_language(caller: str) -> list[str]:
    index = blind_index(caller)
    if index is None:  # it would find every row without a number
        return []
    owed = Call.objects.open().filter(phone_index=index).order_by("-owed_since", "-pk")
    sent = Message.objects.filter(to_index=index).order_by("-planned_at", "-pk")
    known = (
        owed.values_list("lane__language", flat=True).first()
        or sent.values_list("language", flat=True).first()
    )
    return [known] if known in dict(settings.LANGUAGES) else []
