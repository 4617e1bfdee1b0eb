"""Postcodes, as people write them."""

import re

LONGEST = 10
"""Characters of the longest postcode of any country (ISO 3166-1 members; the United States' ZIP+4)."""

# The form of a country's postcode, where its own people write more than that.
_FORMS = {
    "BE": re.compile(
        r"(?<![0-9A-Za-z])(?:B(?:E)?[\s-]*)?([1-9][0-9]{3})(?:\.0+)?(?![0-9A-Za-z])", re.IGNORECASE
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
    return said.upper() if len(said) <= LONGEST else ""
