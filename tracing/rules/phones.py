"""Telephone numbers as people write them."""

import phonenumbers

from telephony.rules.phone_numbers import number_in, written


class NotAPhoneNumber(ValueError):
    """Nobody can be called at that."""


def e164_of(text: str, *, country: str) -> str:
    """The number in E.164; `country` (two letters) is assumed when it has no prefix. Empty stays empty.

    Only the length is checked, not whether the range is in use (ranges open faster than tables are updated), nor
    whether it may be called: a premium number is kept, and the field team sees it. Refuses with NotAPhoneNumber.
    """
    if not text.strip():
        return ""
    number = number_in(text, country=country)
    if number is None:
        raise NotAPhoneNumber
    return written(number)


def as_dialled_at_home(number: str) -> str:
    """An E.164 number as the people of its country write it: 02 214 19 19."""
    parsed = phonenumbers.parse(number)
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.NATIONAL)
