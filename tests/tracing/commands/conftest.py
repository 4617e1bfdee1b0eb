"""A case and everything that belongs to its calls."""

import pytest

from calls.events import CallAccepted, CallGaveUp
from calls.models import Call
from calls.states import CallState, Purpose, Step
from scenarios import xlsform
from scenarios.actions import action_specs
from scenarios.library import build_xlsx
from scenarios.states import RunState
from tests.cast import amina
from tests.factories import tracing
from tracing.commands.begin_interview import begin_interview
from tracing.commands.conclude_interview import conclude_interview


@pytest.fixture(scope="session")
def form():
    return xlsform.check(build_xlsx("index_interview"), actions=action_specs()).form.to_dict()


@pytest.fixture
def case():
    return tracing.case(tracing.region("1000"))


@pytest.fixture
def agent(case):
    return amina(case.region)


@pytest.fixture
def call(case, form):
    call = case.interviews.get().call
    tracing.put_on_air(call.campaign, form)
    return call


@pytest.fixture
def contact(case, agent):
    return tracing.name(case)


@pytest.fixture
def notification():
    """The newest call that informs a contact."""
    return lambda: Call.objects.filter(campaign__purpose=Purpose.CONTACT_NOTIFICATION).latest("pk")


@pytest.fixture
def talk(form, accepted, agent, monkeypatch):
    """An agent accepts a call and talks it through: its script can be completed when the call is closed."""

    def complete(run, *, by):
        run.move_to(RunState.COMPLETED, reached_core=True)

    monkeypatch.setattr("tracing.commands.conclude_interview.complete_run", complete)

    def talk(call):
        if not call.campaign.script.versions.exists():
            tracing.put_on_air(call.campaign, form)
        Call.objects.filter(pk=call.pk).update(state=CallState.TALKING, held_by=agent)
        begin_interview(accepted(call, agent))
        return call

    return talk


@pytest.fixture
def hang_up(agent):
    """The call is over and its agent says how it ended; what follows finds it settled."""

    def hang_up(call, step):
        state = CallState.WAITING if step in (Step.RETRY, Step.CALL_BACK) else CallState.DONE
        Call.objects.filter(pk=call.pk).update(state=state, held_by=None)
        conclude_interview(tracing.wrapped_up(call, step, agent))

    return hang_up


@pytest.fixture
def accepted():
    """The news that an agent accepts a call."""
    return lambda call, agent: CallAccepted(
        region_id=call.region_id, call_id=call.pk, agent_id=agent.pk, attempt_id=0
    )


@pytest.fixture
def gave_up():
    """The news that the telephone could not do it."""
    return lambda call: CallGaveUp(region_id=call.region_id, call_id=call.pk)
