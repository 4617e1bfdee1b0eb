from django.db import IntegrityError, transaction

from journal.sealed import blind_index
from tracing.models import Person
from tracing.models.people import Sex
from tracing.rules.lab_result import Particulars
from tracing.rules.matching import known_as

COMPLETED = ("first_name", "family_name", "birth_date", "language", "postcode", "phone", "national_number")


@transaction.atomic(savepoint=False)
def complete_person(person: Person, told: Particulars) -> None:
    """Later news fills what was missing of a person. What we already know is never overwritten.

    1. Take over what was empty.
    2. Bring the blind indexes up to date, so that the person is found by it from now on.
    """
    missing = [name for name in COMPLETED if getattr(told, name) and not getattr(person, name)]
    if told.sex != Sex.UNKNOWN and person.sex == Sex.UNKNOWN:
        missing.append("sex")
    if not missing:
        return
    for name in missing:
        setattr(person, name, getattr(told, name))
    person.phone_index = blind_index(person.phone)
    person.save(update_fields=[*missing, "phone_index"])
    index_anew(person)


def index_anew(person: Person) -> None:
    """Set the indexes that identify; one that already stands on another row stays there (merging is for people)."""
    identity = known_as(person.first_name, person.family_name, person.birth_date, person.phone)
    indexes = {
        "national_number_index": blind_index(person.national_number),
        "known_as_index": blind_index(identity),
    }
    for name, index in indexes.items():
        if index and getattr(person, name) is None:
            set_unless_taken(person, name, index)


def set_unless_taken(person: Person, name: str, index: bytes) -> None:
    try:
        with transaction.atomic():
            Person.objects.filter(pk=person.pk).update(**{name: index})
        setattr(person, name, index)
    except IntegrityError:
        setattr(person, name, None)
