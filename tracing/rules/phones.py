"""Telephone numbers as people write them."""

import phonenumbers


class NotAPhoneNumber(ValueError):
    """Nobody can be called at that."""


def e164_of(text: str, *, country: str) -> str:
    """The number in E.164; `country` (two letters) is assumed when it has no prefix. Empty stays empty.

    Only the length is checked, not whether the range is in use: ranges open faster than tables are updated.
    Refuses with NotAPhoneNumber.
    """
    if not text.strip():
        return ""
    try:
        number = phonenumbers.parse(text, country or None)
    except phonenumbers.NumberParseException:
        raise NotAPhoneNumber from None
    if not phonenumbers.is_possible_number(number):
        raise NotAPhoneNumber
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def as_dialled_at_home(number: str) -> str:
    """An E.164 number as the people of its country write it: 02 214 19 19."""
    parsed = phonenumbers.parse(number)
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.NATIONAL)
