from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from calls.states import Outcome
from supervision.boards.figures import Figures, figures_of, start_of_day
from tests.factories import tracing
from tests.factories.accounts import agent, region
from tests.factories.calls import attempt, campaign, queued_call

pytestmark = pytest.mark.django_db


def tried(of_campaign, *, minutes, outcome, talked=0):
    """An attempt that began so many minutes ago; `talked` is in minutes."""
    call = queued_call(of_campaign)
    began = timezone.now() - timedelta(minutes=minutes)
    ended = began + timedelta(minutes=talked)
    return attempt(
        call,
        agent=agent(of_campaign.region),
        began_at=began,
        answered_at=began if talked else None,
        hung_up_at=ended,
        ended_at=ended,
        outcome=outcome,
        is_counted=outcome != Outcome.NOT_PLACED,
    )


def test_the_day_is_counted_from_its_start():
    home = tracing.region("1000")
    tracing.case(home)
    of_campaign = home.campaigns.first()
    tried(of_campaign, minutes=30, outcome=Outcome.REACHED, talked=20)
    tried(of_campaign, minutes=30, outcome=Outcome.REACHED, talked=10)
    tried(of_campaign, minutes=30, outcome=Outcome.NO_ANSWER)
    tried(of_campaign, minutes=30, outcome=Outcome.NOT_PLACED)
    tried(of_campaign, minutes=90, outcome=Outcome.REACHED, talked=5)
    day = figures_of(home, timezone.now() - timedelta(hours=1))
    assert (day.cases_opened, day.contacts_named, day.contacts_per_case) == (1, 0, 0)
    assert (day.attempts, day.reached, day.reached_percent, day.talk_minutes) == (3, 2, 67, 15)


def test_another_regions_work_is_not_counted():
    tried(campaign(), minutes=1, outcome=Outcome.REACHED, talked=1)
    assert figures_of(region(), timezone.now() - timedelta(hours=1)) == Figures(0, 0, 0, 0, 0, 0, None)


def test_there_are_no_rates_while_there_is_nothing_to_divide_by():
    nothing = Figures(0, 0, 0, 0, 0, 0, None)
    assert (nothing.reached_percent, nothing.talk_minutes, nothing.contacts_per_case) == (None, None, None)


@pytest.mark.parametrize(
    ("now", "midnight"),
    [
        (datetime(2026, 7, 1, 12, tzinfo=UTC), datetime(2026, 6, 30, 22, tzinfo=UTC)),
        (datetime(2026, 7, 1, 22, 30, tzinfo=UTC), datetime(2026, 7, 1, 22, tzinfo=UTC)),
        (datetime(2026, 12, 1, 12, tzinfo=UTC), datetime(2026, 11, 30, 23, tzinfo=UTC)),
        (datetime(2026, 3, 29, 12, tzinfo=UTC), datetime(2026, 3, 28, 23, tzinfo=UTC)),
    ],
)
def test_a_regions_day_begins_at_its_own_midnight(now, midnight):
    assert start_of_day(region(), now) == midnight
