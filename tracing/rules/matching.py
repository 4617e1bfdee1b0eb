"""When two descriptions are of one person."""

import unicodedata
from datetime import date


def plain(name: str) -> str:
    """A name without case, accents, hyphens, apostrophes and spaces: "Anne-Zoé" and "ANNE ZOE" are one name.

    Case is folded twice, as the Unicode Standard has it (3.13, compatibility caseless match): taking a letter
    apart may bring a capital to light.
    """
    letters = unicodedata.normalize("NFKD", unicodedata.normalize("NFD", name).casefold())
    letters = unicodedata.normalize("NFKD", letters.casefold())
    return "".join(letter for letter in letters if letter.isalnum())


def known_as(first_name: str, family_name: str, birth_date: date | None, phone: str) -> str:
    """What somebody without national number is known by: names, birth date and telephone together.

    Empty unless all of it is known: two people may share any three of the four.
    """
    names = plain(first_name), plain(family_name)
    if not (all(names) and birth_date and phone):
        return ""
    return "|".join((*names, birth_date.isoformat(), phone))


def may_be_one(mine: object, theirs: object) -> bool:
    """Two facts about one person do not contradict each other: they are equal, or one is unknown."""
    return not mine or not theirs or mine == theirs
