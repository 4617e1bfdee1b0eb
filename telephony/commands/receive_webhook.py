from django.db import transaction

from journal.announce import announce
from telephony.commands.apply_leg_news import apply_leg_news
from telephony.commands.apply_message_news import apply_message_news
from telephony.commands.receive_sms import receive_sms
from telephony.events import StrayLegHeard
from telephony.models import WebhookReceipt
from telephony.port import InboundSms, LegNews, MessageNews, News, Webhook


@transaction.atomic
def receive_webhook(webhook: Webhook, *, region_id: int | None = None) -> None:
    """The telephone company posted something, and its signature was right.

    1. Keep the form, sealed, once, with the region whose id stands in the address. A repeat finds it there and changes
       nothing.
    2. Take the news. A line that is nobody's is announced, to be hung up; its next news would bring it here again.

    If anything fails, nothing is kept, and the company's repeat, or the sweeper that asks, brings the news again.
    """
    receipt = {"body": webhook.body, "region_id": region_id}
    _kept, is_new = WebhookReceipt.objects.get_or_create(name=webhook.name, defaults=receipt)
    stray = _take(webhook.news) if is_new else None
    if stray:
        announce(StrayLegHeard(ref=stray))


def _take(news: News | None) -> str | None:
    """Hand news to whoever it concerns."""
    if isinstance(news, LegNews):
        return apply_leg_news(news)
    if isinstance(news, MessageNews):
        apply_message_news(news)
    elif isinstance(news, InboundSms):
        receive_sms(news)
    return None
