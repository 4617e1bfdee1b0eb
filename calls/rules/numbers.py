"""Which telephone numbers may be rung."""

import phonenumbers
from phonenumbers import PhoneNumberType

COSTLY = (PhoneNumberType.PREMIUM_RATE, PhoneNumberType.SHARED_COST)


def may_be_rung(phone: str) -> bool:
    """Whether `phone` is a number in E.164 (`+32…`) that can exist and is nobody's paid line.

    A paid line in a list of contacts is a known fraud: whoever owns it earns by our calls.
    """
    try:
        number = phonenumbers.parse(phone)
    except phonenumbers.NumberParseException:
        return False
    is_e164 = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164) == phone
    return (
        is_e164 and phonenumbers.is_possible_number(number) and phonenumbers.number_type(number) not in COSTLY
    )
