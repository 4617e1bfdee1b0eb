from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from accounts.models import Region, User
from calls.commands.queue.text_about_call import text_about_call
from calls.events import CallEvent, CallPlanned, CallQueued
from calls.models import Call, Campaign, Lane
from calls.rules.ranking import rank_of
from calls.states import CallState
from journal.announce import announce
from journal.inserting import insert_unless_there
from journal.sealed import Kind, blind_index
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
    lane = Lane.of(campaign, language)
    index = blind_index(Kind.PHONE, phone)
    whom = {"subject": subject, "household": household, "phone": phone, "phone_index": index}
    when = _place_in_queue(campaign, due_at or now, now)
    call = Call(region=campaign.region, campaign=campaign, lane=lane, **whom, **when)
    # An open call that ends between the two statements leaves room for ours.
    while not insert_unless_there(call):
        if owed := Call.objects.open().filter(campaign=campaign, subject=subject).first():
            return owed, False
    if announce_by_sms:
        text_about_call(call, campaign.texts.announcement, "announcement")
    announce(_event_of(call), by=by)
    return call, True


def _refuse_bad_number(phone: str, region: Region) -> None:
    """Only numbers in E.164 that may be rung; our own, on a form that was filled in wrongly, is nobody's."""
    if not phone or phone == region.caller_id or e164(phone, country=region.country) != phone:
        raise NumberMayNotBeCalled


def _place_in_queue(campaign: Campaign, due_at: datetime, now: datetime) -> dict[str, Any]:
    """In the queue if it is due, else waiting; its rank says who goes first."""
    state = CallState.QUEUED if due_at <= now else CallState.WAITING
    return {"due_at": due_at, "rank": rank_of(due_at, campaign.priority), "state": state, "state_since": now}


def _event_of(call: Call) -> CallEvent:
    """Agents may be waiting for it; the floor counts it either way."""
    ids = {"region_id": call.region_id, "call_id": call.pk}
    return CallQueued(**ids, lane_id=call.lane_id) if call.state == CallState.QUEUED else CallPlanned(**ids)
