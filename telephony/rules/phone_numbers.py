"""Telephone numbers as people write them, and as the telephone company wants them (E.164).

What is known of a number comes from the tables of `phonenumbers` (libphonenumber: each country's numbering plan).
"""

import re
from functools import lru_cache
from itertools import product

import phonenumbers
from phonenumbers import PhoneMetadata, PhoneNumber, PhoneNumberType, ValidationResult

NEVER_CALLED = {
    PhoneNumberType.PREMIUM_RATE: "premium_rate",
    PhoneNumberType.SHARED_COST: "shared_cost",
    PhoneNumberType.UAN: "uan",
    PhoneNumberType.PERSONAL_NUMBER: "personal_number",
    PhoneNumberType.VOICEMAIL: "voicemail",
    PhoneNumberType.PAGER: "pager",
}
"""They cost the caller, are resold, or never reach a person; with the name that the tables have for each."""
CALLED = ("fixed_line", "mobile", "voip", "toll_free")
WITHOUT_SMS = (PhoneNumberType.FIXED_LINE, PhoneNumberType.TOLL_FREE)
NO_COUNTRY = "001"
"""The tables' region for +800, +870, +881, +979 and their like: satellites, networks at sea, world-wide services."""
SHORT = 6
"""Digits. So short a number that the tables do not know is a service (118 33, 116 117), not somebody's telephone."""
LONGEST_PREFIX = 4
"""Digits by which a numbering plan tells kinds of numbers apart."""


def number_in(text: str, *, country: str) -> PhoneNumber | None:
    """The number that somebody wrote, or None when no telephone can have so many digits.

    `country` (two letters) is where a number without a country code belongs; "" refuses those.
    """
    try:
        number = phonenumbers.parse(text, country or None)
    except phonenumbers.NumberParseException:
        return None
    return number if phonenumbers.is_possible_number(number) else None


def e164(text: str, *, country: str) -> str:
    """The number in E.164 ("+32470123456"), or "" when it cannot or must not be called.

    1. What no telephone can have, what needs an area code, emergency and short numbers.
    2. Numbers of no country: satellites answer at ten euros a minute.
    3. Numbers of a kind that is never called, and those of unknown kind that begin as only such numbers do: a premium
       number with a digit too many is still one. Other ranges that the tables do not know yet may be called.
    """
    if phonenumbers.is_emergency_number(text, country):
        return ""
    number = number_in(text, country=country)
    if number is None or not _may_be_called(number):
        return ""
    return written(number)


def takes_sms(phone: str) -> bool:
    """Whether an SMS to this E.164 number can arrive and may be sent: one that may be called, not known to be fixed."""
    number = number_in(phone, country="")
    if number is None or not _may_be_called(number):
        return False
    return phonenumbers.number_type(number) not in WITHOUT_SMS


def written(number: PhoneNumber) -> str:
    """In E.164."""
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _may_be_called(number: PhoneNumber) -> bool:
    region = _region_of(number)
    if region == NO_COUNTRY or not _is_complete(number):
        return False
    kind = phonenumbers.number_type(number)
    if kind != PhoneNumberType.UNKNOWN:
        return kind not in NEVER_CALLED
    digits = phonenumbers.national_significant_number(number)
    return len(digits) > SHORT and _begins_like_a_telephone(region, digits[:LONGEST_PREFIX])


def _is_complete(number: PhoneNumber) -> bool:
    return phonenumbers.is_possible_number_with_reason(number) == ValidationResult.IS_POSSIBLE


def _region_of(number: PhoneNumber) -> str:
    """The country of a number; where several share a code and the number fits none of them, the main one."""
    return str(
        phonenumbers.region_code_for_number(number)
        or phonenumbers.region_code_for_country_code(number.country_code or 0)
    )


@lru_cache(maxsize=4096)
def _begins_like_a_telephone(region: str, digits: str) -> bool:
    """Whether numbers with the longest known beginning of these digits may be called; False when none begins so."""
    for length in range(len(digits), 0, -1):
        if any(_has_number(region, kind, digits[:length]) for kind in CALLED):
            return True
        if any(_has_number(region, kind, digits[:length]) for kind in NEVER_CALLED.values()):
            return False
    return False


@lru_cache(maxsize=65536)
def _has_number(region: str, kind: str, beginning: str) -> bool:
    """Whether a country has numbers of a kind that begin so, found by trying: plans decide by the first few digits."""
    metadata = PhoneMetadata.metadata_for_region(region)
    plan = metadata and getattr(metadata, kind)
    if not plan or not plan.national_number_pattern:
        return False
    pattern = re.compile(plan.national_number_pattern)
    tries = (beginning + "".join(pair) for pair in product("0123456789", repeat=2))
    padded = (
        (one + filling * length)[:length]
        for one in tries
        for filling in "05"
        for length in plan.possible_length
        if length >= len(beginning)
    )
    return any(pattern.fullmatch(digits) for digits in padded)
