"""Somebody is named by another case while they are told of the first: from the acceptance to the second call."""

import pytest

from calls.commands.attempts.start_wrap_up import start_wrap_up
from calls.commands.attempts.wrap_up_call import wrap_up_call
from calls.commands.offers.accept_call import accept_call
from calls.commands.offers.offer_next_call import offer_next_call
from calls.commands.queue.cancel_call import cancel_call
from calls.models import Call
from calls.states import CallState
from config.invariants import violations
from scenarios.states import RunState
from tests.cast import amina
from tests.factories import tracing
from tests.factories.calls import ready_agent
from tests.factories.scenarios import NOTHING_ASKED
from tracing.models import Contact
from tracing.states import CaseState, ContactState

pytestmark = pytest.mark.django_db


@pytest.fixture
def cases():
    """Two cases that the telephone has nothing to do with any more."""
    cases = [tracing.case(tracing.region("1000")), tracing.another_case()]
    for case in cases:
        tracing.put_on_air(case.interviews.get().call.campaign, NOTHING_ASKED)
        tracing.run_about(case)
        case.move_to(CaseState.CLOSED)
        cancel_call(case.interviews.get().call)
    return cases


@pytest.fixture(autouse=True)
def talked_through(monkeypatch):
    def complete(run, *, by):
        run.move_to(RunState.COMPLETED, reached_core=True)

    monkeypatch.setattr("tracing.commands.conclude_interview.complete_run", complete)


def accepted(agent):
    call = offer_next_call(agent)
    return call, accept_call(call, agent=agent, token=call.token)


@pytest.mark.parametrize("longer", ["the first", "the second"])
def test_they_are_called_again_and_told_the_latest_end(cases, longer):
    days = (1, 5) if longer == "the first" else (5, 1)
    first = tracing.name(cases[0], last_exposure_on=tracing.ago(days[0]))
    agent = ready_agent(agent=amina(first.region))
    tracing.put_on_air(first.interviews.get().call.campaign, NOTHING_ASKED)
    call, attempt = accepted(agent)
    other = tracing.name(cases[1], last_exposure_on=tracing.ago(days[1]))
    assert violations() == []
    start_wrap_up(attempt)
    attempt.call.attempts.update(answered_at=attempt.began_at)
    wrap_up_call(call, agent=agent, disposition="completed")
    assert violations() == []
    first.refresh_from_db()
    assert (first.state == ContactState.INFORMED) == (longer == "the first")

    again = Call.objects.get(subject=other.person.key, state=CallState.OFFERED)
    attempt = accept_call(again, agent=agent, token=again.token)
    start_wrap_up(attempt)
    attempt.call.attempts.update(answered_at=attempt.began_at)
    wrap_up_call(again, agent=agent, disposition="completed")
    assert violations() == []
    latest = max(contact.quarantine_until for contact in Contact.objects.all())
    assert {contact.state for contact in Contact.objects.all()} == {ContactState.INFORMED}
    assert max(contact.told_until for contact in Contact.objects.all()) == latest
