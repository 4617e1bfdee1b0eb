"""For the operator: alive, ready, and figures for Prometheus. None of them names a person."""

from collections.abc import Iterable

from django.db import connection
from django.db.models import Count, Exists, Min, Q
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Gauge, generate_latest
from redis import RedisError

from calls.models import Call
from calls.queries.at_work import HELD
from calls.states import AT_WORK, HELD_CALLS, OPEN_CALLS, CallState
from journal.broadcast import broker
from telephony.models import Leg, Message
from tracing.models import LabReport
from tracing.states import ReportState
from workforce.models import Presence


def healthz(request: HttpRequest) -> HttpResponse:
    """This process answers."""
    return JsonResponse({"status": "alive"})


def readyz(request: HttpRequest) -> HttpResponse:
    """This process can work: the database answers. Redis being away is said, but only slows screens down."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    try:
        broker().ping()
        live = "ok"
    except RedisError:
        live = "away: screens are not nudged, sweepers carry the work"
    return JsonResponse({"status": "ready", "database": "ok", "redis": live})


def metrics(request: HttpRequest) -> HttpResponse:
    """Queue, agents, lines and messages, as Prometheus text."""
    registry = CollectorRegistry()
    gauge(registry, "calls", "Open calls by region and state", ("region", "state"), open_calls())
    gauge(registry, "agents", "Agents by region and state", ("region", "state"), agents())
    gauge(registry, "legs_to_look_after", "Lines that a sweeper watches", (), [((), watched(Leg))])
    gauge(registry, "messages_to_look_after", "SMS that a sweeper watches", (), [((), watched(Message))])
    gauge(registry, "oldest_queued_seconds", "Age of the oldest queued call", ("region",), oldest_queued())
    unknown = LabReport.objects.filter(state=ReportState.REGION_UNKNOWN).count()
    gauge(registry, "reports_without_region", "Reports that wait for a region", (), [((), unknown)])
    return HttpResponse(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)


Rows = Iterable[tuple[tuple[str, ...], float]]


def gauge(registry: CollectorRegistry, name: str, text: str, labels: tuple[str, ...], rows: Rows) -> None:
    """Add one family of figures."""
    family = Gauge(f"tracing_{name}", text, labels, registry=registry)
    for values, number in rows:
        (family.labels(*values) if labels else family).set(number)


def open_calls() -> Rows:
    """How many calls are owed or under way."""
    rows = Call.objects.filter(state__in=OPEN_CALLS).values_list("region__code", "state")
    return [((region, state), number) for region, state, number in rows.annotate(Count("id")).order_by()]


def agents() -> Rows:
    """How many agents are in which state."""
    idle = Presence.objects.exclude(Exists(HELD)).values_list("region__code", "state")
    busy = Call.objects.filter(state__in=HELD_CALLS).values_list("region__code", "state")
    rows = [*idle.annotate(Count("agent")).order_by()]
    rows += [
        (region, AT_WORK[CallState(state)], number)
        for region, state, number in busy.annotate(Count("id")).order_by()
    ]
    return [((region, state), number) for region, state, number in rows]


def oldest_queued() -> Rows:
    """How long the oldest queued call of each region has been due, in seconds."""
    rows = Call.objects.filter(state="queued").values_list("region__code").annotate(Min("due_at")).order_by()
    return [((region,), (timezone.now() - due).total_seconds()) for region, due in rows]


def watched(model: type[Leg] | type[Message]) -> int:
    """How many rows have a time at which a sweeper will look at them."""
    return model.objects.filter(Q(check_at__isnull=False)).count()
