from django.db import transaction

from calls.commands.queue.queue_call import queue_call
from calls.models import Call, Campaign
from calls.states import CallState, Purpose
from telephony.refusals import NumberMayNotBeCalled
from tracing.commands.hold_conversation import hold_conversation
from tracing.models import Case, Contact, Interview, Person
from tracing.queries import campaign_for

BEGUN = (CallState.DIALLING, CallState.TALKING, CallState.WRAP_UP)


@transaction.atomic(savepoint=False)
def queue_conversation(about: Case | Contact) -> Interview | None:
    """Owe somebody a call about their case, or about the case they were exposed to. An SMS announces it.

    1. None when the telephone cannot do it: no number is known, or none that may be rung, or the region runs no
       campaign for it.
    2. Somebody who is owed such a call already is not called twice: while it waits, it becomes a conversation about
       the newest reason, and covers all of them when it begins (begin_interview).
    3. A conversation that has begun stays what it is. It counts as the call that is owed until it ends; then
       conclude_interview queues another for whatever it did not cover.
    """
    campaign = _campaign_of(about)
    if campaign is None:
        return None
    open_call = hold_conversation(campaign, about.person)
    try:
        call = open_call or _queued(campaign, about.person)
    except NumberMayNotBeCalled:
        return None
    return _conversation(about, call, has_begun=call.state in BEGUN)


def _campaign_of(about: Case | Contact) -> Campaign | None:
    """The campaign whose calls are about such things, if the person has a telephone."""
    if not about.person.phone:
        return None
    if isinstance(about, Case):
        return campaign_for(about.region, Purpose.INDEX_INTERVIEW, about.disease.code)
    return campaign_for(about.region, Purpose.CONTACT_NOTIFICATION, about.case.disease.code)


def _queued(campaign: Campaign, person: Person) -> Call:
    return queue_call(campaign=campaign, subject=person.key, phone=person.phone, language=person.language)


def _conversation(about: Case | Contact, call: Call, *, has_begun: bool) -> Interview:
    """The interview that goes with the call: new, or the one it has, pointed to the newest reason unless it began."""
    interview = Interview(
        region=about.region,
        call=call,
        case=about if isinstance(about, Case) else None,
        contact=about if isinstance(about, Contact) else None,
    )
    if has_begun:
        Interview.objects.bulk_create([interview], ignore_conflicts=True)
        return Interview.objects.get(call=call)
    Interview.objects.bulk_create(
        [interview], update_conflicts=True, unique_fields=["call"], update_fields=["case", "contact"]
    )
    return interview
