"""Who looked at whom."""

import uuid

import pytest
from django.db import DatabaseError

from journal.models import View
from journal.record import record_view
from tests.cast import amina

pytestmark = pytest.mark.django_db


def test_a_look_is_written_with_who_whom_and_where():
    agent, person = amina(), uuid.uuid4()
    record_view(by=agent, person=person, region_id=7, page="desk.conversation")
    look = View.objects.get()
    assert (look.viewer, look.person, look.region_id, look.page) == (agent, person, 7, "desk.conversation")
    assert look.seen_at is not None


def test_a_look_that_cannot_be_written_shows_nothing():
    with pytest.raises(DatabaseError):
        record_view(by=amina(), person=uuid.uuid4(), region_id=None, page="p" * 81)
