"""The database's copy of the claim is the one that Python wrote."""

import pytest
from django.db import connection
from django.utils import timezone

from calls.commands.offers.offer_next_call import offer_next_call
from calls.events import CallOffered
from calls.queries.claims import CREATE_FUNCTION
from journal.models import Entry
from tests.factories.calls import campaign, queued_call, ready_agent


@pytest.mark.django_db
def test_the_function_in_the_database_is_made_of_the_tables_in_python():
    with connection.cursor() as cursor:
        cursor.execute("SELECT prosrc FROM pg_proc WHERE proname = 'calls_claim'")
        [(source,)] = cursor.fetchall()
    written = CREATE_FUNCTION.partition("$claim$")[2].rpartition("$claim$")[0]
    assert source == written, "add a migration that creates the function anew"


@pytest.mark.django_db
def test_its_line_in_the_journal_is_the_one_that_announcing_would_write():
    agent = ready_agent()
    now = timezone.now()
    queued_call(campaign(agent.region))
    call = offer_next_call(agent, now=now)
    [line] = Entry.objects.filter(name=CallOffered.name())
    announced = CallOffered(region_id=call.region_id, call_id=call.pk, agent_id=agent.pk)
    assert (line.facts, line.happened_at, line.actor) == (announced.facts(), now, None)
