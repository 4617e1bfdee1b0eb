from calls.commands.end_stray_line import end_stray_line
from calls.telephony.port import OutcomeUnknown
from tests.calls.telephony.company import open_company


def test_it_is_hung_up_or_we_hear_of_it_again(monkeypatch):
    company = open_company(monkeypatch)
    company.trouble = [OutcomeUnknown("503")]
    assert not end_stray_line("CA-stray")
    assert end_stray_line("CA-stray")
    assert company.ended == ["CA-stray"]
