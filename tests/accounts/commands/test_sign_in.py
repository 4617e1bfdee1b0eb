from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.commands.sign_in import sign_in
from accounts.models import SignInFailure
from accounts.refusals import TooManyGuesses, WrongNameOrPassword
from journal.models import Entry
from tests.factories.accounts import PASSWORD, agent

pytestmark = pytest.mark.django_db
HERE, THERE = "192.0.2.1", "192.0.2.2"


def guess_wrongly(username, times, now=None, address=HERE):
    for _time in range(times):
        with pytest.raises(WrongNameOrPassword):
            sign_in(username, "not this one", address=address, now=now)


def test_the_right_password_lets_in_and_is_journalled():
    user = agent(username="amina")
    assert sign_in("amina", PASSWORD, address=HERE) == user
    entry = Entry.objects.get(name="accounts.signed_in")
    assert entry.actor == user
    assert entry.facts == {"user_id": user.pk, "region_id": user.region_id}


def test_a_wrong_password_an_unknown_name_and_a_disabled_account_are_refused_alike():
    user = agent(username="amina")
    agent(username="gone", is_active=False)
    for name, password in [("amina", "wrong"), ("nobody", PASSWORD), ("gone", PASSWORD)]:
        with pytest.raises(WrongNameOrPassword):
            sign_in(name, password, address=HERE)
    refused = Entry.objects.filter(name="accounts.sign_in_refused").order_by("pk")
    assert [entry.facts["user_id"] for entry in refused][:2] == [user.pk, None]


def test_the_eleventh_guess_is_not_even_looked_at():
    agent(username="amina")
    guess_wrongly("amina", 10)
    with pytest.raises(TooManyGuesses):
        sign_in("amina", PASSWORD, address=HERE)


def test_a_guesser_locks_out_neither_their_neighbours_nor_the_owner_elsewhere():
    agent(username="amina")
    agent(username="bruno")
    guess_wrongly("amina", 10)
    sign_in("bruno", PASSWORD, address=HERE)
    sign_in("amina", PASSWORD, address=THERE)


def test_capitals_do_not_make_a_second_guesser():
    agent(username="amina")
    guess_wrongly("amina", 5)
    guess_wrongly("AMINA", 5)
    with pytest.raises(TooManyGuesses):
        sign_in("amina", PASSWORD, address=HERE)


def test_after_a_quarter_of_an_hour_the_door_opens_again():
    agent(username="amina")
    now = timezone.now()
    guess_wrongly("amina", 10, now=now - timedelta(minutes=15))
    sign_in("amina", PASSWORD, address=HERE, now=now)


def test_getting_in_forgets_the_wrong_guesses():
    agent(username="amina")
    guess_wrongly("amina", 9)
    sign_in("amina", PASSWORD, address=HERE)
    assert not SignInFailure.objects.exists()


def test_neither_name_nor_address_lies_in_the_clear():
    guess_wrongly("amina", 1)
    kept = bytes(SignInFailure.objects.get().guesser)
    assert b"amina" not in kept
    assert HERE.encode() not in kept
    assert "amina" not in str(list(Entry.objects.values_list("facts", flat=True)))
