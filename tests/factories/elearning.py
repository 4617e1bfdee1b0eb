"""Courses to learn from."""

from typing import Any

from accounts.models import User
from elearning.models import Choice, Course, Lesson, LessonRead, Question, Quiz
from tests.factories.calls import certificate
from tests.factories.calls import course as bare_course

__all__ = ["certificate", "course", "read_all", "right_answers", "wrong_answers"]


def course(*, lessons: int = 2, questions: int = 5, pass_percent: int = 80, **fields: Any) -> Course:
    """A course with lessons and a quiz; of every question the first choice is right, of the last one two are."""
    made = bare_course(**fields)
    for place in range(1, lessons + 1):
        texts = {"en": f"Lesson {place}"}
        Lesson.objects.create(course=made, number=place, titles=texts, bodies={"en": "Read **this**."})
    quiz = Quiz.objects.create(course=made, pass_percent=pass_percent)
    for place in range(1, questions + 1):
        ask(quiz, place, is_multiple=place == questions)
    return made


def ask(quiz: Quiz, place: int, *, is_multiple: bool) -> Question:
    """One question with three choices."""
    question = Question.objects.create(
        quiz=quiz,
        number=place,
        texts={"en": f"Question {place}?"},
        feedback={"en": f"Because {place}."},
        is_multiple=is_multiple,
    )
    for each in (1, 2, 3):
        is_right = each == 1 or (is_multiple and each == 2)
        Choice.objects.create(
            question=question, number=each, texts={"en": f"Choice {each}"}, is_right=is_right
        )
    return question


def read_all(course: Course, user: User) -> None:
    """`user` has read every lesson."""
    for lesson in course.lessons.all():
        LessonRead.objects.create(user=user, lesson=lesson)


def right_answers(course: Course) -> dict[int, list[int]]:
    """What has to be ticked."""
    right = Choice.objects.filter(question__quiz__course=course, is_right=True)
    ticked: dict[int, list[int]] = {}
    for choice in right:
        ticked.setdefault(choice.question_id, []).append(choice.pk)
    return ticked


def wrong_answers(course: Course) -> dict[int, list[int]]:
    """One wrong choice for every question."""
    wrong = Choice.objects.filter(question__quiz__course=course, number=3)
    return {choice.question_id: [choice.pk] for choice in wrong}
