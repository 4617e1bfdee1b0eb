"""The agent has accepted a call."""

import json

import pytest

from calls.models import Call
from calls.states import Purpose, Step
from scenarios.states import RunState
from tests.factories import accounts, calls, tracing
from tracing.commands.begin_interview import begin_interview
from tracing.commands.conclude_interview import conclude_interview
from tracing.models import Interview
from tracing.refusals import NoScriptOnAir
from tracing.states import CaseState

pytestmark = pytest.mark.django_db


def test_accepting_opens_the_case_and_the_script(case, call, agent, accepted):
    begin_interview(accepted(call, agent))
    case.refresh_from_db()
    run = Interview.objects.get().run
    preset = json.loads(run.preset)
    assert (case.state, run.language) == (CaseState.OPEN, "fr")
    assert preset["person_first_name"] == "Chloé"
    assert preset["agent_name"] == "Amina Haddad"
    assert (preset["region_name"], preset["callback_number"]) == ("Testlande", "02 214 19 19")
    assert preset["specimen_date"] < preset["isolation_until"]


def test_a_contact_is_not_told_who_exposed_them(contact, agent, form, accepted):
    call = Call.objects.get(campaign__purpose=Purpose.CONTACT_NOTIFICATION)
    tracing.put_on_air(call.campaign, form)
    begin_interview(accepted(call, agent))
    preset = json.loads(call.interview.run.preset)
    assert preset["quarantine_until"] == contact.quarantine_until.isoformat()
    assert preset["specimen_date"] == ""
    assert "Chlo" not in json.dumps(preset, ensure_ascii=False)


def test_a_campaign_without_script_cannot_begin(case, agent, accepted):
    call = case.interviews.get().call
    call.campaign.script.versions.all().delete()
    with pytest.raises(NoScriptOnAir):
        begin_interview(accepted(call, agent))


def test_a_call_about_nothing_of_ours_is_let_through(agent, accepted):
    begin_interview(accepted(calls.queued_call(), agent))
    assert Interview.objects.filter(run__isnull=False).count() == 0


def test_an_interview_that_broke_off_goes_on_with_the_next_agent(case, call, agent, accepted):
    begin_interview(accepted(call, agent))
    run = Interview.objects.get().run
    conclude_interview(tracing.wrapped_up(call, Step.RETRY, agent))
    run.refresh_from_db()
    case.refresh_from_db()
    assert (run.state, case.state) == (RunState.BROKEN_OFF, CaseState.NEW)

    begin_interview(accepted(call, accounts.agent(case.region, first_name="Nina", last_name="Moreau")))
    run.refresh_from_db()
    assert run.state == RunState.OPEN
    assert json.loads(run.preset)["agent_name"] == "Nina Moreau"
    assert Interview.objects.get().run == run


def test_a_completed_script_is_not_opened_again(case, call, agent, accepted):
    begin_interview(accepted(call, agent))
    first = Interview.objects.get().run
    first.move_to(RunState.COMPLETED, reached_core=True)
    begin_interview(accepted(call, agent))
    assert Interview.objects.get().run != first
