import pytest

from telephony.commands import receive_webhook as module
from telephony.commands.receive_webhook import receive_webhook
from telephony.models import WebhookReceipt
from telephony.port import Webhook
from telephony.states import LegState
from tests.telephony.company import leg_of, news_of, submitted_attempt

pytestmark = pytest.mark.django_db


def test_news_is_taken_once():
    attempt = submitted_attempt()
    webhook = Webhook(name="CA-C:1", body="{}", news=news_of(attempt, "citizen", LegState.RINGING))
    assert [receive_webhook(webhook, region_id=attempt.region_id) for _again in range(2)] == [None, None]
    assert leg_of(attempt, "citizen").state == LegState.RINGING
    assert WebhookReceipt.objects.get().region == attempt.region


def test_news_that_could_not_be_taken_is_not_kept_so_that_its_repeat_counts(monkeypatch):
    webhook = Webhook(name="CA-C:1", body="{}", news=None)
    monkeypatch.setattr(module, "_take", lambda news: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        receive_webhook(webhook)
    assert not WebhookReceipt.objects.exists()


def test_what_means_nothing_to_us_is_kept_all_the_same():
    assert receive_webhook(Webhook(name="CA-C:9", body="{}", news=None)) is None
    assert WebhookReceipt.objects.count() == 1
