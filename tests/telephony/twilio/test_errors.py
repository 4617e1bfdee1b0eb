import pytest

from telephony.states import Fault
from telephony.twilio.errors import fault_of, fault_of_call, rejection


@pytest.mark.parametrize(
    ("code", "fault"),
    [
        ("21211", Fault.WRONG_NUMBER),
        ("13224", Fault.WRONG_NUMBER),
        ("20003", Fault.REFUSES_US),
        ("21408", Fault.REFUSES_US),
        ("20429", Fault.THROTTLED),
        ("21610", Fault.OPTED_OUT),
        ("30003", Fault.UNAVAILABLE),
        ("32017", Fault.UNKNOWN),
        ("some_word", Fault.UNKNOWN),
        ("", None),
    ],
)
def test_every_code_of_the_company_is_one_fault_of_ours(code, fault):
    assert fault_of(code) == fault


@pytest.mark.parametrize(
    ("code", "sip_code", "fault"),
    [
        ("", "", Fault.WRONG_NUMBER),
        ("", "404", Fault.WRONG_NUMBER),
        ("", "480", Fault.UNAVAILABLE),
        ("", "503", Fault.UNKNOWN),
        ("13224", "503", Fault.WRONG_NUMBER),
        ("32017", "404", Fault.UNKNOWN),
    ],
)
def test_a_call_that_failed_blames_the_number_only_when_the_network_or_the_company_does(
    code, sip_code, fault
):
    assert fault_of_call(code, sip_code) == fault


def test_only_a_company_that_is_too_busy_may_be_asked_again():
    assert [rejection(429, None).safe_to_retry, rejection(400, 20429).safe_to_retry] == [True, True]
    assert [rejection(400, code).safe_to_retry for code in (21211, 21408, 99999)] == [False, False, False]
    assert rejection(404, 20404).fault == Fault.GONE
