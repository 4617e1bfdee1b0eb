"""Telephone numbers as people write them, and as the telephone company wants them (E.164)."""

import phonenumbers
from phonenumbers import PhoneNumberType

NEVER_CALLED = (
    PhoneNumberType.PREMIUM_RATE,
    PhoneNumberType.SHARED_COST,
    PhoneNumberType.UAN,
    PhoneNumberType.VOICEMAIL,
    PhoneNumberType.PAGER,
)
WITHOUT_SMS = (PhoneNumberType.FIXED_LINE, PhoneNumberType.TOLL_FREE)


def e164(text: str, *, country: str) -> str:
    """The number in E.164 ("+32470123456"), or "" when it cannot be called.

    `country` (two letters) is where a number without a country code belongs. Refused are what no telephone can
    have, emergency numbers, and lines that cost the caller or never reach a person.
    """
    if phonenumbers.is_emergency_number(text, country):
        return ""
    try:
        number = phonenumbers.parse(text, country)
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_possible_number(number) or phonenumbers.number_type(number) in NEVER_CALLED:
        return ""
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def takes_sms(phone: str) -> bool:
    """Whether an SMS to this E.164 number can arrive: not on a line known to be fixed."""
    try:
        number = phonenumbers.parse(phone)
    except phonenumbers.NumberParseException:
        return False
    return phonenumbers.number_type(number) not in WITHOUT_SMS
