"""What the migrations make of a database that has been at work."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from journal.sealed import blind_index
from tests.factories import tracing
from tracing.models import Case, Contact, Interview, Person

BEFORE = [("tracing", "0001_initial")]
NAMED = {"first_name": "Dario", "family_name": "Peeters", "phone": "+32471234567"}


@pytest.fixture
def now_and_then():
    """`now_and_then(BEFORE)` takes the database to an earlier state; in the end it is the newest again."""

    def migrate(targets):
        executor = MigrationExecutor(connection)
        executor.migrate(targets)
        return executor.loader.project_state(targets).apps

    yield migrate
    migrate(MigrationExecutor(connection).loader.graph.leaf_nodes())


@pytest.mark.django_db(transaction=True)
def test_what_was_completed_and_told_is_kept(now_and_then):
    region = tracing.region("1000")
    disease, call = tracing.disease(), tracing.case(region).interviews.get().call
    newest = MigrationExecutor(connection).loader.graph.leaf_nodes()
    old = now_and_then(BEFORE)
    somebody = old.get_model("accounts", "User").objects.create(username="field", role="back_office")
    people = [
        old.get_model("tracing", "Person").objects.create(
            region_id=region.pk, phone_index=blind_index(NAMED["phone"]), **NAMED
        )
        for _ in range(2)
    ]
    ill = {"region_id": region.pk, "disease_id": disease.pk, "specimen_date": "2026-11-20"}
    cases = [
        old.get_model("tracing", "Case").objects.create(
            person=people[0], state="completed", taken_by=taken_by, **ill
        )
        for taken_by in (None, somebody)
    ]
    met = {"region_id": region.pk, "exposure_date": "2026-11-20", "quarantine_until": "2026-11-30"}
    old_contacts = [
        old.get_model("tracing", "Contact").objects.create(case=case, person=people[1], state=state, **met)
        for case, state in zip(cases, ("informed", "uninformed"), strict=True)
    ]
    old.get_model("tracing", "Interview").objects.filter(call_id=call.pk).update(
        case=None, contact=old_contacts[0]
    )

    now_and_then(newest)
    assert [Case.objects.get(pk=case.pk).told_by for case in cases] == ["telephone", "visit"]
    informed, uninformed = Contact.objects.order_by("pk")
    assert (informed.told_by, informed.told_until) == ("telephone", informed.quarantine_until)
    assert informed.covered_by == Interview.objects.get(call=call)
    assert (uninformed.told_by, uninformed.told_until, uninformed.covered_by) == ("", None, None)
    indexes = list(Person.objects.filter(pk__in=[p.pk for p in people]).order_by("pk"))
    assert [person.name_and_phone_index is not None for person in indexes] == [True, False]
