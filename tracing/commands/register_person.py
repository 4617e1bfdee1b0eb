from django.db import transaction
from django.db.models import Q

from accounts.models import Region
from journal.sealed import blind_index
from tracing.commands.complete_person import complete_person
from tracing.models import Person
from tracing.rules.lab_result import Particulars
from tracing.rules.matching import known_as


@transaction.atomic(savepoint=False)
def register_person(told: Particulars, *, region: Region) -> Person:
    """The person of a region whom these particulars describe: the one we know, or a new one.

    1. Insert, unless the national number, or names, birth date and telephone together, are known already. Two
       reports at once: the second waits for the first, and finds its person.
    2. Find whoever it is now.
    3. Complete what was missing of somebody we knew.
    """
    newcomer = described(told, region)
    Person.objects.bulk_create([newcomer], ignore_conflicts=True)
    person = same_person(newcomer)
    if person is None:
        person = registered_apart(newcomer)
    elif person.key != newcomer.key:
        complete_person(person, told)
    person.region = region
    return person


def described(told: Particulars, region: Region) -> Person:
    """A row as it would be for somebody new."""
    return Person(
        region=region,
        first_name=told.first_name,
        family_name=told.family_name,
        birth_date=told.birth_date,
        sex=told.sex,
        language=told.language,
        national_number=told.national_number,
        national_number_index=blind_index(told.national_number),
        phone=told.phone,
        phone_index=blind_index(told.phone),
        known_as_index=blind_index(known_as(told.first_name, told.family_name, told.birth_date, told.phone)),
        postcode=told.postcode,
    )


def same_person(newcomer: Person) -> Person | None:
    """The row with the newcomer's own key, else their national number, else what they are known as."""
    by_number = (
        Q(national_number_index=newcomer.national_number_index) if newcomer.national_number_index else Q()
    )
    by_name = Q(known_as_index=newcomer.known_as_index) if newcomer.known_as_index else Q()
    found = Person.objects.filter(Q(key=newcomer.key) | by_number | by_name, region=newcomer.region)
    candidates = [person for person in found if may_be_same(person, newcomer)]
    return min(candidates, key=lambda person: closeness(person, newcomer), default=None)


def may_be_same(person: Person, newcomer: Person) -> bool:
    """Two national numbers are two people, whatever their names."""
    numbers = {bytes(p.national_number_index) for p in (person, newcomer) if p.national_number_index}
    return len(numbers) < 2


def closeness(person: Person, newcomer: Person) -> int:
    """0 for the newcomer's own row, 1 by national number, 2 by name, birth date and telephone."""
    if person.key == newcomer.key:
        return 0
    return 1 if person.national_number_index and newcomer.national_number_index else 2


def registered_apart(newcomer: Person) -> Person:
    """Somebody with the name, birth date and telephone of another, but a national number of their own."""
    newcomer.known_as_index = None
    Person.objects.bulk_create([newcomer], ignore_conflicts=True)
    return Person.objects.get(region=newcomer.region, national_number_index=newcomer.national_number_index)
