from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import Region, User
from calls.events import CallPlanned, CallQueued
from calls.models import Call, Campaign, Lane
from calls.rules.ranking import rank_of
from calls.states import CallState
from journal.announce import announce
from journal.constraints import broken_constraint
from journal.sealed import blind_index
from telephony.commands.plan_message import plan_message
from telephony.refusals import NumberMayNotBeCalled
from telephony.rules.phone_numbers import e164

ONE_OPEN_CALL = "one_open_call_per_subject_and_campaign"


@transaction.atomic
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
) -> Call:
    """From now on we owe somebody a conversation.

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
    owed = {"subject": subject, "phone": phone, "household": household, "due_at": due_at or now}
    call, is_new = _owe_call(campaign, _lane_for(campaign, language), owed, now)
    if is_new:
        if announce_by_sms:
            _plan_announcement(call)
        _announce_call(call, by)
    return call


def _refuse_bad_number(phone: str, region: Region) -> None:
    """Only numbers in E.164 that may be rung; our own, on a form that was filled in wrongly, is nobody's."""
    if not phone or phone == region.caller_id or e164(phone, country=region.country) != phone:
        raise NumberMayNotBeCalled


def _lane_for(campaign: Campaign, language: str) -> Lane:
    """The lane of agents who can talk to this person."""
    spoken = campaign.region.languages
    return Lane.objects.get_or_create(
        campaign=campaign, language=language if language in spoken else spoken[0]
    )[0]


def _owe_call(campaign: Campaign, lane: Lane, owed: dict[str, Any], now: datetime) -> tuple[Call, bool]:
    """The open call of this person and campaign, and whether it was made just now."""
    due_at = owed["due_at"]
    try:
        with transaction.atomic():
            call = Call.objects.create(
                region=campaign.region,
                campaign=campaign,
                lane=lane,
                phone_index=blind_index(owed["phone"]),
                state=CallState.QUEUED if due_at <= now else CallState.WAITING,
                state_since=now,
                rank=rank_of(due_at, campaign.priority),
                **owed,
            )
    except IntegrityError as error:
        if broken_constraint(error) != ONE_OPEN_CALL:
            raise
        return Call.objects.open().get(campaign=campaign, subject=owed["subject"]), False
    return call, True


def _plan_announcement(call: Call) -> None:
    """The SMS that says who is going to call, in the language of the lane."""
    assert call.subject is not None
    plan_message(
        region=call.region,
        subject=call.subject,
        phone=call.phone,
        language=call.lane.language,
        intent=f"announcement of call {call.pk}",
        body=call.campaign.words(call.campaign.announcement, call.lane.language),
    )


def _announce_call(call: Call, by: User | None) -> None:
    """Agents may be waiting for it; the floor counts it either way."""
    if call.state == CallState.QUEUED:
        announce(CallQueued(region_id=call.region_id, call_id=call.pk, lane_id=call.lane_id), by=by)
    else:
        announce(CallPlanned(region_id=call.region_id, call_id=call.pk), by=by)
