"""What a browser is told it must not do with our answers, also with files."""

import pytest
from django.test import Client

from config.headers import ASKED_OF_NOBODY


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/", "/nowhere/", "/healthz", "/static/img/favicon.svg"])
def test_no_answer_lets_a_page_ask_for_more_than_the_headset(address):
    headers = Client().get(address).headers
    allowed = dict(part.split("=") for part in headers["Permissions-Policy"].split(", "))
    assert {allowed.pop("microphone"), allowed.pop("autoplay")} == {"(self)"}
    assert allowed == dict.fromkeys(ASKED_OF_NOBODY, "()")
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
