"""What the steps of a call cost the database, as Django's execute_wrapper sees it: BEGIN and COMMIT do not count."""

import pytest
from django.db import connection
from django.utils import timezone

from calls.commands.attempts.start_wrap_up import start_wrap_up
from calls.commands.attempts.wrap_up_call import wrap_up_call
from calls.commands.offers.accept_call import accept_call
from calls.commands.offers.offer_next_call import offer_next_call
from calls.models import Attempt
from telephony.queries.hours import open_as_last_read
from tests.desk.scene import offered, talking
from tests.factories.calls import campaign, queued_call, ready_agent

pytestmark = pytest.mark.django_db


def statements(run):
    """How many were sent. The savepoint that stands for the transaction inside a test is left out."""
    sent = []

    def note(execute, sql, params, many, context):
        sent.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        run()
    outermost = sum("SAVEPOINT" in sql for sql in (sent[0], sent[-1]))
    return len(sent) - outermost


def test_an_offer_and_a_search_in_vain_cost_one_and_reading_region_and_hours_two_more_every_few_seconds():
    agent = ready_agent()
    colleague, idle = ready_agent(agent.region), ready_agent()
    queued_call(where := campaign(agent.region))
    queued_call(where)
    assert statements(lambda: offer_next_call(agent)) == 3
    assert statements(lambda: offer_next_call(colleague)) == 1
    assert statements(lambda: offer_next_call(idle)) == 3
    assert statements(lambda: offer_next_call(idle)) == 1


def test_accepting_a_call_about_a_case_and_opening_its_script():
    agent, call = offered()
    open_as_last_read(call.region_id, timezone.now())
    assert statements(lambda: accept_call(call, agent=agent, token=call.token)) == 15


def test_wrapping_up_and_being_offered_the_next_call():
    agent, call = talking()
    queued_call(call.campaign)
    start_wrap_up(Attempt.objects.get(call=call))
    assert statements(lambda: wrap_up_call(call, agent=agent, disposition="no_answer")) == 23
