"""The people in the tests' stories, always the same: who they are says what they may see and do.

Amina is an agent, Bruno her supervisor. Chloé has a positive result, Dario met her. Eve is an agent of another
region, and must see nothing of this one.
"""

from dataclasses import dataclass
from typing import Any

from accounts.models import Region, User
from tests.factories import accounts


@dataclass(frozen=True)
class Citizen:
    """Somebody we call. The national numbers pass modulo 97 and belong to nobody."""

    first_name: str
    family_name: str
    birth_date: str
    national_number: str
    phone: str
    language: str
    postcode: str


CHLOE = Citizen("Chloé", "Lambert", "1990-05-17", "90051700156", "+32470123456", "fr", "1000")
DARIO = Citizen("Dario", "Peeters", "1985-11-02", "85110200155", "+32471234567", "nl", "1000")


def amina(region: Region | None = None, **fields: Any) -> User:
    """An agent who speaks every language of her region."""
    return accounts.agent(
        region, **{"username": "amina", "first_name": "Amina", "last_name": "Haddad"} | fields
    )


def bruno(region: Region, **fields: Any) -> User:
    """The supervisor of Amina's region."""
    return accounts.supervisor(
        region, **{"username": "bruno", "first_name": "Bruno", "last_name": "Claes"} | fields
    )


def eve(**fields: Any) -> User:
    """An agent of another region: a stranger to everybody above."""
    return accounts.agent(
        accounts.region(), **{"username": "eve", "first_name": "Eve", "last_name": "Storm"} | fields
    )
