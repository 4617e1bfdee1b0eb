"""A case and everything that belongs to its calls."""

import pytest

from calls.events import CallAccepted, CallGaveUp
from scenarios import xlsform
from scenarios.actions import action_specs
from scenarios.library import build_xlsx
from tests.cast import DARIO, amina
from tests.factories import tracing
from tracing.commands.name_contact import name_contact


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
    run = tracing.run_about(case)
    return name_contact(
        run=run, by=agent, first_name=DARIO.first_name, family_name=DARIO.family_name, phone=DARIO.phone
    )


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
