"""People who do not exist: positives for the laboratory, contacts for the conversations."""

import random
from datetime import date, timedelta

FIRST_NAMES = {
    "fr": ("Camille", "Lucas", "Manon", "Hugo", "Inès", "Théo", "Zoé", "Yanis", "Léa", "Nathan"),
    "nl": ("Emma", "Lars", "Noor", "Daan", "Fleur", "Wout", "Lotte", "Stijn", "Amber", "Jef"),
    "de": ("Anna", "Felix", "Lena", "Jonas", "Greta", "Paul", "Marie", "Leon", "Ida", "Emil"),
    "en": ("Grace", "Oliver", "Amina", "Jack", "Priya", "Samuel", "Chloe", "Daniel", "Ruth", "Omar"),
}
FAMILY_NAMES = (
    *(
        "Dubois",
        "Janssens",
        "Peeters",
        "Lambert",
        "Maes",
        "Leclercq",
        "Claes",
        "Schmitz",
        "Moreau",
        "Wouters",
    ),
    *("Haddad", "Willems", "Denis", "Kowalski", "Yilmaz", "Goossens", "Hermans", "Rossi", "Michel", "Aerts"),
)
PLACES = (
    *(("1020", "nl"), ("1030", "fr"), ("1050", "nl"), ("1070", "nl"), ("1083", "nl")),
    *(("2000", "nl"), ("3000", "nl"), ("8000", "nl"), ("9000", "nl"), ("9300", "fr")),
    *(("4000", "fr"), ("5000", "fr"), ("6000", "fr"), ("7000", "nl"), ("4700", "de"), ("4780", "de")),
)
"""Belgian postcodes with the language of somebody there, now and then not the region's own."""
BEHAVIOURS = ("00",) * 14 + ("07", "09", "02", "02", "03", "01", "04", "05", "06", "42")
"""Last digits of a number: how its simulated citizen treats the telephone (docs/carrier.md). 42 leaves it to chance."""
NUMBERS = "04679{:03d}{}"
"""A block that the demonstration uses; simulated calls only (see RealTelephones)."""


def phone_number(die: random.Random) -> str:
    """A Belgian mobile number as people say it."""
    return NUMBERS.format(die.randrange(1000), die.choice(BEHAVIOURS))


def birthday(die: random.Random) -> date:
    """Somebody between 18 and 85 or so."""
    return date(1940, 1, 1) + timedelta(days=die.randrange(65 * 365))


def full_name(die: random.Random, language: str) -> tuple[str, str]:
    """First and family name."""
    return die.choice(FIRST_NAMES.get(language, FIRST_NAMES["fr"])), die.choice(FAMILY_NAMES)


def national_number(die: random.Random, born: date) -> str:
    """A number that passes modulo 97 (with the prefix 2 for births from 2000)."""
    start = f"{born:%y%m%d}{die.randrange(1, 998):03d}"
    prefixed = int(f"2{start}" if born.year >= 2000 else start)
    return f"{start}{97 - prefixed % 97:02d}"


def patient(die: random.Random) -> dict[str, object]:
    """Somebody as a laboratory knows them: mostly by national number, else by name, birth date and telephone."""
    postcode, language = die.choice(PLACES)
    first_name, family_name = full_name(die, language)
    born = birthday(die)
    known_by = (
        {"national_number": national_number(die, born)}
        if die.random() < 0.8
        else {"birth_date": born.isoformat()}
    )
    return {
        **known_by,
        "first_name": first_name,
        "family_name": family_name,
        "language": language,
        "phone": phone_number(die),
        "address": {"postcode": postcode},
    }
