import re

import pytest
from django.conf import settings

from elearning.library.load import LIBRARY, CourseIsIncomplete, complete, load_course
from elearning.models import Choice, Course, Lesson, Question
from journal.loading import Loading

pytestmark = pytest.mark.django_db
LANGUAGES = {code for code, _name in settings.LANGUAGES}


def test_every_text_of_the_first_course_exists_in_every_language():
    course = load_course("first-calls")
    texts = [course.titles, course.summaries]
    texts += [text for lesson in course.lessons.all() for text in (lesson.titles, lesson.bodies)]
    for question in course.quiz.questions.all():
        texts += [question.texts, question.feedback]
        texts += [choice.texts for choice in question.choices.all()]
    assert len(texts) > 50
    assert all(set(text) == LANGUAGES and all(text.values()) for text in texts)


def test_the_first_course_has_five_lessons_and_eight_questions_that_can_be_answered():
    course = load_course("first-calls")
    assert course.lessons.count() == 5
    assert course.quiz.pass_percent == 80
    questions = list(course.quiz.questions.prefetch_related("choices"))
    assert len(questions) == 8
    for question in questions:
        right = [choice for choice in question.choices.all() if choice.is_right]
        assert len(right) > 1 if question.is_multiple else len(right) == 1


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_lessons_are_short_enough_to_be_read(language):
    for path in (LIBRARY / "first-calls" / "lessons").glob(f"*.{language}.md"):
        assert 150 <= len(path.read_text().split()) <= 300, path.name


def test_the_same_rules_are_taught_in_every_language():
    figures = {
        path.stem: sorted(
            re.findall(r"\b(?:\d+ \d+ \d+ \d+|112|8811|15|1[.,]5)\b", path.read_text().replace(",", "."))
        )
        for path in (LIBRARY / "first-calls" / "lessons").glob("*.md")
    }
    for name, found in figures.items():
        assert found == figures[f"{name[:2]}.en"], name


def test_loading_twice_changes_nothing_and_keeps_ids():
    load_course("first-calls")
    before = [list(model.objects.order_by("pk").values()) for model in (Course, Lesson, Question, Choice)]
    load_course("first-calls")
    assert before == [
        list(model.objects.order_by("pk").values()) for model in (Course, Lesson, Question, Choice)
    ]


def test_what_somebody_has_changed_in_a_course_stays_and_is_said():
    course = load_course("first-calls")
    Lesson.objects.filter(number=2).update(titles={"en": "Ours"})
    Lesson.objects.create(course=course, number=6, titles={"en": "Our own"}, bodies={"en": "Read."})
    question = Question.objects.get(number=1)
    Question.objects.filter(number=1).update(texts={"en": "Ours?"})
    question.choices.filter(number__gt=2).delete()
    loading = Loading()
    load_course("first-calls", loading)
    assert loading.added == 0
    assert Lesson.objects.get(number=2).titles == {"en": "Ours"}
    assert Lesson.objects.filter(number=6).exists()
    assert question.choices.count() == 2, "a choice of ours would not fit a question of theirs"
    assert (
        "Course first-calls, question 1, choice 3: the database has none; left as it is."
        in loading.differences
    )


def test_a_lesson_or_question_that_is_missing_is_added():
    course = load_course("first-calls")
    Lesson.objects.filter(number=5).delete()
    Question.objects.filter(number=8).delete()
    loading = Loading()
    load_course("first-calls", loading)
    assert loading.differences == []
    assert (course.lessons.count(), course.quiz.questions.get(number=8).choices.count()) == (
        5,
        loading.added - 2,
    )


def test_a_text_that_lacks_a_language_is_named():
    with pytest.raises(CourseIsIncomplete, match="lesson 3: no text in nl, de"):
        complete({"fr": "a", "en": "b", "de": " "}, "lesson 3")
