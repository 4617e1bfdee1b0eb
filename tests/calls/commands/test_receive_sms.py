import uuid

import pytest

from calls.commands.queue_call import queue_call
from calls.commands.receive_sms import receive_sms
from calls.models import InboundMessage, OptOut
from calls.telephony.port import InboundSms
from journal.models import Entry
from journal.sealed import blind_index
from tests.calls.telephony.letters import submitted_message
from tests.factories.accounts import region
from tests.factories.calls import campaign, queued_call

pytestmark = pytest.mark.django_db


def sms(sender="+32470999999", body="Merci", ref="SM1", **more):
    return InboundSms(ref=ref, sender=sender, to=more.pop("to", "8811"), body=body, **more)


def test_a_stop_is_an_opt_out_once():
    receive_sms(sms(body="ARRÊT"))
    receive_sms(sms(body="ARRÊT"))
    receive_sms(sms(body="stop", ref="SM2"))
    assert OptOut.objects.filter(phone_index=blind_index("+32470999999")).count() == 1
    assert InboundMessage.objects.count() == 2
    assert Entry.objects.filter(name="calls.opted_out").count() == 2


def test_what_the_company_takes_for_a_stop_is_one():
    receive_sms(sms(body="basta", is_stop=True))
    assert OptOut.objects.exists()


def test_anything_else_is_kept_for_a_person():
    assert not receive_sms(sms(body="Quand finit ma quarantaine ?")).is_stop
    assert not OptOut.objects.exists()


def test_an_sms_belongs_to_the_region_that_last_wrote_or_owes_a_call():
    message, call = submitted_message(), queued_call()
    assert receive_sms(sms(sender=message.to)).region == message.region
    assert receive_sms(sms(sender=call.phone, ref="SM2")).region == call.region


def test_a_stranger_writes_to_whoever_has_the_number_or_to_nobody():
    home = region(sms_sender="+32460000000")
    assert receive_sms(sms(to="+32460000000")).region == home
    assert receive_sms(sms(to="9999", ref="SM2")).region is None


def test_a_stranger_who_writes_to_a_number_that_several_regions_share_is_nobodys_and_stopped_all_the_same():
    region(code="bx"), region(code="vl")
    received = receive_sms(sms(body="STOP"))
    assert received.region is None
    assert OptOut.objects.get(phone_index=blind_index(received.sender)).region is None
    assert Entry.objects.get(name="calls.opted_out").facts["region_id"] is None


def test_of_several_regions_that_share_the_number_the_one_that_knows_the_sender_is_meant():
    first, second = region(code="bx"), region(code="vl")
    call = queued_call(campaign=campaign(second))
    assert receive_sms(sms(sender=call.phone)).region == second != first


def test_of_two_regions_that_owe_a_call_the_newest_is_meant():
    phone = "+32470555555"
    for where in (region(code="bx"), region(code="aa")):
        queue_call(
            campaign=campaign(where), callee=uuid.uuid4(), phone=phone, language="fr", announce_by_sms=False
        )
    assert receive_sms(sms(sender=phone)).region.code == "aa"


def test_a_sender_without_a_number_is_not_taken_for_everybody_without_one():
    queued_call(phone="", phone_index=None)
    region(), region()
    assert receive_sms(sms(sender="")).region is None
