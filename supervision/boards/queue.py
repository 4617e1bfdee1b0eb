"""What waits, campaign by campaign."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Min, Q

from accounts.models import Region
from calls.models import Call, Campaign
from calls.states import HELD_CALLS, CallState
from supervision.rules.alarms import Level, level_of_age


@dataclass(frozen=True)
class QueueRow:
    """One campaign's queue at a moment."""

    campaign: Campaign
    queued: int
    waiting: int
    under_way: int
    oldest_since: datetime | None
    level: Level | None
    percent_of_target: int


def queue_of(region: Region, now: datetime) -> list[QueueRow]:
    """The region's campaigns with what waits in each. Two queries; only open calls are counted, never history.

    The oldest call counts from the moment it became due.
    """
    counted = {row["campaign_id"]: row for row in counts_by_campaign(region)}
    return [row_of(campaign, counted.get(campaign.pk, {}), now) for campaign in region.campaigns.all()]


def counts_by_campaign(region: Region) -> Iterable[Mapping[str, Any]]:
    """How many calls are queued, wait for their time, or are under way; and the oldest queued one."""
    open_calls = Call.objects.open().filter(region=region).values("campaign_id").order_by()
    return open_calls.annotate(
        queued=Count("id", filter=Q(state=CallState.QUEUED)),
        waiting=Count("id", filter=Q(state=CallState.WAITING)),
        under_way=Count("id", filter=Q(state__in=HELD_CALLS)),
        oldest=Min("due_at", filter=Q(state=CallState.QUEUED)),
    )


def row_of(campaign: Campaign, counted: Mapping[str, Any], now: datetime) -> QueueRow:
    """One campaign, with how much of its target the oldest call has used."""
    oldest = counted.get("oldest")
    minutes = (now - oldest).total_seconds() / 60 if oldest else 0.0
    return QueueRow(
        campaign=campaign,
        queued=counted.get("queued", 0),
        waiting=counted.get("waiting", 0),
        under_way=counted.get("under_way", 0),
        oldest_since=oldest,
        level=level_of_age(minutes, campaign.target_minutes),
        percent_of_target=min(100, round(100 * minutes / campaign.target_minutes)),
    )
