import pytest

from accounts.refusals import RuleHasMovedOn
from calls.commands.attempts.wrap_up_call import wrap_up_call
from calls.commands.campaigns.replace_rules import replace_rules
from calls.models import Attempt
from calls.states import CallState, Outcome
from tests.factories.calls import call_in_wrap_up, campaign, policy

pytestmark = pytest.mark.django_db


def test_the_campaigns_that_went_by_a_policy_go_by_its_next_version_with_the_same_rules():
    old = policy()
    mine, another = campaign(old.region, policy=old), campaign(old.region)
    new = replace_rules(old, max_attempts=1)
    for changed in (old, mine, another):
        changed.refresh_from_db()
    assert (mine.policy, mine.policy.max_attempts) == (new, 1)
    assert another.policy not in (old, new)
    assert new.as_rules().rules == old.as_rules().rules
    assert old.retired_at


def test_its_parts_can_be_others():
    old = policy()
    new = replace_rules(old, parts=[{"outcome": Outcome.BUSY, "delay_minutes": 5, "max_tries": 2}])
    assert [rule.outcome for rule in new.rules.all()] == [Outcome.BUSY]
    assert old.rules.count() == 6


def test_a_call_in_wrap_up_is_settled_by_the_version_in_force():
    call = call_in_wrap_up()
    replace_rules(call.campaign.policy, max_attempts=1)
    wrap_up_call(call, agent=call.held_by, disposition="no_answer")
    call.refresh_from_db()
    assert call.state == CallState.GAVE_UP


def test_what_ended_keeps_pointing_to_the_disposition_it_was_decided_by():
    call = call_in_wrap_up()
    old = call.campaign.wrap_up_set
    wrap_up_call(call, agent=call.held_by, disposition="busy")
    new = replace_rules(old)
    attempt = Attempt.objects.get()
    assert attempt.disposition.wrap_up_set == old
    codes = [set(rules.dispositions.values_list("code", "key", "step")) for rules in (old, new)]
    assert codes[0] == codes[1]


def test_the_sms_change_for_the_campaigns_that_send_them():
    texts = campaign(announcement={"en": "We will call you."}).texts
    new = replace_rules(texts, announcement={"en": "Expect our call."})
    assert new.campaigns.get().texts.announcement == {"en": "Expect our call."}
    with pytest.raises(RuleHasMovedOn):
        replace_rules(texts, announcement={})
