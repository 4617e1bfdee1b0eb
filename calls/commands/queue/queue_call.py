from datetime import datetime
from uuid import UUID

from django.utils import timezone

from accounts.models import Region, User
from calls.commands.queue.text_about_call import text_about_call
from calls.events import CallPlanned, CallQueued
from calls.models import Call, Campaign, Lane
from calls.rules.ranking import rank_of
from calls.states import CallState
from journal.announce import announce
from journal.inserting import insert_unless_there
from journal.sealed import blind_index
from journal.steps import step
from telephony.refusals import NumberMayNotBeCalled
from telephony.rules.phone_numbers import e164


@step
def queue_call(
    *,
    campaign: Campaign,
    subject: UUID,
    phone: str,
    language: str,
    household: UUID | None = None,
    due_at: datetime | None = None,
    announce_by_sms: bool = True,
    by: User | None = None,
    now: datetime | None = None,
) -> tuple[Call, bool]:
    """From now on we owe somebody a conversation. Returns the call, and whether it is owed only now.

    1. A number that cannot be rung is refused: NumberMayNotBeCalled.
    2. Choose the lane: the person's language if the region speaks it, else the region's first.
    3. Whoever is owed this campaign's call already is owed no second one: the open call is returned as it is.
    4. Plan the SMS that announces it, where the campaign has one.
    5. Announce the call: queued if it is due, else planned.

    `subject` is the opaque key of the person, `household` of those they live with, `phone` E.164, `due_at` aware and
    by default now. Out of calling hours the call stands in the queue all the same; nobody is offered it before they
    begin. `by` is who wants it, None for a machine.
    """
    now = now or timezone.now()
    _refuse_bad_number(phone, campaign.region)
    lane = _lane_for(campaign, language)
    call = Call(region=campaign.region, campaign=campaign, lane=lane, subject=subject, household=household)
    call.phone, call.phone_index = phone, blind_index(phone)
    _place_in_queue(call, due_at or now, now)
    # An open call that ends between the two statements leaves room for ours.
    while not insert_unless_there(call):
        if owed := Call.objects.open().filter(campaign=campaign, subject=subject).first():
            return owed, False
    if announce_by_sms:
        text_about_call(call, campaign.announcement, "announcement")
    _announce_call(call, by)
    return call, True


def _refuse_bad_number(phone: str, region: Region) -> None:
    """Only numbers in E.164 that may be rung; our own, on a form that was filled in wrongly, is nobody's."""
    if not phone or phone == region.caller_id or e164(phone, country=region.country) != phone:
        raise NumberMayNotBeCalled


def _lane_for(campaign: Campaign, language: str) -> Lane:
    """The lane of agents who can talk to this person."""
    spoken = campaign.region.languages
    language = language if language in spoken else spoken[0]
    return Lane.objects.get_or_create(campaign=campaign, language=language)[0]


def _place_in_queue(call: Call, due_at: datetime, now: datetime) -> None:
    """In the queue if it is due, else waiting; its rank says who goes first."""
    call.due_at, call.rank = due_at, rank_of(due_at, call.campaign.priority)
    call.state = CallState.QUEUED if due_at <= now else CallState.WAITING
    call.state_since = now


def _announce_call(call: Call, by: User | None) -> None:
    """Agents may be waiting for it; the floor counts it either way."""
    if call.state == CallState.QUEUED:
        announce(CallQueued(region_id=call.region_id, call_id=call.pk, lane_id=call.lane_id), by=by)
    else:
        announce(CallPlanned(region_id=call.region_id, call_id=call.pk), by=by)
