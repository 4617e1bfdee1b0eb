"""Whom a script's answers describe, read at the place where the person they are about lives."""

from datetime import date

from accounts.models import Region
from accounts.rules.languages import closest, tag_of
from tracing.models import Case
from tracing.queries.places import country_of, day_in, languages_of
from tracing.refusals import NameIsTooLong
from tracing.rules.lab_result import NAME_LENGTH, Particulars
from tracing.rules.names import one_line
from tracing.rules.phones import NotAPhoneNumber, e164_of


def person_meant(
    case: Case,
    names: tuple[str, str],
    phone: str,
    birth_date: str,
    language: str,
    spoken: str,
    same_household: str,
) -> Particulars:
    """What was said in the interview of a case of somebody they met; all as it was answered, blank where unknown.

    `names` are first and family name; one longer than the column is refused (NameIsTooLong). Whose `language` was not
    said, or is none that may be noted in the region, speaks that of the conversation, `spoken`. `same_household`
    "yes" lends them the postcode of the case.
    """
    first_name, family_name = map(_name, names)
    return Particulars(
        first_name=first_name,
        family_name=family_name,
        birth_date=day_meant(birth_date, case.region),
        language=closest(tag_of(language), languages_of(case.region)) or spoken,
        phone=_number(phone, country_of(case.region)),
        postcode=case.person.postcode if same_household.strip() == "yes" else "",
    )


def day_meant(text: str, region: Region) -> date | None:
    """An ISO date; None for no date, an impossible one, or one that is still to come in the region."""
    try:
        day = date.fromisoformat(text.strip())
    except ValueError:
        return None
    return day if day <= day_in(region) else None


def _name(text: str) -> str:
    """A name as it is kept: on one line, of signs that can be printed."""
    name = one_line(text)
    if len(name) > NAME_LENGTH:
        raise NameIsTooLong(at_most=NAME_LENGTH)
    return name


def _number(phone: str, country: str) -> str:
    """The number in E.164, or "" when it cannot be dialled; what was said stays among the answers."""
    try:
        return e164_of(phone, country=country)
    except NotAPhoneNumber:
        return ""
