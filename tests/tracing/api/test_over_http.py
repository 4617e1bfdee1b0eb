"""What only a real connection shows."""

import http.client
import json
from urllib.parse import urlsplit

import pytest

from tests.factories import tracing
from tests.patience import PATIENCE

pytestmark = pytest.mark.django_db(transaction=True)


def post(live_server, body):
    connection = http.client.HTTPConnection(urlsplit(live_server.url).netloc, timeout=PATIENCE)
    headers = {"Authorization": f"Bearer {tracing.TOKEN}", "Content-Type": "application/json"}
    connection.request("POST", "/api/v1/lab-reports", body, headers)
    answer = connection.getresponse()
    told = answer.status, json.loads(answer.read())
    connection.close()
    return told


def test_the_sender_of_a_megabyte_hears_why_it_is_refused(live_server):
    tracing.laboratory()
    status, problem = post(live_server, b'{"sample": "' + b"x" * 1_000_000 + b'"}')
    assert (status, problem["title"], problem["status"]) == (413, "Body too large", 413)


def test_a_report_is_there_when_it_is_acknowledged(live_server):
    tracing.laboratory()
    tracing.region("1000")
    status, receipt = post(live_server, json.dumps(tracing.body()))
    assert (status, receipt["case"]) == (202, "opened")
