"""National numbers: what they prove about their bearer. One scheme per country, by python-stdnum."""

from dataclasses import dataclass
from datetime import date

from stdnum.be import bis, nn
from stdnum.exceptions import ValidationError

SCHEMES = {"BE": (nn, bis)}
"""Belgium: the national number (rijksregisternummer, NISS) and the BIS number of people without one."""
SERIAL, NOBODYS_SERIALS = slice(6, 9), ("000", "999")
"""People born on one day are numbered from 001 (boys 997, girls 998 at most: royal decree of 3 April 1984).
Systems that must have a number write 00000000097, whose check digits fit: many people, and none."""


class NotANationalNumber(ValueError):
    """Wrong length, wrong check digits, a month that does not exist, or a number that is given to nobody."""


@dataclass(frozen=True)
class Identity:
    """A checked number, and what it says of its bearer; None where it does not say."""

    number: str
    year: int | None = None
    month: int | None = None
    birth_date: date | None = None
    sex: str | None = None

    def contradicts(self, birth_date: date) -> bool:
        """Whether somebody born on `birth_date` cannot bear this number."""
        return (
            (self.year is not None and self.year != birth_date.year)
            or (self.month is not None and self.month != birth_date.month)
            or (self.birth_date is not None and self.birth_date != birth_date)
        )


def identity_of(text: str, *, country: str) -> Identity:
    """Read a national number written with or without separators; modulo 97, prefix 2 for births from 2000.

    Refuses with NotANationalNumber. A country without a scheme here: letters and digits are taken as they are.
    """
    if country not in SCHEMES:
        return Identity("".join(character for character in text.upper() if character.isalnum()))
    for scheme in SCHEMES[country]:
        try:
            number = scheme.validate(text)
            if number[SERIAL] in NOBODYS_SERIALS:
                break
            return Identity(
                number,
                scheme.get_birth_year(number),
                scheme.get_birth_month(number),
                scheme.get_birth_date(number),
                scheme.get_gender(number),
            )
        except ValidationError:
            continue
    raise NotANationalNumber
