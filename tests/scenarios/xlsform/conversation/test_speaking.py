"""What is said: values in texts, in the citizen's language."""

from scenarios.xlsform import Answer, Conversation
from tests.scenarios.xlsform.workbooks import NOW, conversation_of, form_of, q


def test_what_is_known_before_is_piped_and_said_as_a_date_in_the_language() -> None:
    form = form_of([q("hidden", "day"), q("hidden", "born"), q("note", "n", "${day} / ${born}")])
    preset = {"day": "2026-11-28", "born": "1980-03-03"}
    said = {
        code: Conversation(form, now=NOW, preset=preset, language=code).label("n") for code in ("fr", "en")
    }
    assert said == {
        "fr": "samedi 28 novembre 2026 / 3 mars 1980",
        "en": "Saturday 28 November 2026 / 3 March 1980",
    }
    assert (
        Conversation(form, now=NOW, preset=preset).label("n", language="de")
        == "Samstag, 28. November 2026 / 3. März 1980"
    )
    assert form.presets == ("day", "born")


def test_a_piped_choice_is_said_in_words() -> None:
    conversation = conversation_of([q("select_one yes_no", "a", "A?"), q("note", "n", "You said ${a}")])
    conversation.answer("a", "", "yes")
    assert conversation.label("n") == "You said Yes"


def test_piped_values_cannot_bring_markup() -> None:
    conversation = conversation_of(
        [q("hidden", "name"), q("note", "n", "Hello **${name}**")], preset={"name": "<b>A*n*n</b> [x](y)"}
    )
    [step] = conversation.steps()
    assert step.entries[0].html == "<p>Hello <strong>&lt;b&gt;A*n*n&lt;/b&gt; [x](y)</strong></p>"


def test_the_spoken_language_changes_the_words_and_keeps_the_answers() -> None:
    form = form_of(
        [{**q("text", "t", "?"), "label::Français (fr)": "Quoi ?", "label::English (en)": "What?"}]
    )
    answers = [Answer("t", "", "x")]
    fr, en = (Conversation(form, answers=answers, language=code, now=NOW) for code in ("fr", "en"))
    assert [(fr.label("t"), fr.value("t")), (en.label("t"), en.value("t"))] == [
        ("Quoi ?", "x"),
        ("What?", "x"),
    ]
    assert Conversation(form, language="nl", now=NOW).label("t") == "Quoi ?"
