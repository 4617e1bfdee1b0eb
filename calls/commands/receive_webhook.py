from django.db import transaction

from calls.commands.apply_leg_news import apply_leg_news
from calls.commands.apply_message_news import apply_message_news
from calls.commands.receive_sms import receive_sms
from calls.events import StrayLineHeard
from calls.models import Leg, Message, WebhookReceipt
from calls.telephony.port import InboundSms, LegNews, MessageNews, News, Webhook
from journal.announce import announce


@transaction.atomic
def receive_webhook(webhook: Webhook) -> None:
    """The telephone company posted something, and its signature was right.

    1. Keep the form, sealed, once. A repeat finds it there and changes nothing.
    2. Take the news. A line that is nobody's is announced, to be hung up; its next news would bring it here again.

    If anything fails, nothing is kept, and the company's repeat, or the sweeper that asks, brings the news again.
    """
    receipt = {"body": webhook.body, "region_id": region_of(webhook.news)}
    _kept, is_new = WebhookReceipt.objects.get_or_create(key=webhook.key, defaults=receipt)
    stray = take(webhook.news) if is_new else None
    if stray:
        announce(StrayLineHeard(ref=stray))


def take(news: News | None) -> str | None:
    """Hand news to whoever it concerns."""
    if isinstance(news, LegNews):
        return apply_leg_news(news)
    if isinstance(news, MessageNews):
        apply_message_news(news)
    elif isinstance(news, InboundSms):
        receive_sms(news)
    return None


def region_of(news: News | None) -> int | None:
    """Whose news it is, if it is about a row of ours."""
    if isinstance(news, LegNews):
        return Leg.objects.filter(key=news.leg).values_list("region_id", flat=True).first()
    if isinstance(news, MessageNews):
        return Message.objects.filter(key=news.message).values_list("region_id", flat=True).first()
    return None
