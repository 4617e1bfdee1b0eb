import pytest
from django.contrib.auth import SESSION_KEY as SIGNED_IN
from django.test import Client

from accounts.commands.sign_in import GUESSES
from accounts.middleware import SESSION_KEY
from accounts.models import Role
from journal.models import Entry
from tests.factories.accounts import PASSWORD, agent, user
from tests.telephony.company import talking_attempt

pytestmark = pytest.mark.django_db


def sign_in(client, name="amina", password=PASSWORD, **more):
    return client.post("/login/", {"username": name, "password": password, **more})


def test_the_front_door_lets_in_and_changes_the_sessions_key(client):
    amina = agent(username="amina", screen_language="fr")
    client.post("/language/", {"language": "xx"})
    before = client.session.session_key
    assert sign_in(client)["Location"] == "/"
    assert client.session[SIGNED_IN] == str(amina.pk)
    assert client.session.session_key != before
    assert client.session[SESSION_KEY] == "fr"


def test_a_wrong_password_is_said_once_and_says_nothing(client):
    agent(username="amina")
    page = sign_in(client, password="wrong").content.decode()
    unknown = sign_in(client, name="nobody").content.decode()
    sentence = "The username or password is not right"
    assert page.count(sentence) == unknown.count(sentence) == 1
    assert 'role="alert"' in page
    assert "wrong" not in page.partition("<form")[2]


def test_blank_fields_are_named(client):
    page = sign_in(client, name="", password="").content.decode()
    assert "Enter your username." in page
    assert "Enter your password." in page
    assert not Entry.objects.exists()


def test_too_many_guesses_are_refused_with_a_sentence(client):
    agent(username="amina")
    for _time in range(GUESSES):
        sign_in(client, password="wrong")
    assert "Too many wrong passwords" in sign_in(client).content.decode()
    assert SIGNED_IN not in client.session


def test_nobody_is_sent_to_a_strangers_site(client):
    agent(username="amina")
    assert sign_in(client, next="https://evil.example/")["Location"] == "/"


def test_signing_out_leaves_nothing_behind(client):
    client.force_login(agent())
    response = client.post("/logout/")
    assert response["Location"] == "/login/"
    assert response["Clear-Site-Data"] == '"cache", "storage"'
    assert not client.session.keys()
    assert Entry.objects.filter(name="accounts.signed_out").count() == 1


def test_signing_out_by_a_link_is_not_possible(client):
    client.force_login(agent())
    assert client.get("/logout/").status_code == 405


def test_who_is_signed_out_meanwhile_is_led_to_the_door_by_whatever_their_page_sends():
    lapsed = Client(enforce_csrf_checks=True)
    assert lapsed.post("/desk/alive/", headers={"HX-Request": "true"})["HX-Redirect"] == "/login/"
    assert lapsed.post("/me/")["Location"].startswith("/login/")
    assert lapsed.post("/logout/")["Location"].startswith("/login/")


def test_nobody_signs_out_with_a_citizen_on_the_line(client):
    attempt = talking_attempt()
    client.force_login(attempt.agent)
    refused = client.post("/logout/")
    assert (refused.status_code, "hang up" in refused.content.decode()) == (409, True)
    assert client.get("/me/").status_code == 200


def test_forms_of_other_sites_are_refused():
    agent(username="amina")
    assert sign_in(Client(enforce_csrf_checks=True)).status_code == 403


@pytest.mark.parametrize(
    ("role", "page"),
    [
        (Role.AGENT, "/desk/"),
        (Role.SUPERVISOR, "/floor/"),
        (Role.ADMINISTRATOR, "/scripts/"),
        (Role.TRAINER, "/learn/learners/"),
        (Role.BACK_OFFICE, "/cases/field/"),
        (Role.AUDITOR, "/me/"),
    ],
)
def test_everybody_has_a_first_page(client, role, page):
    client.force_login(user(role))
    assert client.get("/")["Location"] == page


def test_the_language_is_switched_before_and_after_signing_in(client):
    amina = agent(username="amina", screen_language="fr")
    assert client.post("/language/", {"language": "nl", "next": "/login/"})["Location"] == "/login/"
    assert client.get("/login/")["Content-Language"] == "nl"
    sign_in(client)
    client.post("/language/", {"language": "de", "next": "https://evil.example/"})
    amina.refresh_from_db()
    assert amina.screen_language == "de"
    assert client.get("/me/")["Content-Language"] == "de"


def test_the_next_person_at_the_desk_does_not_inherit_a_language(client):
    agent(username="amina", screen_language="fr")
    bruno = agent(username="bruno", screen_language="nl")
    sign_in(client)
    client.post("/logout/")
    sign_in(client, name="bruno")
    bruno.refresh_from_db()
    assert bruno.screen_language == "nl"


def test_the_door_chosen_language_stays_with_the_user(client):
    amina = agent(username="amina", screen_language="fr")
    client.post("/language/", {"language": "nl"})
    sign_in(client)
    amina.refresh_from_db()
    assert amina.screen_language == "nl"


def test_shortcuts_and_language_are_kept(client):
    amina = agent()
    client.force_login(amina)
    assert client.post("/me/", {"language": "de"})["Location"] == "/me/"
    amina.refresh_from_db()
    assert (amina.screen_language, amina.uses_shortcuts) == ("de", False)
    assert client.post("/me/", {"language": "tlh"}).status_code == 422
