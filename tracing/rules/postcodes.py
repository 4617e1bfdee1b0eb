"""Postcodes, as people write them."""

import re

LONGEST = 10
"""Characters of the longest postcode of any country (ISO 3166-1 members; the United States' ZIP+4)."""

# The form of a country's postcode, where its own people write more than that. L-1000, CH 1000, 2300 AB and 1000-001 are
# places of other countries: their marks stand before the number, or behind it.
_FORMS = {
    "BE": re.compile(
        r"""(?<![0-9A-Za-z])(?<!\b[A-Z]-)(?<!\b[A-Z]{2}-)(?<!\b[ADFLP]\s)(?<!\b(?:AT|CH|DE|FR|LU|NL|PT)\s)
            (?:BE?[\s-]*)?([1-9][0-9]{3})(?:\.0+)?(?![0-9A-Za-z]|-[0-9]|\s?(?!BE)[A-Za-z]{2}\s*$)""",
        re.IGNORECASE | re.VERBOSE,
    )
}


def postcode_in(said: str, *, country: str) -> str:
    """The postcode in what was written: `1000`, `B-1000`, `1000 Bruxelles` and a spreadsheet's `1000.0` are 1000.

    `country` (two letters) says which form it has. "" where there is none, or two: a person decides then.
    """
    said = said.strip()
    found = set(_FORMS[country].findall(said)) if country in _FORMS else set()
    if len(found) == 1:
        return str(found.pop())
    said = said.upper()  # first: a ß becomes two letters
    return said if len(said) <= LONGEST else ""
