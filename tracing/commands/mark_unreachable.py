from calls.events import CallEvent
from journal.steps import step
from tracing.commands.hand_to_field_team import hand_to_field_team
from tracing.queries.conversations import interview_of


@step
def mark_unreachable(news: CallEvent) -> None:
    """A call was given up or cancelled: what it was about goes to the field team's list.

    Hearing it twice changes nothing; a call of another kind is none of tracing's business. Nobody is named as the one
    who did it: who cancelled a call stands in the journal with the call.
    """
    interview = interview_of(news.call_id)
    if interview is not None:
        hand_to_field_team(interview.subject, by=None)
