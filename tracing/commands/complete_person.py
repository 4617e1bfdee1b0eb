from django.db import IntegrityError, transaction

from journal.sealed import Kind, blind_index
from tracing.models import Person
from tracing.models.people import Sex
from tracing.rules.lab_result import Particulars
from tracing.rules.matching import known_as, name_and_phone, plain

NAMES = ("first_name", "family_name")
COMPLETED = (*NAMES, "birth_date", "language", "postcode", "phone", "national_number")


@transaction.atomic(savepoint=False)
def complete_person(person: Person, told: Particulars) -> None:
    """Later news fills what was missing of a person. What we already know is never overwritten.

    1. Take over what was empty. The same names, told in other parts ("Anne Marie Wils" in one box), are not news.
    2. Bring the blind indexes up to date, so that the person is found by it from now on.
    """
    missing = [name for name in COMPLETED if getattr(told, name) and not getattr(person, name)]
    if plain(told.first_name + told.family_name) == plain(person.first_name + person.family_name):
        missing = [name for name in missing if name not in NAMES]
    if told.sex != Sex.UNKNOWN and person.sex == Sex.UNKNOWN:
        missing.append("sex")
    if not missing:
        return
    for name in missing:
        setattr(person, name, getattr(told, name))
    person.phone_index = blind_index(Kind.PHONE, person.phone)
    person.save(update_fields=[*missing, "phone_index"])
    _index_anew(person)


def _index_anew(person: Person) -> None:
    """Set the indexes that identify; one that already stands on another row stays there (merging is for people).

    The national number comes first: who has one may share name and telephone with somebody else.
    """
    names = person.first_name, person.family_name
    indexes = {
        "national_number_index": blind_index(Kind.NATIONAL_NUMBER, person.national_number),
        "known_as_index": blind_index(Kind.KNOWN_AS, known_as(*names, person.birth_date, person.phone)),
        "name_and_phone_index": blind_index(Kind.NAME_AND_PHONE, name_and_phone(*names, person.phone)),
    }
    for name, index in indexes.items():
        if index and bytes(getattr(person, name) or b"") != index:
            _set_unless_taken(person, name, index)


def _set_unless_taken(person: Person, name: str, index: bytes) -> None:
    try:
        with transaction.atomic():
            Person.objects.filter(pk=person.pk).update(**{name: index})
        setattr(person, name, index)
    except IntegrityError:
        # What stood there was computed from what we knew before.
        Person.objects.filter(pk=person.pk).update(**{name: None})
        setattr(person, name, None)
