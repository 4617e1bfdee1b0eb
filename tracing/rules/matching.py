"""When two descriptions are of one person."""

import unicodedata
from collections.abc import Sequence
from datetime import date
from itertools import combinations
from typing import Protocol, TypeVar

ACCENTS_ARE_OPTIONAL_IN = ("LATIN", "GREEK", "CYRILLIC", "ARABIC", "HEBREW")
"""Scripts whose marks people leave out: é is written e, vowel points are for learners. As letters' names begin."""


def plain(name: str) -> str:
    """A name without case, accents, hyphens, apostrophes and spaces: "Anne-Zoé" and "ANNE ZOE" are one name.

    Case is folded twice, as the Unicode Standard has it (3.13, compatibility caseless match): taking a letter
    apart may bring a capital to light. A mark is an accent only in the scripts that can do without it; in others
    it is a vowel or a consonant, and रीता and रति, カナ and ガナ are two names.
    """
    letters = unicodedata.normalize("NFKD", unicodedata.normalize("NFD", name).casefold())
    letters = unicodedata.normalize("NFKD", letters.casefold())
    kept: list[str] = []
    is_spelt_by_marks = False
    for letter in letters:
        if letter.isalnum():
            kept.append(letter)
            is_spelt_by_marks = not unicodedata.name(letter, "").startswith(ACCENTS_ARE_OPTIONAL_IN)
        elif is_spelt_by_marks and _is_mark(letter):
            kept.append(letter)
    return "".join(kept)


def _is_mark(letter: str) -> bool:
    """A combining mark that is pronounced; a variation selector only chooses among pictures."""
    return unicodedata.category(letter).startswith("M") and not "\ufe00" <= letter <= "\ufe0f"


def known_as(first_name: str, family_name: str, birth_date: date | None, phone: str) -> str:
    """What somebody without national number is known by: names, birth date and telephone together.

    Empty unless all of it is known: two people may share any three of the four.
    """
    names = plain(first_name), plain(family_name)
    if not (all(names) and birth_date and phone):
        return ""
    return "|".join((*names, birth_date.isoformat(), phone))


def name_and_phone(first_name: str, family_name: str, phone: str) -> str:
    """What somebody is known by of whom we have no more than a name and a telephone; empty unless both are known.

    The names run together: where a first name ends is heard differently each time.
    """
    names = plain(first_name + family_name)
    return f"{names}|{phone}" if names and phone else ""


def may_be_one(mine: object, theirs: object) -> bool:
    """Two facts about one person do not contradict each other: they are equal, or one is unknown."""
    return not mine or not theirs or mine == theirs


class Described(Protocol):
    """What is known of somebody beside their names; empty where nobody said."""

    @property
    def birth_date(self) -> date | None: ...
    @property
    def phone(self) -> str: ...
    @property
    def national_number(self) -> str: ...


Person = TypeVar("Person", bound=Described)


def facts(person: Described) -> tuple[date | None, str, str]:
    """Everything that may tell two namesakes apart."""
    return person.birth_date, person.phone, person.national_number


def contradict(one: Described, other: Described) -> bool:
    """Whether something known of both shows that they are two people."""
    return not all(may_be_one(mine, theirs) for mine, theirs in zip(facts(one), facts(other), strict=True))


def one_meant(told: Described, namesakes: Sequence[Person]) -> Person | None:
    """Which of these namesakes a description means; None when it is nobody of them, or nobody can tell.

    Whoever is known by exactly as much comes first. A description that fits two people who contradict each other
    (father and son) means neither of them for certain.
    """
    fitting = [person for person in namesakes if not contradict(person, told)]
    closest = [person for person in fitting if facts(person) == facts(told)] or fitting
    if any(contradict(one, other) for one, other in combinations(closest, 2)):
        return None
    return closest[0] if closest else None
