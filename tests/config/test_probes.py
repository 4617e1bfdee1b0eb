import pytest
from redis import ConnectionError as RedisIsAway

from config import probes
from tests.factories.calls import queued_call, ready_agent


@pytest.mark.django_db
def test_a_process_that_answers_is_alive_and_ready(client):
    assert client.get("/healthz").json() == {"status": "alive"}
    assert client.get("/readyz").json() == {"status": "ready", "database": "ok", "redis": "ok"}


@pytest.mark.django_db
def test_redis_being_away_is_said_and_does_not_make_it_unready(client, monkeypatch):
    def away():
        raise RedisIsAway

    monkeypatch.setattr(probes, "broker", away)
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json()["redis"].startswith("away")


@pytest.mark.django_db
def test_metrics_count_calls_and_agents_and_name_nobody(client, django_assert_max_num_queries):
    call = queued_call()
    ready_agent(call.region)
    with django_assert_max_num_queries(8):
        text = client.get("/metrics").content.decode()
    assert f'tracing_calls{{region="{call.region.code}",state="queued"}} 1.0' in text
    assert f'tracing_agents{{region="{call.region.code}",state="ready"}} 1.0' in text
    assert call.phone not in text
