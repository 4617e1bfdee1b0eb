"""Somebody hands in a quiz."""

from collections.abc import Collection, Mapping
from datetime import datetime

from django.db import transaction

from accounts.models import User
from elearning.commands.issue_certificate import issue_certificate
from elearning.models import Choice, Lesson, Question, Quiz, QuizAttempt
from elearning.refusals import AnswerEveryQuestion, LessonsFirst
from elearning.rules.scoring import score_of

Ticked = Mapping[int, Collection[int]]


@transaction.atomic
def submit_quiz(quiz: Quiz, *, user: User, ticked: Ticked, now: datetime | None = None) -> QuizAttempt:
    """Mark a quiz. `ticked`: question id → ids of the ticked choices.

    1. Refuse it while a lesson is unread (LessonsFirst) or a question blank (AnswerEveryQuestion). Choices that
       do not belong to their question count as not ticked.
    2. Mark it and keep the attempt, passed or not.
    3. Passed: issue the certificate, or renew the one that is valid; handing in twice still leaves one.
    """
    if Lesson.objects.filter(course=quiz.course_id).exclude(readings__user=user).exists():
        raise LessonsFirst
    choices = _choices_of(quiz)
    ours = {question: set(known) & set(ticked.get(question, ())) for question, known in choices.items()}
    if not all(ours.values()):
        raise AnswerEveryQuestion
    key = {question: {pk for pk, right in known.items() if right} for question, known in choices.items()}
    score = score_of(key, ours)
    attempt = QuizAttempt.objects.create(
        user=user,
        quiz=quiz,
        ticked={str(question): sorted(choices) for question, choices in ours.items()},
        percent=score.percent,
        is_passed=score.passes(quiz.pass_percent),
    )
    if attempt.is_passed:
        issue_certificate(quiz.course, user=user, now=now)
    return attempt


def _choices_of(quiz: Quiz) -> dict[int, dict[int, bool]]:
    """Question id → choice id → whether it is right."""
    choices: dict[int, dict[int, bool]] = {
        pk: {} for pk in Question.objects.filter(quiz=quiz).values_list("pk", flat=True)
    }
    rows = Choice.objects.filter(question__quiz=quiz).values_list("question_id", "pk", "is_right")
    for question, choice, is_right in rows:
        choices[question][choice] = is_right
    return choices
