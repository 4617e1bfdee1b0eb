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

LIBRARY = Path(__file__).parent
Texts = dict[str, str]


class CourseIsIncomplete(Exception):
    """A text of the course does not exist in every language of the screens."""


@transaction.atomic
def load_course(slug: str) -> Course:
    """Create the course, or bring it up to date with its files; ids stay, so readings and attempts stay valid.

    CourseIsIncomplete names the text that lacks a language. Loading twice changes nothing.
    """
    folder = LIBRARY / slug
    facts = tomllib.loads((folder / "course.toml").read_text())
    course = Course.objects.update_or_create(
        slug=slug,
        defaults={
            "titles": complete(facts["titles"], "titles"),
            "summaries": complete(facts["summaries"], "summaries"),
            "minutes": facts["minutes"],
            "valid_days": facts["valid_days"],
        },
    )[0]
    load_lessons(course, folder / "lessons")
    load_quiz(course, tomllib.loads((folder / "quiz.toml").read_text()), facts["pass_percent"])
    return course


def load_lessons(course: Course, folder: Path) -> None:
    """One lesson per number; a number that has gone from the folder goes from the course."""
    pages: dict[int, dict[str, tuple[str, str]]] = {}
    for path in sorted(folder.glob("*.md")):
        place, language = path.stem.split(".")
        title, _newline, body = path.read_text().partition("\n")
        pages.setdefault(int(place), {})[language] = (title.removeprefix("# ").strip(), body.strip())
    for number, texts in pages.items():
        titles = {language: title for language, (title, _body) in texts.items()}
        bodies = {language: body for language, (_title, body) in texts.items()}
        Lesson.objects.update_or_create(
            course=course,
            number=number,
            defaults={"titles": complete(titles, f"lesson {number}"), "bodies": complete(bodies, "body")},
        )
    course.lessons.exclude(number__in=pages).delete()


def load_quiz(course: Course, facts: dict[str, Any], pass_percent: int) -> None:
    """The quiz, its questions and choices, numbered as they are written."""
    quiz = Quiz.objects.update_or_create(course=course, defaults={"pass_percent": pass_percent})[0]
    for number, written in enumerate(facts["questions"], start=1):
        question = Question.objects.update_or_create(
            quiz=quiz,
            number=number,
            defaults={
                "texts": complete(written["text"], f"question {number}"),
                "feedback": complete(written["feedback"], f"feedback {number}"),
                "is_multiple": written.get("multiple", False),
            },
        )[0]
        load_choices(question, written["choices"])
    quiz.questions.filter(number__gt=len(facts["questions"])).delete()


def load_choices(question: Question, written: list[dict[str, Any]]) -> None:
    """The possible answers to a question."""
    for number, choice in enumerate(written, start=1):
        texts = {language: text for language, text in choice.items() if language != "right"}
        place = f"choice {number} of question {question.number}"
        Choice.objects.update_or_create(
            question=question,
            number=number,
            defaults={"texts": complete(texts, place), "is_right": choice.get("right", False)},
        )
    question.choices.filter(number__gt=len(written)).delete()


def complete(texts: Texts, place: str) -> Texts:
    """The texts, when there is one for every language of the screens."""
    missing = [language for language, _name in settings.LANGUAGES if not texts.get(language, "").strip()]
    if missing:
        raise CourseIsIncomplete(f"{place}: no text in {', '.join(missing)}")
    return texts
