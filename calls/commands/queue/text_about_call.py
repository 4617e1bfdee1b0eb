from calls.models import Call
from journal.steps import step
from telephony.commands.plan_message import plan_message


@step
def text_about_call(call: Call, words: dict[str, str], intent: str) -> None:
    """The SMS that goes with a call, in the language of its lane: who is going to ring, or that nobody was reached.

    `words` are the campaign's, by language; without any there is no SMS, nor is there one to whoever rang us. A call
    has one SMS of each `intent`, however often it is asked for.
    """
    if call.subject is None:
        return
    plan_message(
        region=call.region,
        subject=call.subject,
        phone=call.phone,
        language=call.lane.language,
        intent=f"{intent} of call {call.pk}",
        body=call.campaign.words(words, call.lane.language),
    )
