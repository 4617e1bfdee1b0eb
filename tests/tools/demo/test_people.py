"""The demonstration's people and laboratories, when it is loaded again."""

import json

import pytest

from accounts.models import Machine, Role, Team, User
from accounts.tokens import hash_of
from elearning.models import Certificate
from tests.factories import accounts

pytestmark = pytest.mark.django_db
AMINA, NEWCOMER = "amina.haddad", "nina.moreau"
NAMES = ("Amina", "Haddad", "haddad", "Marchal")


def rows():
    return [list(model.objects.order_by("pk").values()) for model in (User, Team, Machine, Certificate)]


def test_whoever_is_there_stays_as_they_are_and_nobody_is_named(load_demo):
    load_demo()
    amina = User.objects.get(username=AMINA)
    amina.last_name, amina.languages, amina.is_active = "Marchal", ["fr"], False
    amina.set_password("one of her own")
    amina.save()
    Certificate.objects.filter(user=amina).update(revoked_at=amina.date_joined)
    before = rows()
    assert load_demo() == ["Added 0 rows, 0 differ"]
    assert rows() == before


def test_a_password_that_the_file_does_not_know_is_not_replaced(load_demo, credentials):
    load_demo()
    before = rows()
    credentials.unlink()
    printed = load_demo()
    assert rows() == before
    assert "Logins: the credentials file lacks 22 that are there; left as they are." in printed
    assert not any(name in line for line in printed for name in NAMES)
    assert not {"users", "colleagues", "lab_token"} & json.loads(credentials.read_text()).keys()


def test_somebody_of_the_same_name_who_works_here_keeps_their_password_and_is_not_handed_out(
    load, load_demo, credentials
):
    load()
    accounts.user(Role.SUPERVISOR, username=AMINA)
    load_demo()
    assert User.objects.get(username=AMINA).check_password(accounts.PASSWORD)
    assert not Certificate.objects.filter(user__username=AMINA).exists()
    assert "agent" not in json.loads(credentials.read_text())["users"]


def test_whoever_is_missing_is_added_with_the_password_of_the_file(load_demo, credentials):
    load_demo()
    User.objects.get(username=NEWCOMER).delete()
    assert load_demo() == ["Added 1 row, 0 differ"]
    password = json.loads(credentials.read_text())["users"]["newcomer"]["password"]
    assert User.objects.get(username=NEWCOMER).check_password(password)


def test_a_team_that_was_renamed_is_not_made_again(load_demo):
    load_demo()
    Team.objects.update(name="Blue")
    assert load_demo() == ["Added 0 rows, 0 differ"]
    assert Team.objects.count() == 4


def test_a_laboratory_keeps_its_token_its_name_and_its_revocation(load_demo, credentials):
    load_demo()
    token = hash_of(json.loads(credentials.read_text())["lab_token"])
    laboratory = Machine.objects.get(token_hash=token)
    laboratory.name, laboratory.revoked_at = "Laboratory X", laboratory.created_at
    laboratory.save()
    before = rows()
    printed = load_demo()
    assert rows() == before
    assert printed[0].startswith('Machine Demonstration laboratory, name: the database has "Laboratory X"')
    assert printed[-1] == "Added 0 rows, 2 differ"


def test_a_laboratorys_new_token_stays(load_demo, credentials):
    load_demo()
    Machine.objects.filter(is_test=True).update(token_hash=hash_of("another"))
    printed = load_demo()
    assert Machine.objects.filter(token_hash=hash_of("another")).exists()
    assert printed == [
        "Machine Laboratory that tries out its connection: the credentials file does not have its token; "
        "left as it is.",
        "Added 0 rows, 1 differs",
    ]
