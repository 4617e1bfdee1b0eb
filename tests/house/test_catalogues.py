"""Whoever reads French, Dutch or German meets no English, and every text of ours exists in four languages."""

import csv
import re
import tomllib

import pytest
from babel.messages import Catalog
from django.template.base import Lexer, TokenType
from django.utils.translation import gettext, ngettext, override

from config.catalogues import LANGUAGES, compile_stale, po_of, read
from tests.house.tree import APPS, ROOT, name_of
from tools.catalogues.files import forms, untranslated, update, write
from tools.catalogues.marked import APPS as COLLECTED
from tools.catalogues.marked import marked_in, sentences_of, sources

FOUR = {"fr", "nl", "de", "en"}
PARTS = re.compile(r"%\(\w+\)[sd]|%%|\$?\{[^}]*\}|</?\w[^>]*>")
MARKED = marked_in(ROOT)
CATALOGUES = {language: read(po_of(ROOT, language), language) for language in LANGUAGES}
TOMLS = [*(ROOT / "countries/belgium").glob("*.toml"), *(ROOT / "elearning/library").rglob("*.toml")]
SHEETS = sorted((ROOT / "scenarios/library").rglob("*.csv"))


def edges(text):
    """The white space at both ends, which glues a sentence to what stands beside it."""
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]


def test_sentences_are_collected_from_every_app_that_has_screens():
    assert set(COLLECTED) == set(APPS) - {"tools"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_marked_sentence_is_in_the_catalogue_and_nothing_else(language):
    def keys(catalogue):
        return {(forms(message.id), message.context) for message in catalogue if message.id}

    assert keys(CATALOGUES[language]) == keys(MARKED), "run manage.py make_messages"
    assert not CATALOGUES[language].obsolete


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_translated_and_no_translation_is_a_guess(language):
    for message in CATALOGUES[language]:
        if message.id:
            assert all(text.strip() for text in forms(message.string)), message.id
            assert not message.fuzzy, message.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_keeps_placeholders_tags_and_edges(language):
    for message in CATALOGUES[language]:
        original = forms(message.id)[-1]
        for text in forms(message.string) if original else ():
            assert sorted(PARTS.findall(text)) == sorted(PARTS.findall(original)), original
            assert edges(text) == edges(original), original


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_label_stays_short_enough_for_its_button_or_table_head(language):
    for message in CATALOGUES[language]:
        for text in forms(message.string) if message.id else ():
            if len(forms(message.id)[-1]) <= 12:
                assert len(text) <= 24, text


def test_an_edited_catalogue_is_compiled_and_read_by_django():
    compile_stale(ROOT)
    assert compile_stale(ROOT) == []
    with override("fr"):
        assert gettext("Wrap-up") == "Post-appel"
    with override("nl"):
        assert gettext("Wrap-up") == "Nawerk"
        assert ngettext("about %(minutes)s minute", "about %(minutes)s minutes", 2).endswith("minuten")
    with override("de"):
        assert gettext("Wrap-up") == "Nachbearbeitung"


def test_what_a_template_marks_is_what_django_looks_up(tmp_path):
    page = tmp_path / "page.html"
    page.write_text(
        "{% load i18n %}\n  <p>{% translate 'Half' %} {{ x|default:_('None') }}</p>\n"
        "{% blocktranslate trimmed with n=x.y count m=z %}\n  {{ n }}% of\n  it{% plural %}{{ m }} of them\n"
        "{% endblocktranslate %}{% blocktranslate context 'verb' %}Close{% endblocktranslate %}"
    )
    assert [message for _function, message in sentences_of(page)] == [
        "Half",
        "None",
        ("%(n)s%% of it", "%(m)s of them", None),
        ("verb", "Close"),
    ]


def test_a_changed_sentence_starts_empty_and_one_that_went_is_gone(tmp_path):
    path = tmp_path / "django.po"
    write(path, Catalog(locale="fr", fuzzy=False))
    known = read(path, "fr")
    for english, french in (("Call", "Appel"), ("Call now", "Appeler"), ("Gone", "Parti")):
        known.add(english, french)
    write(path, known)
    now_marked = Catalog(fuzzy=False)
    for english in ("Call", "Call him now"):
        now_marked.add(english)
    fresh = update(path, "fr", now_marked)
    assert {message.id: message.string for message in fresh if message.id} == {
        "Call": "Appel",
        "Call him now": "",
    }
    assert untranslated(fresh) == ["Call him now"]


def test_collecting_twice_changes_no_byte(tmp_path):
    once, twice = tmp_path / "once.po", tmp_path / "twice.po"
    write(once, update(po_of(ROOT, "de"), "de", MARKED))
    write(twice, update(once, "de", MARKED))
    assert once.read_bytes() == twice.read_bytes()


def unmarked_words(source):
    """What a template says outside of marks and variables: text, and attributes that are read aloud."""
    said, in_mark = "", False
    for token in Lexer(re.sub(r"<(kbd|script|style)\b.*?</\1>", "", source, flags=re.DOTALL)).tokenize():
        if token.token_type == TokenType.BLOCK and "blocktranslate" in token.contents.partition(" ")[0]:
            in_mark = not token.contents.startswith("end")
        is_text = token.token_type == TokenType.TEXT and not in_mark
        said += token.contents if is_text else "|"
    read_aloud = re.findall(r'\b(?:aria-label|title|placeholder|alt|hx-confirm)="([^"|]+)"', said)
    return [*read_aloud, *re.findall(r"(?<![\w-])[A-Za-z]{2,}(?![\w-])", re.sub(r"<[^>]*>", "|", said))]


def test_no_template_says_a_word_that_is_not_marked():
    found = {
        name_of(path): unmarked_words(path.read_text()) for path in sources(ROOT) if path.suffix == ".html"
    }
    assert {name: words for name, words in found.items() if words} == {}


def four_or_none(node, place):
    """Walk what a TOML file holds: a table with a language for a key has all four, and none is empty."""
    if isinstance(node, list):
        for number, item in enumerate(node):
            four_or_none(item, f"{place}[{number}]")
    elif isinstance(node, dict):
        if FOUR & node.keys():
            assert node.keys() >= FOUR, place
            assert all(node[language] for language in FOUR), place
        for key, item in node.items():
            four_or_none(item, f"{place}.{key}")


@pytest.mark.parametrize("path", TOMLS, ids=name_of)
def test_every_text_of_the_belgian_data_and_of_the_courses_has_four_languages(path):
    four_or_none(tomllib.loads(path.read_text()), path.stem)


def test_every_lesson_is_written_in_four_languages():
    lessons = list((ROOT / "elearning/library").rglob("lessons/*.md"))
    numbers = {(path.parent, path.stem.partition(".")[0]) for path in lessons}
    assert {str(folder / f"{number}.{code}.md") for folder, number in numbers for code in FOUR} == set(
        map(str, lessons)
    )
    assert all(path.read_text().startswith("# ") for path in lessons)


@pytest.mark.parametrize("path", SHEETS, ids=name_of)
def test_every_text_of_a_shipped_script_has_four_languages(path):
    with path.open(newline="") as file:
        for number, row in enumerate(csv.DictReader(file), start=2):
            for kind in {column.partition("::")[0] for column in row if "::" in column}:
                texts = {column[-3:-1]: row[column] for column in row if column.startswith(f"{kind}::")}
                assert texts.keys() == FOUR
                assert all(texts.values()) or not any(texts.values()), f"{kind} in row {number}"
