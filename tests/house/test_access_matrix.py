"""Who may ask for what, on every address of the house: one table, and nothing beside it."""

import pytest
from django.apps import apps
from django.contrib.admindocs.views import simplify_regex
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, get_resolver
from django.utils import timezone

from accounts.models import Role
from journal.models import View
from telephony.twilio.client import TwilioTelephony
from tests.factories.tracing import TOKEN, body, laboratory
from tests.house.asking import asked, filled
from tests.house.tree import APPS
from tests.house.world import build_world

PEOPLE = ("signed out", *Role)
# 302 to the sign-in page or after a click; 403 another role's page, or unsigned; 404 another region's row, or somebody
# else's; 409 not the call on this person's screen, or not while it is; 422 an empty form. Any other method is 405.
TABLE = """
    method address                                            whose   out agent superv admin trainer office auditor
    ANY    /                                                  -       302   302    302    302     302    302     302
    GET    /login/                                            -       200   302    302    302     302    302     302
    POST   /login/                                            -       200   302    302    302     302    302     302
    POST   /logout/                                           -       302   409    302    302     302    302     302
    POST   /language/                                         -       302   302    302    302     302    302     302
    GET    /me/                                               -       302   200    200    200     200    200     200
    POST   /me/                                               -       302   200    200    200     200    200     200
    GET    /desk/                                             -       302   200    403    403     403    403     403
    GET    /desk/stage/                                       -       302   200    403    403     403    403     403
    GET    /desk/status/                                      -       302   200    403    403     403    403     403
    POST   /desk/ready/                                       -       302   409    403    403     403    403     403
    POST   /desk/pause/                                       -       302   422    403    403     403    403     403
    POST   /desk/sign-off/                                    -       302   409    403    403     403    403     403
    POST   /desk/telephone/                                   -       302   200    403    403     403    403     403
    POST   /desk/alive/                                       -       302   204    403    403     403    403     403
    POST   /desk/hand/raise/                                  -       302   200    403    403     403    403     403
    POST   /desk/hand/lower/                                  -       302   200    403    403     403    403     403
    POST   /desk/calls/<int:call_id>/accept/                  mine    302   200    403    403     403    403     403
    POST   /desk/calls/<int:call_id>/accept/                  theirs  302   409    403    403     403    403     403
    POST   /desk/calls/<int:call_id>/decline/                 mine    302   409    403    403     403    403     403
    POST   /desk/calls/<int:call_id>/decline/                 theirs  302   409    403    403     403    403     403
    GET    /desk/calls/<int:call_id>/phone/                   mine    302   200    403    403     403    403     403
    GET    /desk/calls/<int:call_id>/phone/                   theirs  302   409    403    403     403    403     403
    POST   /desk/calls/<int:call_id>/hang-up/                 mine    302   200    403    403     403    403     403
    POST   /desk/calls/<int:call_id>/hang-up/                 theirs  302   409    403    403     403    403     403
    POST   /desk/calls/<int:call_id>/mute/                    mine    302   200    403    403     403    403     403
    POST   /desk/calls/<int:call_id>/mute/                    theirs  302   409    403    403     403    403     403
    POST   /desk/calls/<int:call_id>/hold/                    mine    302   200    403    403     403    403     403
    POST   /desk/calls/<int:call_id>/hold/                    theirs  302   409    403    403     403    403     403
    POST   /desk/calls/<int:call_id>/script/                  mine    302   200    403    403     403    403     403
    POST   /desk/calls/<int:call_id>/script/                  theirs  302   409    403    403     403    403     403
    POST   /desk/calls/<int:call_id>/script/answer/           mine    302   200    403    403     403    403     403
    POST   /desk/calls/<int:call_id>/script/answer/           theirs  302   409    403    403     403    403     403
    POST   /desk/calls/<int:call_id>/script/language/         mine    302   200    403    403     403    403     403
    POST   /desk/calls/<int:call_id>/script/language/         theirs  302   409    403    403     403    403     403
    POST   /desk/calls/<int:call_id>/script/turns/            mine    302   422    403    403     403    403     403
    POST   /desk/calls/<int:call_id>/script/turns/            theirs  302   409    403    403     403    403     403
    POST   /desk/calls/<int:call_id>/script/turns/remove/     mine    302   200    403    403     403    403     403
    POST   /desk/calls/<int:call_id>/script/turns/remove/     theirs  302   409    403    403     403    403     403
    POST   /desk/calls/<int:call_id>/notes/                   mine    302   204    403    403     403    403     403
    POST   /desk/calls/<int:call_id>/notes/                   theirs  302   409    403    403     403    403     403
    POST   /desk/calls/<int:call_id>/wrap-up/                 mine    302   409    403    403     403    403     403
    POST   /desk/calls/<int:call_id>/wrap-up/                 theirs  302   409    403    403     403    403     403
    GET    /floor/                                            -       302   403    200    200     403    403     403
    GET    /floor/agents/                                     -       302   403    200    200     403    403     403
    GET    /floor/queue/                                      -       302   403    200    200     403    403     403
    GET    /floor/figures/                                    -       302   403    200    200     403    403     403
    POST   /floor/agents/<int:agent_id>/lower-hand/           mine    302   403    200    200     403    403     403
    POST   /floor/agents/<int:agent_id>/lower-hand/           theirs  302   403    404    404     403    403     403
    GET    /scripts/                                          -       302   403    403    200     403    403     403
    GET    /scripts/upload/                                   -       302   403    403    200     403    403     403
    POST   /scripts/upload/                                   -       302   403    403    200     403    403     403
    GET    /scripts/templates/<slug:name>.xlsx                -       302   403    403    200     403    403     403
    GET    /scripts/<int:script_id>/                          mine    302   403    403    200     403    403     403
    GET    /scripts/<int:script_id>/                          theirs  302   403    403    404     403    403     403
    GET    /scripts/versions/<int:version_id>/                mine    302   403    403    200     403    403     403
    GET    /scripts/versions/<int:version_id>/                theirs  302   403    403    404     403    403     403
    POST   /scripts/versions/<int:version_id>/publish/        mine    302   403    403    409     403    403     403
    POST   /scripts/versions/<int:version_id>/publish/        theirs  302   403    403    404     403    403     403
    GET    /scripts/versions/<int:version_id>/workbook.xlsx   mine    302   403    403    200     403    403     403
    GET    /scripts/versions/<int:version_id>/workbook.xlsx   theirs  302   403    403    404     403    403     403
    GET    /learn/                                            -       302   200    200    200     200    200     200
    GET    /learn/learners/                                   -       302   403    403    200     200    403     403
    GET    /learn/<slug:slug>/                                -       302   200    200    200     200    200     200
    GET    /learn/<slug:slug>/lessons/<int:number>/           -       302   200    200    200     200    200     200
    POST   /learn/<slug:slug>/lessons/<int:number>/           -       302   302    302    302     302    302     302
    GET    /learn/<slug:slug>/quiz/                           -       302   200    302    302     302    302     302
    POST   /learn/<slug:slug>/quiz/                           -       302   422    302    302     302    302     302
    GET    /learn/<slug:slug>/results/<int:attempt>/          mine    302   200    404    404     404    404     404
    GET    /learn/<slug:slug>/results/<int:attempt>/          theirs  302   404    404    404     404    404     404
    GET    /learn/<slug:slug>/certificate/                    -       302   200    404    404     404    404     404
    GET    /cases/region-unknown/                             -       302   403    200    200     403    200     403
    GET    /cases/region-unknown/<uuid:key>/                  -       302   403    200    200     403    200     403
    POST   /cases/region-unknown/<uuid:key>/                  -       302   403    200    200     403    200     403
    GET    /cases/field/                                      -       302   403    200    200     403    200     403
    GET    /cases/field/<kind>/                               -       302   403    200    200     403    200     403
    GET    /cases/field/<kind>/<key>/                         mine    302   403    200    200     403    200     403
    GET    /cases/field/<kind>/<key>/                         theirs  302   403    404    404     403    404     403
    POST   /cases/field/<kind>/<key>/                         mine    302   403    200    200     403    200     403
    POST   /cases/field/<kind>/<key>/                         theirs  302   403    404    404     403    404     403
    POST   /cases/field/<kind>/<key>/take/                    mine    302   403    302    302     403    302     403
    POST   /cases/field/<kind>/<key>/take/                    theirs  302   403    404    404     403    404     403
    GET    /api/v1/lab-reports                                -       401   401    401    401     401    401     401
    POST   /api/v1/lab-reports                                -       401   401    401    401     401    401     401
    GET    /api/v1/lab-reports/                               -       401   401    401    401     401    401     401
    POST   /api/v1/lab-reports/                               -       401   401    401    401     401    401     401
    POST   /telephony/<int:region_id>/legs/<uuid:key>/status  -       403   403    403    403     403    403     403
    POST   /telephony/<int:region_id>/legs/<uuid:key>/answer  -       403   403    403    403     403    403     403
    POST   /telephony/<int:region_id>/messages/<uuid:key>/status -      403   403    403    403     403    403     403
    POST   /telephony/inbound/sms                             -       403   403    403    403     403    403     403
    POST   /telephony/inbound/voice                           -       403   403    403    403     403    403     403
    GET    /api/schema/                                       -       200   200    200    200     200    200     200
    GET    /api/docs/                                         -       200   200    200    200     200    200     200
    ANY    /healthz                                           -       200   200    200    200     200    200     200
    ANY    /readyz                                            -       200   200    200    200     200    200     200
    ANY    /metrics                                           -       200   200    200    200     200    200     200
"""


NO_GATE = ("/login/", "/api/", "/telephony/")
SHOWN = (200, 403, 409, 422)
BOTH_AND_MORE = ("/login/", "/me/")


def routes(patterns=None, prefix=""):
    """Every address of the house as it is written in the table."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        here = prefix + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield simplify_regex(here)
        else:
            yield from routes(pattern.url_patterns, here)


def rows():
    """The table: (method, address, whose) with the expected status for each of PEOPLE."""
    for line in TABLE.strip().splitlines()[1:]:
        method, address, whose, *statuses = line.split()
        yield pytest.param(
            method, address, whose, [int(s) for s in statuses], id=f"{method} {address} {whose}"
        )


@pytest.fixture(scope="module")
def house(django_db_setup, django_db_blocker):
    """The world, built once and undone after the last test; its telephone company does as it is told."""
    with django_db_blocker.unblock(), transaction.atomic(), pytest.MonkeyPatch.context() as patched:
        for wish in ("mute_leg", "hold_leg"):
            patched.setattr(TwilioTelephony, wish, lambda *line, on: None)
        yield build_world()
        transaction.set_rollback(True)


@pytest.fixture
def world(house):
    """The world as it was built: whatever a test changes is undone."""
    with transaction.atomic():
        yield house
        transaction.set_rollback(True)


def test_every_address_is_in_the_table():
    assert {row.values[1] for row in rows()} == set(routes())


@pytest.mark.parametrize(("method", "address", "whose", "expected"), list(rows()))
def test_everybody_gets_what_the_table_says(world, method, address, whose, expected):
    corner = world.theirs if whose == "theirs" else world.mine
    got = [asked(world, person, method, address, corner) for person in PEOPLE]
    assert [response.status_code for response in got] == expected
    for person, response in zip(PEOPLE, got, strict=True):
        headers_protect(response, behind_gate=person != "signed out")


def headers_protect(response, *, behind_gate):
    """A page loads nothing foreign, runs nothing inline, asks for no camera, lies in no frame, and is not kept."""
    policy = response.headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert response.headers["X-Frame-Options"] == "DENY"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Referrer-Policy"] == "same-origin"
    assert response.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert {"camera=()", "geolocation=()"} <= set(response.headers["Permissions-Policy"].split(", "))
    is_page = response.headers.get("Content-Type", "").startswith("text/html")
    is_gated = behind_gate and not response.wsgi_request.path.startswith(NO_GATE)
    if is_gated and is_page and response.status_code in SHOWN:
        assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.parametrize("address", sorted(set(routes())))
def test_any_other_method_is_refused(world, address):
    allowed = {row.values[0] for row in rows() if row.values[1] == address}
    if allowed & {"ANY"} or address in BOTH_AND_MORE:
        return
    for method in {"GET", "POST", "DELETE"} - allowed:
        client = Client()
        client.force_login(world.staff[Role.ADMINISTRATOR])
        answer = client.generic(method, filled(address, world.mine, world))
        assert answer.status_code == (401 if address.startswith("/api/v1/") else 405)


@pytest.mark.parametrize("address", sorted({row.values[1] for row in rows() if row.values[0] == "POST"}))
def test_a_form_that_is_not_ours_is_refused(world, address):
    if address.startswith(("/api/", "/telephony/")):
        return  # no cookie counts there: the token and the signature do
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.staff[Role.ADMINISTRATOR])
    assert client.post(filled(address, world.mine, world)).status_code == 403


@pytest.mark.parametrize(
    "address", sorted({row.values[1] for row in rows() if row.values[0] in ("GET", "ANY")})
)
def test_looking_changes_nothing(world, address):
    clients = [Client() for _person in world.staff]
    for client, person in zip(clients, world.staff.values(), strict=True):
        client.force_login(person)
    before = everything()
    for client in clients:
        client.get(filled(address, world.mine, world))
    assert everything() == before


def everything():
    """Every row of the house but what a look itself leaves: that somebody looked, and that their screen is there."""
    kept = [model for model in apps.get_models() if model._meta.app_label in APPS and model is not View]
    return {model: [list(row.items()) for row in rows_of(model)] for model in kept}


def rows_of(model):
    fields = [field.attname for field in model._meta.fields if field.attname not in ("seen_at", "last_login")]
    return model._base_manager.order_by("pk").values(*fields)


@pytest.mark.django_db  # which is also why there are tables when this file runs alone
@pytest.mark.parametrize(
    "token", [None, "", "Bearer", "Bearer nonsense", f"Bearer {TOKEN}", f"Basic {TOKEN}"]
)
def test_a_laboratory_without_a_valid_token_gets_a_problem_document(token):
    laboratory(revoked_at=timezone.now())
    headers = {} if token is None else {"Authorization": token}
    answer = Client().post("/api/v1/lab-reports/", body(), content_type="application/json", headers=headers)
    assert answer.status_code == 401
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")
    assert answer.json()["status"] == 401
