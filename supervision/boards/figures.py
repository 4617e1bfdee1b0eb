"""The day in figures."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db.models import Avg, Count, F, Q

from accounts.models import Region
from calls.models import Attempt
from calls.states import Outcome
from telephony.models import Message
from telephony.states import MessageState
from tracing.models import Case, Contact


@dataclass(frozen=True)
class Figures:
    """What one region has done since its midnight; attempts are those that rang. Rates are None without a divisor."""

    cases_opened: int
    contacts_named: int
    attempts: int
    reached: int
    messages_sent: int
    messages_failed: int
    talk_seconds: int | None

    @property
    def reached_percent(self) -> int | None:
        """People reached per attempt."""
        return round(100 * self.reached / self.attempts) if self.attempts else None

    @property
    def talk_minutes(self) -> int | None:
        """Mean length of a conversation."""
        return round(self.talk_seconds / 60) if self.talk_seconds is not None else None

    @property
    def contacts_per_case(self) -> float | None:
        """Contacts named per case opened today."""
        return round(self.contacts_named / self.cases_opened, 1) if self.cases_opened else None


def start_of_day(region: Region, now: datetime) -> datetime:
    """Midnight at the region's place (aware)."""
    return now.astimezone(ZoneInfo(region.time_zone)).replace(hour=0, minute=0, second=0, microsecond=0)


def figures_of(region: Region, since: datetime) -> Figures:
    """Counts since `since` (aware). Each by an index on region and time: the cost is the day's, not history's."""
    talk = Avg(
        F("hung_up_at") - F("answered_at"), filter=Q(answered_at__isnull=False, hung_up_at__isnull=False)
    )
    calls = (
        Attempt.objects.counted()
        .filter(region=region, began_at__gte=since)
        .aggregate(attempts=Count("id"), reached=Count("id", filter=Q(outcome=Outcome.REACHED)), talk=talk)
    )
    failed = Q(state__in=(MessageState.UNDELIVERED, MessageState.FAILED))
    messages = Message.objects.filter(region=region, planned_at__gte=since).aggregate(
        sent=Count("id", filter=Q(sent_at__isnull=False)), failed=Count("id", filter=failed)
    )
    return Figures(
        cases_opened=Case.objects.filter(region=region, opened_at__gte=since).count(),
        contacts_named=Contact.objects.filter(region=region, named_at__gte=since).count(),
        attempts=calls["attempts"],
        reached=calls["reached"],
        messages_sent=messages["sent"],
        messages_failed=messages["failed"],
        talk_seconds=round(calls["talk"].total_seconds()) if calls["talk"] else None,
    )
