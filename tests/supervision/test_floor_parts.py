"""The agents' table: what it costs, that news shows at once, and that only rows that changed are drawn."""

import pytest
from django.utils.translation import override

from supervision.floor_parts import agents_part
from tests.cast import amina, bruno
from tests.factories.accounts import region
from tests.factories.calls import campaign, offered_call, ready_agent
from workforce.commands.lower_hand import lower_hand
from workforce.commands.raise_hand import raise_hand

# Committed for good: a nudge goes out after the commit.
pytestmark = pytest.mark.django_db(transaction=True)

RAISED = "table__row--attention"


def test_a_colleague_looks_at_what_was_drawn_and_asks_the_database_nothing(django_assert_num_queries):
    home = region()
    for _number in range(3):
        offered_call(campaign=campaign(home))
    watching = bruno(home)
    with django_assert_num_queries(3):
        first = agents_part(watching)
    with django_assert_num_queries(0):
        assert agents_part(watching) == first


def test_the_next_look_after_every_nudge_shows_what_it_was_about():
    home = region()
    agent, watching = ready_agent(agent=amina(home)), bruno(home)
    for _time in range(3):
        assert RAISED not in agents_part(watching)
        raise_hand(agent)
        assert RAISED in agents_part(watching)
        lower_hand(agent, by=watching)


def test_a_region_never_sees_anothers_rows():
    ours, theirs = region(), region()
    ready_agent(agent=amina(ours))
    assert "Amina Haddad" in agents_part(bruno(ours))
    assert "Amina Haddad" not in agents_part(bruno(theirs, username="bea"))


def test_each_language_has_rows_of_its_own():
    home = region()
    ready_agent(agent=amina(home))
    watching = bruno(home)
    with override("en"):
        assert "Ready" in agents_part(watching)
    with override("de"):
        assert "Ready" not in agents_part(watching)
