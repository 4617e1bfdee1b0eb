from django.db import transaction

from tracing.commands.complete_person import complete_person
from tracing.commands.register_person import register_person
from tracing.models import Case, Person
from tracing.refusals import ContactWithoutName, IndexNamedThemself
from tracing.rules.lab_result import Particulars
from tracing.rules.matching import contradict, one_meant, plain


@transaction.atomic(savepoint=False)
def identify_contact(case: Case, described: Particulars) -> Person:
    """Whom an index case means by somebody they name.

    1. Refuse nobody's name (ContactWithoutName), and the index case themself (IndexNamedThemself).
    2. Somebody this case has named before, under the same names and nothing that contradicts it.
    3. Else a person of the region, known or new (register_person).
    """
    names = _names(described)
    if not names:
        raise ContactWithoutName
    if names == _names(case.person) and not contradict(case.person, described):
        raise IndexNamedThemself
    named_before = [contact.person for contact in case.contacts.select_related("person")]
    person = one_meant(described, [one for one in named_before if _names(one) == names])
    if person is not None:
        complete_person(person, described)
        return person
    person = register_person(described, region=case.region)
    if person.pk == case.person_id:
        raise IndexNamedThemself
    return person


def _names(person: Person | Particulars) -> str:
    return plain(person.first_name + person.family_name)
