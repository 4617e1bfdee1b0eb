from journal.outbox import OutcomeUnknown
from telephony.commands.end_stray_leg import end_stray_leg
from tests.telephony.company import open_company


def test_it_is_hung_up_or_we_hear_of_it_again(monkeypatch):
    company = open_company(monkeypatch)
    company.trouble = [OutcomeUnknown("503")]
    assert not end_stray_leg("CA-stray")
    assert end_stray_leg("CA-stray")
    assert company.ended == ["CA-stray"]
