import pytest

from calls.telephony.errors import AGENT_LEFT, LOST, THROTTLED, blames_the_number


@pytest.mark.parametrize("code", ["21211", "13224"])
def test_a_number_that_the_company_names_is_to_blame_whenever_it_says_so(code):
    assert blames_the_number(code, was_placed=False)
    assert blames_the_number(code, was_placed=True)


@pytest.mark.parametrize("code", [LOST, THROTTLED, AGENT_LEFT, "20003", "21408", "21212", "20429", "21610"])
def test_we_and_our_account_are_never_the_number(code):
    assert not blames_the_number(code, was_placed=True)


@pytest.mark.parametrize("code", ["", "32017", "some_word"])
def test_a_fault_that_we_do_not_know_blames_the_number_only_in_the_network(code):
    assert blames_the_number(code, was_placed=True)
    assert not blames_the_number(code, was_placed=False)
