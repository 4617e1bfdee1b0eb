import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from telephony.rules.phone_numbers import CALLED, NEVER_CALLED, e164, number_in, takes_sms, written


@pytest.mark.parametrize(
    ("text", "country", "number"),
    [
        ("0470 12 34 56", "BE", "+32470123456"),
        ("+32 470 12 34 56", "DE", "+32470123456"),
        ("0032470123456", "BE", "+32470123456"),
        ("02 214 19 19", "BE", "+3222141919"),
        ("0151 23456789", "DE", "+4915123456789"),
        ("621 123 456", "LU", "+352621123456"),
    ],
)
def test_people_write_numbers_as_they_like(text, country, number):
    assert e164(text, country=country) == number


@pytest.mark.parametrize("text", ["", "112", "101", "0900 12345", "0906 12345", "not a number", "+32", "12"])
def test_what_must_not_be_called_is_refused(text):
    assert e164(text, country="BE") == ""


REFUSED = {
    "BE": (
        "0900 12 345, 0902 12 345, 0906 12 345, 0907 12 345, 0909 12 345, 070 22 12 34, "
        "070 37 12 34, 078 15 12 34, 078 05 12 34, 7879 1234, 0900 123 456, 0909 123 45 67, "
        "070 12 34 56, 1212, 1307"
    ),
    "NL": (
        "0900 1234, 0900 123456, 0906 1234567, 0909 1234, 088 123 45 67, 084 123 45 67, 087 1234567, "
        "066 1234567, 14 020, 14 0416, 0900 123 456 789"
    ),
    "FR": (
        "0899 12 34 56, 0891 12 34 56, 0836 12 34 56, 0820 12 34 56, 0884 12 34 56, 0810 12 34 56, "
        "0806 12 34 56, 3949, 36 15, 118 218, 0899 12 34 5, 15"
    ),
    "DE": (
        "0900 1 123456, 0900 5 123456, 0900 1 12345, 0137 7123456, 0137 112 3456, 0138 1234, "
        "0180 5 123456, 0180 1 12345, 0700 12345678, 0164 12345, 0168 123456, 0181 12345678, "
        "0160 13 1234567 8, 118 33, 116 117, 116117, 115, 110, 19222"
    ),
    "LU": "900 12 345, 901 12345, 905 12345, 801 12345, 900 12, 900 123 456, 112, 12345, 113",
    "GB": (
        "0909 879 0000, 0911 123 4567, 0845 123 4567, 0871 123 4567, 0870 123 4567, 070 1234 5678, "
        "076 0012 3456, 076 1234 5678, 0300 123 4567, 0345 123 4567, 055 1234 5678, 118 500, "
        "7946 0123, 909 879, 0909 879 000, 999"
    ),
    "US": "+1 900 555 1234, 555 1234, +1 500 555 1234",
}
CALLABLE = {
    "BE": "0470 12 34 56, 0455 12 34 56, 0440 12 34 56, 02 214 19 19, 087 12 34 56, 0800 12 345",
    "NL": "06 12345678, 020 123 4567, 085 123 4567, 0800 1234, 0970 1234 5678",
    "FR": ("06 12 34 56 78, 07 81 23 45 67, 01 23 45 67 89, 09 72 12 34 56, 0800 12 34 56, 07 01 23 45 67"),
    "DE": "0151 23456789, 0170 1234567, 030 12345, 089 123456, 0800 1234567, 032 2123456",
    "LU": "621 123 456, 26 12 34 56, 49 12 34, 800 12345",
    "GB": "07400 123456, 020 7946 0123, 01632 960001, 056 1234 5678",
}
NO_COUNTRY = [
    "+870773111632",
    "+881612345678",
    "+882161234567",
    "+8823412345678",
    "+883510012345",
    "+883510000000012",
]
NO_COUNTRY += ["+878101234567890", "+888123456789", "+979123456789", "+80812345678", "+80012345678"]


def numbers_of(table):
    return [(text, country) for country, texts in table.items() for text in texts.split(", ")]


@pytest.mark.parametrize(("text", "country"), numbers_of(REFUSED))
def test_what_costs_the_caller_or_reaches_nobodys_telephone_is_neither_rung_nor_texted(text, country):
    assert e164(text, country=country) == ""
    number = number_in(text, country=country)
    assert number is None or not takes_sms(written(number))


@pytest.mark.parametrize(("text", "country"), numbers_of(CALLABLE))
def test_everybodys_telephone_may_be_rung_also_in_a_range_that_is_new(text, country):
    assert e164(text, country=country).startswith("+")


@pytest.mark.parametrize("text", NO_COUNTRY)
@pytest.mark.parametrize("prefix", ["+", "00", "+ "])
def test_satellites_and_services_of_no_country_are_neither_rung_nor_texted(text, prefix):
    assert e164(prefix + text[1:], country="BE") == ""
    assert not takes_sms(text)


@pytest.mark.parametrize(
    "country", ["BE", "NL", "FR", "DE", "LU", "GB", "ES", "IT", "PL", "PT", "CH", "TR", "MA"]
)
@pytest.mark.parametrize("kind", [*NEVER_CALLED, phonenumbers.PhoneNumberType.FIXED_LINE])
def test_every_kind_of_the_tables_is_known_by_its_own_example(country, kind):
    example = phonenumbers.example_number_for_type(country, kind)
    if example:
        assert bool(e164(written(example), country=country)) == (kind not in NEVER_CALLED)


@given(digits=st.text("0123456789", min_size=1, max_size=12), country=st.sampled_from(sorted(REFUSED)))
def test_whatever_may_be_rung_is_of_a_kind_that_is_called_or_of_none_yet(digits, country):
    number = e164(digits, country=country)
    if number:
        parsed = phonenumbers.parse(number)
        assert phonenumbers.number_type(parsed) not in NEVER_CALLED
        assert e164(number, country="") == number
        assert len(phonenumbers.national_significant_number(parsed)) > 3


@given(more=st.text("0123456789", max_size=4))
def test_a_premium_number_of_any_length_is_still_one(more):
    assert e164(f"0900 1{more}", country="BE") == ""
    assert e164(f"0900 1 1{more}", country="DE") == ""
    assert e164(f"0909 8{more}", country="GB") == ""


def test_the_kinds_that_are_called_are_those_of_the_tables():
    metadata = phonenumbers.PhoneMetadata.metadata_for_region("BE")
    assert all(hasattr(metadata, kind) for kind in (*CALLED, *NEVER_CALLED.values()))


@given(text=st.text(max_size=30))
def test_whatever_is_typed_gives_a_number_or_nothing(text):
    number = e164(text, country="BE")
    assert number == "" or (number.startswith("+") and number[1:].isdigit())


def test_an_sms_goes_to_mobiles_only():
    assert takes_sms("+32470123456")
    assert not takes_sms("+3222141919")
    assert not takes_sms("")
