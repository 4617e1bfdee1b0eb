import pytest

from journal.outbox import OutcomeUnknown
from telephony.commands.mute_leg import mute_leg
from telephony.refusals import LegHasMovedOn
from tests.telephony.company import leg_of, open_company, talking_attempt

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("on", [True, False])
def test_the_company_is_asked_and_the_leg_says_so(monkeypatch, on):
    company, leg = open_company(monkeypatch), leg_of(talking_attempt(), "citizen")
    mute_leg(leg, on=on)
    assert company.changed == [("mute", "CA-C", on)]
    leg.refresh_from_db()
    assert leg.is_muted is on


def test_a_company_that_does_not_answer_leaves_it_as_it_was(monkeypatch):
    company, leg = open_company(monkeypatch), leg_of(talking_attempt(), "citizen")
    company.trouble = [OutcomeUnknown("ReadTimeout")]
    with pytest.raises(LegHasMovedOn):
        mute_leg(leg, on=True)
    leg.refresh_from_db()
    assert not leg.is_muted
