"""Whom somebody means who calls or writes back: several regions may call under one number."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import F

from accounts.models import Region
from journal.sealed import Kind, blind_index
from telephony.models import Leg, Message
from telephony.rules.languages import taking_turns

NOBODYS = ["en"]


@dataclass(frozen=True)
class Known:
    """What we know of a number from the last time that we wrote to it or rang it."""

    region: Region
    language: str


def last_known(index: bytes | None) -> Known | None:
    """Who last had to do with the number of this blind index, and in which language; None if nobody had.

    What was last sent or rung counts. A number that was never disturbed yet counts as what is planned for it.
    """
    if index is None:  # it would find every row without a number
        return None
    found = [
        _newest(Message.objects.filter(to_index=index)),
        _newest(Leg.objects.filter(to_index=index, region__isnull=False)),
    ]
    known = [row for row in found if row is not None]
    if not known:
        return None
    last = max(known, key=lambda row: row.sent_at or row.planned_at)
    return Known(last.region, last.language)


def languages_for(*, caller: str, called: str) -> list[str]:
    """What to speak to whoever rings our number `called` from `caller` (E.164, or anything for a withheld one).

    1. The language in which we last rang the caller or wrote to them.
    2. Those of all regions that call under this number, each region's first before anybody's second.
    3. English for a number that is nobody's.
    """
    regions = Region.objects.filter(caller_id=called).order_by("code")
    spoken = taking_turns(regions.values_list("languages", flat=True)) or NOBODYS
    known = last_known(blind_index(Kind.PHONE, caller))
    own = [known.language] if known and known.language in dict(settings.LANGUAGES) else []
    return list(dict.fromkeys([*own, *spoken]))


def _newest(rows):  # type: ignore[no-untyped-def]
    return rows.select_related("region").order_by(F("planned_at").desc(), "-pk").first()
