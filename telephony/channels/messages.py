"""How an SMS is sent and asked about."""

from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from journal.outbox import Channel, OutcomeUnknown, Rejected
from journal.outgoing import UNKNOWN
from telephony.commands.apply_message_news import apply_message_news
from telephony.connection import company
from telephony.limits import NO_RECEIPT_AFTER
from telephony.models import Message, OptOut
from telephony.port import MessageNews, SeekSms, SendSms
from telephony.queries.hours import next_opening_of
from telephony.queries.validity import end_of_hours, validity_of
from telephony.rules.phone_numbers import takes_sms
from telephony.states import Fault, MessageState


class MessageChannel(Channel[Message, MessageNews]):
    """SMS, by way of the telephone company."""

    model = Message

    def waiting(self, now: datetime) -> QuerySet[Message]:
        """Those whose time has come."""
        return super().waiting(now).filter(send_after__lte=now).select_related("region")

    def prepare(self, row: Message, now: datetime) -> bool:
        """Not if its owner opted out meanwhile, nor so late in the day that it could arrive at night."""
        if OptOut.objects.filter(phone_index=row.to_index).exists():
            row.advance(MessageState.REFUSED, ended_at=now, check_at=None, fault=Fault.OPTED_OUT)
            return False
        if validity_of(row.region, now) is None:
            opening = next_opening_of(row.region, end_of_hours(row.region, now) + timedelta(seconds=1))
            Message.objects.filter(pk=row.pk).update(send_after=opening, check_at=opening)
            return False
        return True

    def send(self, row: Message) -> MessageNews:
        """The SMS stays valid until the region's calling hours end, and never longer.

        Rejected is a number that since it was planned is known to take no SMS, or at a price.
        """
        if not takes_sms(row.to):
            raise Rejected(Fault.NEVER_CALLED)
        valid_seconds = validity_of(row.region, row.sent_at or timezone.now())
        assert valid_seconds is not None  # `prepare` has asked the same of the same moment
        return company().send_sms(
            SendSms(
                message=row.key,
                region_id=row.region_id,
                to=row.to,
                sender=row.region.sms_sender,
                body=row.body,
                valid_seconds=valid_seconds,
            )
        )

    def take(self, news: MessageNews) -> None:
        """A second SMS for the same message cannot be called back."""
        apply_message_news(news)

    def fail(self, row: Message, fault: str, code: str) -> None:
        """Whoever wants no messages has refused; anything else is a failure."""
        self.take(
            MessageNews(
                message=row.key, ref="", state=MessageState.FAILED, fault=Fault(fault), error_code=code
            )
        )

    def find(self, row: Message) -> list[MessageNews]:
        """The first SMS with this text to this number that is not another message's."""
        sought = SeekSms(message=row.key, to=row.to, body=row.body, since=row.planned_at)
        return company().find_message(sought)

    def ask(self, row: Message) -> None:
        """How it stands."""
        try:
            self.take(company().fetch_message(row.key, row.provider_ref or ""))
        except (Rejected, OutcomeUnknown):
            return

    def gives_up(self, row: Message, now: datetime) -> bool:
        """After a day nobody asks any more: some networks never confirm."""
        return (row.sent_at or row.planned_at) + NO_RECEIPT_AFTER < now

    def give_up(self, row: Message) -> None:
        """It stays as it was last heard of; one that nobody ever heard of is lost."""
        if row.state == UNKNOWN or row.provider_ref is None:
            super().give_up(row)
        else:
            Message.objects.filter(pk=row.pk).update(check_at=None)


MESSAGES = MessageChannel()
