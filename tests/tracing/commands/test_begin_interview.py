"""The agent has accepted a call."""

import json

import pytest

from calls.states import Step
from scenarios.states import RunState
from tests.factories import accounts, calls, tracing
from tracing.commands.begin_interview import begin_interview
from tracing.commands.conclude_interview import conclude_interview
from tracing.models import Interview
from tracing.refusals import NoScriptOnAir
from tracing.states import CaseState

pytestmark = pytest.mark.django_db


def preset_of(call):
    return json.loads(Interview.objects.get(call=call).run.preset)


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


def test_a_contact_is_not_told_who_exposed_them(contact, talk, notification):
    preset = preset_of(talk(notification()))
    assert preset["quarantine_until"] == contact.quarantine_until.isoformat()
    assert preset["specimen_date"] == ""
    assert "Chlo" not in json.dumps(preset, ensure_ascii=False)


@pytest.mark.parametrize("earlier_comes", ["first", "last"])
def test_somebody_named_by_two_cases_is_told_the_latest_end(case, talk, notification, earlier_comes):
    days = (5, 1) if earlier_comes == "first" else (1, 5)
    one = tracing.name(case, last_exposure_on=tracing.ago(days[0]))
    other = tracing.name(tracing.another_case(), last_exposure_on=tracing.ago(days[1]))
    latest = max(one.quarantine_until, other.quarantine_until)
    preset = preset_of(talk(notification()))
    assert (preset["quarantine_until"], preset["exposure_date"]) == (latest.isoformat(), tracing.ago(1))
    assert notification().interview.told_until == latest


def test_an_end_that_was_told_before_still_binds(case, talk, hang_up, notification):
    longest = tracing.name(case, last_exposure_on=tracing.ago(1))
    hang_up(talk(notification()), Step.CLOSE)
    tracing.name(tracing.another_case(), last_exposure_on=tracing.ago(5))
    assert preset_of(talk(notification()))["quarantine_until"] == longest.quarantine_until.isoformat()


def test_low_risk_keeps_nobody_at_home(case, talk, notification):
    high = tracing.name(case, last_exposure_on=tracing.ago(5))
    tracing.name(tracing.another_case(), last_exposure_on=tracing.ago(1), risk="low")
    assert preset_of(talk(notification()))["exposure_date"] == high.exposure_date.isoformat()


def test_a_day_nobody_knows_is_blank(case, talk, notification):
    contact = tracing.name(case, last_exposure_on="")
    preset = preset_of(talk(notification()))
    assert (preset["exposure_date"], preset["quarantine_until"]) == ("", contact.quarantine_until.isoformat())


def test_a_conversation_covers_what_is_to_be_told_when_it_begins(case, talk, notification, hang_up):
    first = tracing.name(case)
    call = talk(notification())
    other = tracing.name(tracing.another_case())
    first.refresh_from_db()
    assert (first.covered_by, other.covered_by) == (call.interview, None)

    hang_up(call, Step.RETRY)
    talk(call)
    assert {contact.pk for contact in call.interview.covers.all()} == {first.pk, other.pk}


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


@pytest.mark.parametrize(("days", "goes_on"), [(5, True), (1, False)])
def test_a_script_that_has_told_an_earlier_end_starts_anew(case, talk, hang_up, notification, days, goes_on):
    tracing.name(case, last_exposure_on=tracing.ago(3))
    call = talk(notification())
    first = Interview.objects.get(call=call).run
    hang_up(call, Step.CALL_BACK)
    tracing.name(tracing.another_case(), last_exposure_on=tracing.ago(days))
    talk(call)
    assert (Interview.objects.get(call=call).run == first) == goes_on


def test_a_completed_script_is_not_opened_again(case, call, agent, accepted):
    begin_interview(accepted(call, agent))
    first = Interview.objects.get().run
    first.move_to(RunState.COMPLETED, reached_core=True)
    begin_interview(accepted(call, agent))
    assert Interview.objects.get().run != first
