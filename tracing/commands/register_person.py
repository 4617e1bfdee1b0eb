from django.db import transaction
from django.db.models import Q

from accounts.models import Region
from journal.inserting import insert_unless_there
from journal.locks import lock_until_commit
from journal.sealed import Kind, blind_index
from tracing.commands.complete_person import complete_person
from tracing.models import Person
from tracing.rules.lab_result import Particulars
from tracing.rules.matching import known_as, may_be_one, name_and_phone, one_meant

IDENTIFYING = ("national_number_index", "known_as_index", "name_and_phone_index")


@transaction.atomic(savepoint=False)
def register_person(told: Particulars, *, region: Region) -> Person:
    """The person of a region whom these particulars describe: the one we know, or a new one.

    1. Take turns with whoever speaks of the same names and telephone: no unique index shows that "Ann, born in
       1980" and "Ann" are one person, so two at once would be two rows.
    2. Find whom they mean: by national number, else by names, birth date and telephone together, else by names
       and telephone where nothing else speaks against it (one_meant says what happens to father and son).
    3. Insert, if it is nobody. Two reports at once under one national number: the second waits for the first, and
       finds its person.
    4. Complete what was missing of somebody we knew.
    """
    newcomer = _described(told, region)
    if newcomer.name_and_phone_index:
        lock_until_commit(f"person {region.pk} {newcomer.name_and_phone_index.hex()}")
    person = _known(newcomer) or _inserted(newcomer)
    if person.key != newcomer.key:
        complete_person(person, told)
    person.region = region
    return person


def _described(told: Particulars, region: Region) -> Person:
    """A row as it would be for somebody new."""
    names = told.first_name, told.family_name
    return Person(
        region=region,
        first_name=told.first_name,
        family_name=told.family_name,
        birth_date=told.birth_date,
        sex=told.sex,
        language=told.language,
        national_number=told.national_number,
        national_number_index=blind_index(Kind.NATIONAL_NUMBER, told.national_number),
        phone=told.phone,
        phone_index=blind_index(Kind.PHONE, told.phone),
        known_as_index=blind_index(Kind.KNOWN_AS, known_as(*names, told.birth_date, told.phone)),
        name_and_phone_index=blind_index(Kind.NAME_AND_PHONE, name_and_phone(*names, told.phone)),
        postcode=told.postcode,
    )


def _known(newcomer: Person) -> Person | None:
    """Whoever of the region the newcomer is; None when nobody."""
    found = _similar(newcomer)
    sharing = {name: [p for p in found if _share(p, newcomer, name)] for name in IDENTIFYING}
    for person in sharing["national_number_index"]:
        return person
    for person in sharing["known_as_index"]:
        if may_be_one(person.national_number, newcomer.national_number):
            return person
    return one_meant(newcomer, sharing["name_and_phone_index"])


def _share(person: Person, newcomer: Person, name: str) -> bool:
    """Whether both have the same in one of the fields that may identify; the driver returns bytes in another dress."""
    values = (getattr(one, name) for one in (person, newcomer))
    mine, theirs = (bytes(value) if isinstance(value, memoryview) else value for value in values)
    return mine is not None and mine == theirs


def _similar(newcomer: Person) -> list[Person]:
    """Everybody of the region who shares something that may identify, the longest known first."""
    shared = [(name, getattr(newcomer, name)) for name in IDENTIFYING if getattr(newcomer, name)]
    return list(Person.objects.filter(Q(*shared, _connector=Q.OR), region=newcomer.region).order_by("pk"))


def _inserted(newcomer: Person) -> Person:
    """The newcomer's own row, or that of somebody who was inserted under their national number a moment ago."""
    if insert_unless_there(newcomer):
        return newcomer
    if person := _known(newcomer):
        return person
    # Their name, birth date and telephone stand on a row with another national number: they are known by theirs.
    newcomer.known_as_index = None
    same_number = {"region": newcomer.region, "national_number_index": newcomer.national_number_index}
    return newcomer if insert_unless_there(newcomer) else Person.objects.get(**same_number)
