import pytest

from journal.outbox import OutcomeUnknown
from telephony.commands.hold_leg import hold_leg
from telephony.refusals import LegHasMovedOn
from tests.telephony.company import leg_of, open_company, talking_attempt

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("on", [True, False])
def test_the_company_is_asked_and_the_leg_says_so(monkeypatch, on):
    company, leg = open_company(monkeypatch), leg_of(talking_attempt(), "citizen")
    hold_leg(leg, on=on)
    assert company.changed == [("hold", "CA-C", on)]
    leg.refresh_from_db()
    assert leg.is_held is on


def test_a_company_that_does_not_answer_leaves_it_as_it_was(monkeypatch):
    company, leg = open_company(monkeypatch), leg_of(talking_attempt(), "citizen")
    company.trouble = [OutcomeUnknown("ReadTimeout")]
    with pytest.raises(LegHasMovedOn):
        hold_leg(leg, on=True)
    leg.refresh_from_db()
    assert not leg.is_held
