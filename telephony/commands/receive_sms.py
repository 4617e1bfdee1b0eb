from django.db import transaction

from accounts.models import Region
from journal.announce import announce
from journal.sealed import Kind, blind_index
from telephony.events import OptedOut
from telephony.models import InboundMessage, OptOut
from telephony.port import InboundSms
from telephony.queries.inbound import last_known
from telephony.rules.stop_words import asks_to_stop


@transaction.atomic
def receive_sms(sms: InboundSms) -> InboundMessage:
    """Somebody sent us an SMS.

    1. Keep it once, with the region that last wrote to this number or rang it, else with the only one whose number
       it was sent to, if any.
    2. STOP, in any of our languages, means no more SMS from us, from any region. Announce it.

    Calls go on: to call is a duty, to write is not.
    """
    index = blind_index(Kind.PHONE, sms.sender)
    is_stop = sms.is_stop or asks_to_stop(sms.body)
    received, is_new = InboundMessage.objects.get_or_create(
        provider_ref=sms.ref,
        defaults={
            "region": _region_of(sms, index),
            "sender": sms.sender,
            "sender_index": index,
            "body": sms.body,
            "is_stop": is_stop,
        },
    )
    if is_new and is_stop and index:
        OptOut.objects.get_or_create(phone_index=index, defaults={"region": received.region})
        announce(OptedOut(region_id=received.region_id, inbound_message_id=received.pk))
    return received


def _region_of(sms: InboundSms, index: bytes | None) -> Region | None:
    """Who this person has to do with: whoever last wrote to them or rang them, else whose number it is.

    None where several regions write under that number: no region is better than a wrong one. The message is then
    nobody's on any floor, and a STOP in it counts all the same, since it counts for all regions.
    """
    if known := last_known(index):
        return known.region
    sharing = Region.objects.filter(sms_sender=sms.to)[:2]
    return sharing[0] if len(sharing) == 1 else None
