"""A question is drawn again when anything that it shows has changed, and only then."""

import pytest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import override

from desk.drawn_questions import _drawn, all_that_shows, drawn
from scenarios.xlsform import AnswerError, Conversation
from tests.scenarios.xlsform.workbooks import NOW, form_of, q

EVERY_KIND = [
    q("select_one yes_no", "one", "One?", required="yes"),
    q("select_multiple yes_no", "many", "Several?"),
    q("text", "long", "Tell me", appearance="multiline"),
    q("text", "call", "Number?", appearance="numbers"),
    q("integer", "age", "How old?"),
    q("decimal", "fever", "How hot?"),
    q("date", "day", "Which day?"),
    q("dateTime", "moment", "When?"),
    q("acknowledge", "agreed", "Agreed"),
]
REFUSED = AnswerError("age", "", "constraint", "Too old")


class Read:
    """Notes what is read of something."""

    def __init__(self, thing, names):
        self.__dict__.update(_thing=thing, _names=names)

    def __getattr__(self, name):
        self._names.add(name)
        return getattr(self._thing, name)


@pytest.fixture(autouse=True)
def nothing_was_drawn_before():
    _drawn.clear()


def questions(language="en", **answers):
    """One of every kind, with the answers given so far."""
    conversation = Conversation(form_of(EVERY_KIND), now=NOW, language=language)
    for path, value in answers.items():
        assert conversation.answer(path, "", value).is_accepted
    return {entry.name: entry for step in conversation.steps() for entry in step.entries}


def test_everything_that_the_template_reads_is_compared():
    read, compared = set(), set()
    for entry in questions().values():
        shown = {"question": Read(entry, read), "error": REFUSED, "language": "en", "focus": ""}
        render_to_string("desk/_question.html", shown)
        all_that_shows(Read(entry, compared), REFUSED, "en")
    assert {"path", "type", "html", "value", "choices"} <= read
    assert read <= compared


def test_the_same_question_is_drawn_once():
    times = []
    for _look in range(2):
        shown = all_that_shows(questions(age="41")["age"], None, "en")
        drawn(shown, lambda: times.append(1) or SafeString("drawn"))
    assert times == [1]


def variants():
    """The same questions, each time with one thing changed."""
    yield all_that_shows(questions()["age"], None, "en")
    yield all_that_shows(questions(age="41")["age"], None, "en")
    yield all_that_shows(questions(age="41")["age"], REFUSED, "en")
    yield all_that_shows(questions()["one"], None, "en")
    yield all_that_shows(questions(one="yes")["one"], None, "en")
    yield all_that_shows(questions(one="no")["one"], None, "en")
    yield all_that_shows(questions("fr")["one"], None, "fr")
    with override("nl"):
        yield all_that_shows(questions("fr")["one"], None, "fr")


def test_whatever_changes_is_drawn_anew():
    every = list(variants())
    assert len(set(every)) == len(every)
