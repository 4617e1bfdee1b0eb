"""Answers, pages and turns of the script, as the desk sends them."""

import re
import uuid

import pytest
from django.urls import reverse

from calls.rules.notes import LONGEST_NOTES
from scenarios.models import Answer
from scenarios.queries import form_of
from tests.desk.scene import address, answers_of, at, given_before, run_of, talking, wrapping_up
from tests.factories.calls import noted
from tests.factories.scenarios import NOTHING_ASKED

pytestmark = pytest.mark.django_db


def give(client, call, path, value, *, revision, key=""):
    return client.post(
        address("answer", call), {"path": path, "value": value, "revision": revision, "repeat_key": key}
    )


def test_an_answer_is_stored_and_comes_back_drawn():
    agent, call = talking()
    drawn = give(at(agent), call, "is_them", "yes", revision=0)
    assert drawn.status_code == 200
    assert answers_of(call) == [("is_them", "yes")]
    html = drawn.content.decode()
    assert 'data-revision="1"' in html
    assert html.count("checked") == 1


def test_a_refused_answer_says_why_and_stores_nothing():
    agent, call = talking()
    given_before(run_of(call), 0)
    client = at(agent)
    client.post(address("script", call), {"page": 1})
    refused = give(client, call, "age", "200", revision=1)
    assert refused.status_code == 422
    assert 'class="field__error" role="alert"' in refused.content.decode()
    assert ("age", "200") not in answers_of(call)


def heard_at(call):
    """Since when somebody is known to speak."""
    return call.attempts.get().legs.get(role="citizen").heard_at


@pytest.mark.parametrize(
    ("path", "value", "is_heard"), [("is_them", "yes", True), ("is_them", "", False), ("age", "200", False)]
)
def test_an_accepted_answer_writes_down_that_somebody_was_heard(path, value, is_heard):
    agent, call = talking()
    client = at(agent)
    give(client, call, path, value, revision=0)
    first = heard_at(call)
    assert (first is not None) == is_heard
    give(client, call, "is_them", "no", revision=1)
    assert first in (None, heard_at(call))


def test_the_same_answer_twice_is_stored_once():
    agent, call = talking()
    client = at(agent)
    for _again in range(2):
        assert give(client, call, "is_them", "yes", revision=0).status_code == 200
    assert answers_of(call) == [("is_them", "yes")]


def test_an_older_window_is_told_that_another_answered_first():
    agent, call = talking()
    client = at(agent)
    give(client, call, "is_them", "yes", revision=0)
    stale = give(client, call, "is_them", "no", revision=0)
    assert stale.status_code == 409
    assert "open in another window" in stale.content.decode()
    assert answers_of(call) == [("is_them", "yes")]


def test_the_page_turned_to_is_the_page_after_a_reload():
    agent, call = talking()
    given_before(run_of(call), 0)
    client = at(agent)
    client.post(address("script", call), {"page": 1})
    assert 'data-step="1"' in client.get(address("desk")).content.decode()


def test_a_page_beyond_the_last_is_the_last():
    agent, call = talking()
    assert 'data-step="0"' in at(agent).post(address("script", call), {"page": 99}).content.decode()


def test_a_click_sent_twice_opens_one_turn_and_it_can_be_taken_back():
    agent, call = talking()
    given_before(run_of(call), 0)
    client = at(agent)
    turn = {"path": "people", "key": uuid.uuid4()}
    for _again in range(2):
        assert client.post(address("add_turn", call), turn).status_code == 200
    assert run_of(call).repeats.filter(removed_at=None).count() == 1
    client.post(address("remove_turn", call), turn)
    assert not run_of(call).repeats.filter(removed_at=None).exists()


def test_whoever_is_named_appears_beside_the_script():
    agent, call = talking()
    given_before(run_of(call), 2)
    drawn = give(at(agent), call, "age", "40", revision=9).content.decode()
    beside = drawn[drawn.index('id="contacts"') :]
    assert "Person 0" in beside
    assert "Person 1" in beside


def test_going_on_in_another_language_keeps_the_answers():
    agent, call = talking()
    client = at(agent)
    give(client, call, "is_them", "yes", revision=0)
    drawn = client.post(address("language", call), {"language": "en"}).content.decode()
    assert "Am I speaking to" in drawn
    assert answers_of(call) == [("is_them", "yes")]


def test_no_more_can_be_typed_than_is_kept():
    agent, _call = talking()
    assert f'maxlength="{LONGEST_NOTES}"' in at(agent).get(address("stage")).content.decode()


def test_notes_are_kept_while_they_are_typed():
    agent, call = talking()
    client = at(agent)
    assert client.post(address("notes", call), {"notes": "calls back"}).status_code == 204
    assert "calls back" in client.get(address("stage")).content.decode()


def test_what_is_still_open_is_listed_with_the_way_to_it():
    agent, call = talking()
    given_before(run_of(call), 1)
    client = at(agent)
    drawn = client.post(address("script", call), {"page": 2}).content.decode()
    assert "2 answers are missing or no longer fit:" in drawn
    assert "Quel âge avez-vous ?</button>" in drawn
    assert "Personne 1 – Vu pour la dernière fois le</button>" in drawn
    found = client.post(address("script", call), {"page": 1, "focus": "q-age"}).content.decode()
    assert 'data-step="1"' in found
    assert found.count('data-ct-autofocus="q-age-') == 1


def test_an_answer_that_no_longer_fits_is_listed_too():
    agent, call = talking()
    given_before(run_of(call), 0)
    Answer.objects.create(
        run=run_of(call), region=call.region, path="age", value="200", revision=2, repeat_key=""
    )
    drawn = at(agent).post(address("script", call), {"page": 2}).content.decode()
    assert "1 answer is missing or no longer fits:" in drawn
    assert "This answer is not possible here." in drawn


def test_before_the_identity_is_confirmed_nothing_is_pressed_for():
    agent, call = talking()
    client = at(agent)
    assert "open-questions" not in client.get(address("stage")).content.decode()
    drawn = give(client, call, "is_them", "no", revision=0).content.decode()
    assert "The conversation ends early" in drawn


def test_answers_given_in_the_wrap_up_change_what_is_listed_there():
    agent, call = wrapping_up()
    given_before(run_of(call), 0)
    client = at(agent)
    assert "1 answer is missing" in client.get(address("stage")).content.decode()
    drawn = give(client, call, "age", "40", revision=1).content.decode()
    beside = drawn[drawn.index('id="wrap-up-findings" hx-swap-oob') :]
    assert "Script complete" in beside


def test_an_answer_that_no_longer_fits_says_why_where_it_stands():
    agent, call = talking()
    given_before(run_of(call), 0)
    Answer.objects.create(run=run_of(call), region=call.region, path="age", value="200", revision=2)
    drawn = at(agent).post(address("script", call), {"page": 1, "focus": "q-age"}).content.decode()
    assert 'class="field__error" role="alert">This answer is not possible here.' in drawn


def test_whoever_opens_a_turn_is_led_into_it():
    agent, call = talking()
    given_before(run_of(call), 1)
    client = at(agent)
    client.post(address("script", call), {"page": 2})
    drawn = client.post(address("add_turn", call), {"path": "people", "key": uuid.uuid4()}).content.decode()
    second = drawn[drawn.rindex("data-ct-turn=") :]
    assert drawn.count("data-ct-autofocus=") == second.count("data-ct-autofocus=") == 1


def test_what_is_suggested_follows_what_is_answered_in_the_wrap_up():
    agent, call = wrapping_up()
    given_before(run_of(call), 0)
    drawn = give(at(agent), call, "age", "40", revision=1).content.decode()
    beside = drawn[drawn.index('id="dispositions"') :]
    assert re.search(r'value="completed" required[^>]* checked>', beside)


def test_a_script_with_nothing_to_show_leaves_a_desk_on_which_the_call_can_end():
    agent, call = talking()
    version = run_of(call).version
    type(version).objects.filter(pk=version.pk).update(form=NOTHING_ASKED)
    form_of.cache_clear()
    for page in ("desk:desk", "desk:stage"):
        drawn = at(agent).get(reverse(page))
        assert drawn.status_code == 200
        assert "The script has nothing to say or ask here." in drawn.content.decode()
    form_of.cache_clear()


def test_notes_are_cut_where_they_end_and_a_form_without_them_leaves_them():
    agent, call = wrapping_up()
    noted(call, "noted while talking")
    client = at(agent)
    client.post(address("wrap_up", call), {"disposition": "no_answer"})
    assert call.attempts.get().notes == "noted while talking"


def test_notes_sent_with_the_wrap_up_are_as_long_as_those_kept_while_typing():
    agent, call = wrapping_up()
    at(agent).post(address("wrap_up", call), {"disposition": "no_answer", "notes": "x" * (LONGEST_NOTES + 9)})
    assert len(call.attempts.get().notes) == LONGEST_NOTES
