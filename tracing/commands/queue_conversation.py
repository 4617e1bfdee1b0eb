from django.db import transaction

from accounts.models import User
from calls.commands.queue.queue_call import queue_call
from calls.models import Call, Campaign
from calls.states import CallState
from journal.inserting import insert_unless_there
from telephony.refusals import NumberMayNotBeCalled
from tracing.commands.hold_conversation import hold_conversation
from tracing.models import Interview, Person, Subject
from tracing.models.interviews import ABOUT
from tracing.queries.conversations import campaign_about

BEGUN = (CallState.DIALLING, CallState.TALKING, CallState.WRAP_UP)


@transaction.atomic(savepoint=False)
def queue_conversation(subject: Subject, *, by: User | None) -> Interview | None:
    """Owe somebody a call about their case, or about the case they were exposed to. An SMS announces it.

    1. None when the telephone cannot do it: no number is known, or none that may be rung, or the region runs no
       campaign for it.
    2. Somebody who is owed such a call already is not called twice: while it waits, it becomes a conversation about
       the newest reason, and covers all of them when it begins (begin_interview).
    3. A conversation that has begun stays what it is. It counts as the call that is owed until it ends; then
       conclude_interview queues another for whatever it did not cover.
    """
    campaign = campaign_about(subject) if subject.person.phone else None
    if campaign is None:
        return None
    open_call = hold_conversation(campaign, subject.person)
    try:
        call = open_call or _queued(campaign, subject.person, by)
    except NumberMayNotBeCalled:
        return None
    return _conversation(subject, call, has_begun=call.state in BEGUN)


def _queued(campaign: Campaign, person: Person, by: User | None) -> Call:
    return queue_call(
        campaign=campaign, subject=person.key, phone=person.phone, language=person.language, by=by
    )


def _conversation(subject: Subject, call: Call, *, has_begun: bool) -> Interview:
    """The interview that goes with the call: new, or the one it has, pointed to the newest reason unless it began."""
    interview = Interview(region=subject.region, call=call)
    interview.subject = subject
    if has_begun:
        return interview if insert_unless_there(interview) else Interview.objects.get(call=call)
    Interview.objects.bulk_create(
        [interview], update_conflicts=True, unique_fields=["call"], update_fields=ABOUT
    )
    return interview
