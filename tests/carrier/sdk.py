"""The real Twilio SDK, talking to the simulated company instead of api.twilio.com.

Whatever a test asks and is granted is held against Twilio's own description, request and answer.
"""

from urllib.parse import urlsplit, urlunsplit

from twilio.http.http_client import TwilioHttpClient
from twilio.rest import Client

from tests.carrier.description.agreement import insist_on_agreement
from tests.patience import PATIENCE


class HttpClientTo(TwilioHttpClient):
    """Keeps path and query of what the SDK asks, and asks it of another host."""

    def __init__(self, base_url: str) -> None:
        super().__init__(timeout=PATIENCE)
        self.session.trust_env = False
        self.session.hooks["response"].append(insist_on_agreement)
        self._base = urlsplit(base_url)

    def request(self, method, url, *args, **kwargs):
        asked = urlsplit(url)
        here = urlunsplit((self._base.scheme, self._base.netloc, asked.path, asked.query, ""))
        return super().request(method, here, *args, **kwargs)


def sdk_client(base_url: str, account_sid: str, token: str) -> Client:
    """A client of the company at this address."""
    return Client(account_sid, token, http_client=HttpClientTo(base_url))
