import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.test import RequestFactory

from accounts.gates import gate
from accounts.refusals import NotYourRole
from accounts.roles import may_take_calls
from tests.factories.accounts import agent, supervisor


@gate(may_take_calls)
def page(request):
    return HttpResponse("in")


def ask(user, **options):
    request = RequestFactory().get("/desk/?tab=2", **options)
    request.user = user
    return page(request)


def test_a_stranger_is_sent_to_sign_in_and_back():
    response = ask(AnonymousUser())
    assert response["Location"] == "/login/?next=/desk/%3Ftab%3D2"


def test_a_fragment_takes_the_whole_page_to_sign_in():
    response = ask(AnonymousUser(), headers={"HX-Request": "true"})
    assert response["HX-Redirect"] == "/login/"


@pytest.mark.django_db
def test_the_right_role_gets_in_and_nothing_stays_in_the_browser():
    response = ask(agent())
    assert response.content == b"in"
    assert "no-store" in response["Cache-Control"]


@pytest.mark.django_db
def test_another_role_is_refused():
    with pytest.raises(NotYourRole):
        ask(supervisor())
