import pytest

from calls.commands.attempts.hold_citizen import hold_citizen
from journal.outbox import Rejected
from telephony.refusals import LegHasMovedOn
from telephony.states import Fault
from tests.telephony.company import dialling_attempt, open_company, talking_attempt

pytestmark = pytest.mark.django_db


def test_the_line_changes_and_changes_back(monkeypatch):
    company, attempt = open_company(monkeypatch), talking_attempt()
    hold_citizen(attempt.call, agent=attempt.agent, on=True)
    hold_citizen(attempt.call, agent=attempt.agent, on=False)
    assert company.changed == [("hold", "CA-C", True), ("hold", "CA-C", False)]


def test_a_line_that_is_not_in_conversation_is_refused(monkeypatch):
    open_company(monkeypatch)
    attempt = dialling_attempt()
    with pytest.raises(LegHasMovedOn):
        hold_citizen(attempt.call, agent=attempt.agent, on=True)


def test_a_line_that_ended_in_this_moment_is_refused(monkeypatch):
    company, attempt = open_company(monkeypatch), talking_attempt()
    company.trouble = [Rejected(Fault.GONE)]
    with pytest.raises(LegHasMovedOn):
        hold_citizen(attempt.call, agent=attempt.agent, on=True)
