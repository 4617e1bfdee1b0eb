import pytest

from telephony.commands.end_legs import end_legs
from telephony.states import LegState
from tests.telephony.company import leg_of, news_of, open_company, submitted_attempt, talking_attempt

pytestmark = pytest.mark.django_db


@pytest.fixture
def company(monkeypatch):
    return open_company(monkeypatch)


def test_only_lines_that_are_to_be_hung_up_are_hung_up(company):
    attempt = talking_attempt()
    end_legs(attempt.room_id)
    assert company.ended == []
    attempt.legs.filter(role="agent").update(hang_up_wanted=True)
    company.knows["CA-A"] = news_of(attempt, "agent", LegState.COMPLETED)
    end_legs(attempt.room_id)
    assert company.ended == ["CA-A"]
    assert leg_of(attempt, "agent").state == LegState.COMPLETED


def test_a_line_without_a_name_is_ended_once_it_has_one(company):
    attempt = submitted_attempt()
    attempt.legs.update(hang_up_wanted=True)
    end_legs(attempt.room_id)
    assert company.ended == []


def test_a_line_that_the_company_has_forgotten_is_over(company):
    attempt = talking_attempt()
    attempt.legs.update(hang_up_wanted=True)
    end_legs(attempt.room_id)
    assert leg_of(attempt, "agent").state == LegState.CANCELLED
