"""From reviewable files to rows: a course is written in a folder of this library and loaded by its slug.

course.toml has the titles, lessons/NN.language.md one page per language (its first line is the title), quiz.toml
the questions. A course that lacks a language is not loaded: an agent would meet a page that she cannot read.
"""

import tomllib
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from elearning.models import Choice, Course, Lesson, Question, Quiz
from journal.loading import Loading

LIBRARY = Path(__file__).parent
Texts = dict[str, str]


class CourseIsIncomplete(Exception):
    """A text of the course does not exist in every language of the screens."""


@transaction.atomic
def load_course(slug: str, loading: Loading | None = None) -> Course:
    """Create the course, or add the lessons and questions it lacks; what is there stays as a region has made it.

    1. Title, summary, minutes, validity.
    2. Lessons by their number. A new one is written behind the others: put between two, it would shift the rest.
    3. The quiz, its questions by their number.

    `loading` learns what was added and what differs. CourseIsIncomplete names the text that lacks a language.
    """
    loading = loading or Loading()
    folder = LIBRARY / slug
    facts = tomllib.loads((folder / "course.toml").read_text())
    own = {
        "titles": complete(facts["titles"], "titles"),
        "summaries": complete(facts["summaries"], "summaries"),
        "minutes": facts["minutes"],
        "valid_days": facts["valid_days"],
    }
    course, _is_new = loading.settle(Course, {"slug": slug}, own, called=f"Course {slug}")
    load_lessons(loading, course, folder / "lessons")
    questions = tomllib.loads((folder / "quiz.toml").read_text())["questions"]
    load_quiz(loading, course, questions, facts["pass_percent"])
    return course


def load_lessons(loading: Loading, course: Course, folder: Path) -> None:
    """One lesson per number."""
    pages: dict[int, dict[str, tuple[str, str]]] = {}
    for path in sorted(folder.glob("*.md")):
        place, language = path.stem.split(".")
        title, _newline, body = path.read_text().partition("\n")
        pages.setdefault(int(place), {})[language] = (title.removeprefix("# ").strip(), body.strip())
    for number, texts in pages.items():
        titles = {language: title for language, (title, _body) in texts.items()}
        bodies = {language: body for language, (_title, body) in texts.items()}
        own = {"titles": complete(titles, f"lesson {number}"), "bodies": complete(bodies, "body")}
        called = f"Course {course.slug}, lesson {number}"
        loading.settle(Lesson, {"course": course, "number": number}, own, called=called)


def load_quiz(loading: Loading, course: Course, written: list[dict[str, Any]], pass_percent: int) -> None:
    """The quiz and its questions, numbered as they are written."""
    own = {"pass_percent": pass_percent}
    quiz, _is_new = loading.settle(Quiz, {"course": course}, own, called=f"Course {course.slug}, quiz")
    for number, facts in enumerate(written, start=1):
        load_question(loading, quiz, number, facts, called=f"Course {course.slug}, question {number}")


def load_question(loading: Loading, quiz: Quiz, number: int, written: dict[str, Any], *, called: str) -> None:
    """One question with its choices. They are one thing: a choice added to somebody's own question makes nonsense."""
    own = {
        "texts": complete(written["text"], f"question {number}"),
        "feedback": complete(written["feedback"], f"feedback {number}"),
        "is_multiple": written.get("multiple", False),
    }
    question, is_new = loading.settle(Question, {"quiz": quiz, "number": number}, own, called=called)
    held = {choice.number: choice for choice in question.choices.all()}
    for place, choice in enumerate(written["choices"], start=1):
        texts = {language: text for language, text in choice.items() if language != "right"}
        facts = {
            "texts": complete(texts, f"choice {place} of question {number}"),
            "is_right": choice.get("right", False),
        }
        if is_new:
            loading.find_or_add(Choice, {"question": question, "number": place}, facts)
        elif place in held:
            loading.compare(held[place], facts, called=f"{called}, choice {place}")
        else:
            loading.differ(f"{called}, choice {place}: the database has none; left as it is.")


def complete(texts: Texts, place: str) -> Texts:
    """The texts, when there is one for every language of the screens."""
    missing = [language for language, _name in settings.LANGUAGES if not texts.get(language, "").strip()]
    if missing:
        raise CourseIsIncomplete(f"{place}: no text in {', '.join(missing)}")
    return texts
