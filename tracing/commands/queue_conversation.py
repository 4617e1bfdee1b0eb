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
    call = _owed_call(campaign, subject.person, by)
    return _conversation(subject, call, has_begun=call.state in BEGUN) if call else None


def _owed_call(campaign: Campaign, person: Person, by: User | None) -> Call | None:
    """The call of this campaign that we owe the person, new or held; None when their number may not be rung.

    New first: mostly it is, and a look for an open call would have found nothing.
    """
    while True:
        try:
            call, is_new = queue_call(
                campaign=campaign, subject=person.key, phone=person.phone, language=person.language, by=by
            )
        except NumberMayNotBeCalled:
            return hold_conversation(campaign, person)
        if is_new:
            return call
        if held := hold_conversation(campaign, person):
            return held


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
