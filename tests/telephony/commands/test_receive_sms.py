import pytest

from journal.models import Entry
from journal.sealed import Kind, blind_index
from telephony.commands.receive_sms import receive_sms
from telephony.models import InboundMessage, OptOut
from telephony.port import InboundSms
from tests.factories.accounts import region
from tests.telephony.company import dialling_attempt
from tests.telephony.letters import submitted_message

pytestmark = pytest.mark.django_db


def sms(sender="+32470999999", body="Merci", ref="SM1", **more):
    return InboundSms(ref=ref, sender=sender, to=more.pop("to", "8811"), body=body, **more)


def test_a_stop_is_an_opt_out_once():
    receive_sms(sms(body="ARRÊT"))
    receive_sms(sms(body="ARRÊT"))
    receive_sms(sms(body="stop", ref="SM2"))
    assert OptOut.objects.filter(phone_index=blind_index(Kind.PHONE, "+32470999999")).count() == 1
    assert InboundMessage.objects.count() == 2
    assert Entry.objects.filter(name="telephony.opted_out").count() == 2


def test_what_the_company_takes_for_a_stop_is_one():
    receive_sms(sms(body="basta", is_stop=True))
    assert OptOut.objects.exists()


def test_anything_else_is_kept_for_a_person():
    assert not receive_sms(sms(body="Quand finit ma quarantaine ?")).is_stop
    assert not OptOut.objects.exists()


def test_an_sms_belongs_to_the_region_that_last_wrote_or_rang():
    message, attempt = submitted_message(), dialling_attempt()
    assert receive_sms(sms(sender=message.to)).region == message.region
    assert receive_sms(sms(sender=attempt.call.phone, ref="SM2")).region == attempt.region


def test_a_stranger_writes_to_whoever_has_the_number_or_to_nobody():
    home = region(sms_sender="+32460000000")
    assert receive_sms(sms(to="+32460000000")).region == home
    assert receive_sms(sms(to="9999", ref="SM2")).region is None


def test_a_stranger_who_writes_to_a_number_that_several_regions_share_is_nobodys_and_stopped_all_the_same():
    region(code="bx"), region(code="vl")
    received = receive_sms(sms(body="STOP"))
    assert received.region is None
    assert OptOut.objects.get(phone_index=blind_index(Kind.PHONE, received.sender)).region is None
    assert Entry.objects.get(name="telephony.opted_out").facts["region_id"] is None


def test_of_several_regions_that_share_the_number_the_one_that_knows_the_sender_is_meant():
    first, second = region(code="bx"), region(code="vl")
    attempt = dialling_attempt(second)
    assert receive_sms(sms(sender=attempt.call.phone)).region == second != first


def test_of_two_regions_that_had_to_do_with_the_sender_the_last_is_meant():
    older, newer = dialling_attempt(), dialling_attempt()
    index = older.call.phone_index
    newer.legs.filter(role="citizen").update(to_index=index)
    assert receive_sms(sms(sender=older.call.phone)).region == newer.region


def test_a_sender_without_a_number_is_not_taken_for_everybody_without_one():
    dialling_attempt().legs.update(to_index=None)
    region(), region()
    assert receive_sms(sms(sender="")).region is None
