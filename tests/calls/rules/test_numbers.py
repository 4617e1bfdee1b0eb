import pytest

from calls.rules.numbers import may_be_rung


@pytest.mark.parametrize("phone", ["+32470123456", "+3222141919", "+4915112345678", "+33612345678"])
def test_a_number_with_its_country_may_be_rung(phone):
    assert may_be_rung(phone)


@pytest.mark.parametrize(
    "phone", ["", "112", "0470123456", "+32 470 12 34 56", "+32", "+3290012345", "client:x", "+1"]
)
def test_anything_else_may_not(phone):
    assert not may_be_rung(phone)
