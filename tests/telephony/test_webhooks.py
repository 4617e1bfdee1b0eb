"""What is posted to us, with and without the right signature."""

import re
import uuid

import pytest
from django.test import Client
from twilio.request_validator import RequestValidator

from telephony import tasks
from telephony.models import InboundMessage, Leg, WebhookReceipt
from telephony.states import LegState
from tests.factories.accounts import region
from tests.telephony.company import dialling_attempt, leg_of, submitted_attempt
from tests.telephony.letters import submitted_message

pytestmark = pytest.mark.django_db
PUBLIC = "https://tracing.example"


@pytest.fixture(autouse=True)
def company(settings):
    settings.TELEPHONY_CALLBACK_BASE_URL = PUBLIC
    settings.TELEPHONY_AUTH_TOKEN = "new-secret,old-secret"


@pytest.fixture
def strays(monkeypatch):
    ended = []
    monkeypatch.setattr(tasks.end_stray_leg_later, "delay", lambda ref: ended.append(ref))
    return ended


def post(path, form, *, secret="new-secret", url=None, **headers):
    signature = RequestValidator(secret).compute_signature(url or PUBLIC + path, form)
    return Client().post(path, form, headers={"X-Twilio-Signature": signature, **headers})


def ringing(leg, **more):
    form = {"CallSid": "CA1", "CallStatus": "ringing", "SequenceNumber": "1"} | more
    return f"/telephony/{leg.region_id}/legs/{leg.key}/status", form


def test_signed_news_is_taken_and_kept_sealed():
    leg = leg_of(submitted_attempt(), "citizen")
    path, form = ringing(leg)
    assert post(path, form).status_code == 204
    leg.refresh_from_db()
    assert (leg.state, leg.provider_ref) == (LegState.RINGING, "CA1")
    receipt = WebhookReceipt.objects.get()
    assert (receipt.name, receipt.region) == ("CA1:leg:1:ringing", leg.region)
    assert '"CallStatus": "ringing"' in receipt.body


def test_the_same_news_twice_is_kept_once():
    path, form = ringing(leg_of(submitted_attempt(), "citizen"))
    assert [post(path, form).status_code for _ in range(2)] == [204, 204]
    assert WebhookReceipt.objects.count() == 1


def test_a_secret_that_is_being_replaced_still_signs():
    path, form = ringing(leg_of(submitted_attempt(), "citizen"))
    assert post(path, form, secret="old-secret").status_code == 204


@pytest.mark.parametrize("tokens", ["new-secret,", ",new-secret", "new-secret,,old-secret", "new-secret, \n"])
def test_nobody_signs_with_an_empty_secret_whatever_the_list_looks_like(settings, tokens):
    settings.TELEPHONY_AUTH_TOKEN = tokens
    path, form = ringing(leg_of(submitted_attempt(), "citizen"))
    assert post(path, form, secret="").status_code == 403
    assert post(path, form).status_code == 204


def test_a_secret_from_a_file_signs_in_spite_of_its_line_end(settings):
    settings.TELEPHONY_AUTH_TOKEN = "new-secret\r\n"
    path, form = ringing(leg_of(submitted_attempt(), "citizen"))
    assert post(path, form).status_code == 204


@pytest.mark.parametrize(
    "forgery",
    [
        {"secret": "guessed"},
        {"url": "http://tracing.example/telephony/legs/"},
        {"X-Twilio-Signature": ""},
        {"X-Twilio-Signature": "é"},
        {"X-Twilio-Webhooks-Signature-Settings": "key=a,algorithm=ROT13"},
        {"X-Forwarded-Host": "tracing.example", "secret": "guessed"},
    ],
)
def test_what_is_not_signed_for_this_address_is_refused_and_not_kept(forgery):
    leg = leg_of(submitted_attempt(), "citizen")
    path, form = ringing(leg)
    assert post(path, form, **forgery).status_code == 403
    leg.refresh_from_db()
    assert leg.state == LegState.SUBMITTING
    assert not WebhookReceipt.objects.exists()


def test_the_host_that_a_request_claims_proves_nothing():
    path, form = ringing(leg_of(submitted_attempt(), "citizen"))
    signature = RequestValidator("new-secret").compute_signature(f"http://127.0.0.1{path}", form)
    headers = {"X-Twilio-Signature": signature, "Host": "127.0.0.1"}
    assert Client().post(path, form, headers=headers).status_code == 403


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b'{"CallSid": "CA1"}', "application/json"),
        (b"\xff\xfe\x00", "application/x-www-form-urlencoded"),
        (b"--x\r\nbroken", "multipart/form-data; boundary=x"),
        (b"&".join(b"a%d=1" % one for one in range(2000)), "application/x-www-form-urlencoded"),
        (b"", "text/plain"),
    ],
    ids=["json", "bytes", "multipart", "too many fields", "empty"],
)
@pytest.mark.parametrize("query", ["", "?bodySHA256=00"])
def test_what_is_malformed_is_refused_and_never_a_fault(body, content_type, query):
    path = f"/telephony/1/legs/{uuid.uuid4()}/status{query}"
    headers = {"X-Twilio-Signature": RequestValidator("new-secret").compute_signature(PUBLIC + path, {})}
    answer = Client().post(path, body, content_type=content_type, headers=headers)
    assert answer.status_code == 403


def test_a_line_that_is_nobodys_is_hung_up(django_capture_on_commit_callbacks, strays):
    with django_capture_on_commit_callbacks(execute=True):
        leg = leg_of(submitted_attempt(), "citizen")
        post(*ringing(leg))
        post(*ringing(leg, CallSid="CA2"))
        path = f"/telephony/{leg.region_id}/legs/{uuid.uuid4()}/status"
        assert post(path, {"CallSid": "CA3", "CallStatus": "in-progress"}).status_code == 204
    assert strays == ["CA2", "CA3"]


def test_a_voicemail_is_recognised():
    leg = leg_of(submitted_attempt(), "citizen")
    answer = post(
        f"/telephony/{leg.region_id}/legs/{leg.key}/answer", {"CallSid": "CA1", "AnsweredBy": "machine_start"}
    )
    leg.refresh_from_db()
    assert (answer.status_code, leg.is_machine) == (204, True)


def test_an_sms_reports_back():
    message = submitted_message()
    post(
        f"/telephony/{message.region_id}/messages/{message.key}/status",
        {"MessageSid": "SM1", "MessageStatus": "delivered"},
    )
    message.refresh_from_db()
    assert message.state == "delivered"


def test_an_sms_to_us_is_kept():
    form = {"MessageSid": "SM1", "From": "+32470123456", "To": "8811", "Body": "ARRÊT"}
    assert post("/telephony/inbound/sms", form).status_code == 204
    assert InboundMessage.objects.get().is_stop


def test_whoever_calls_back_hears_whose_number_it_is_in_the_languages_of_the_region():
    home = region(languages=("fr", "nl"))
    form = {"CallSid": "CA1", "From": "+32470123456", "To": home.caller_id}
    answer = post("/telephony/inbound/voice", form)
    assert answer.status_code == 200
    said = answer.content.decode()
    assert 'language="fr-FR"' in said
    assert 'language="nl-NL"' in said
    assert "<Hangup" in said


def test_where_regions_share_the_number_all_their_languages_are_spoken_the_callers_first():
    for code, languages in (("BX", ("fr", "nl", "en")), ("DG", ("de", "fr")), ("VL", ("nl", "fr"))):
        region(code=code, languages=languages)
    known = dialling_attempt(region(code="WA", languages=("fr", "en", "de"))).legs.get(role="citizen")
    Leg.objects.filter(pk=known.pk).update(language="de")
    assert voices(caller="+32470123456") == ["fr-FR", "de-DE", "nl-NL", "en-GB"]
    assert voices(caller=known.to) == ["de-DE", "fr-FR", "nl-NL", "en-GB"]


def voices(*, caller):
    """The languages that somebody hears who calls our number back."""
    form = {"CallSid": f"CA{caller[1:]}", "From": caller, "To": "+3222141919"}
    return re.findall(r'language="([^"]+)"', post("/telephony/inbound/voice", form).content.decode())


def test_only_posts_are_answered():
    assert Client().get("/telephony/inbound/sms").status_code == 405
