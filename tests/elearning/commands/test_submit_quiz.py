import pytest

from elearning.commands.submit_quiz import submit_quiz
from elearning.models import Certificate, QuizAttempt
from elearning.refusals import AnswerEveryQuestion, LessonsFirst
from tests.factories.accounts import agent
from tests.factories.elearning import course, read_all, right_answers, wrong_answers

pytestmark = pytest.mark.django_db


@pytest.fixture
def learned():
    return course()


@pytest.fixture
def user(learned):
    somebody = agent()
    read_all(learned, somebody)
    return somebody


def test_all_right_is_passed_and_certified(learned, user):
    attempt = submit_quiz(learned.quiz, user=user, ticked=right_answers(learned))
    assert (attempt.percent, attempt.is_passed) == (100, True)
    assert Certificate.objects.get().user == user


def test_all_wrong_is_kept_and_certifies_nobody(learned, user):
    attempt = submit_quiz(learned.quiz, user=user, ticked=wrong_answers(learned))
    assert (attempt.percent, attempt.is_passed) == (0, False)
    assert not Certificate.objects.exists()


def test_half_of_a_multiple_question_does_not_count(learned, user):
    ticked = right_answers(learned)
    last = max(ticked)
    ticked[last] = ticked[last][:1]
    assert submit_quiz(learned.quiz, user=user, ticked=ticked).percent == 80


def test_the_lessons_come_first(learned):
    with pytest.raises(LessonsFirst):
        submit_quiz(learned.quiz, user=agent(), ticked=right_answers(learned))
    assert not QuizAttempt.objects.exists()


def test_a_blank_question_is_not_marked(learned, user):
    ticked = right_answers(learned)
    ticked.popitem()
    with pytest.raises(AnswerEveryQuestion):
        submit_quiz(learned.quiz, user=user, ticked=ticked)


def test_choices_of_another_question_count_for_nothing(learned, user):
    ticked = right_answers(learned)
    first, second, *_rest = ticked
    with pytest.raises(AnswerEveryQuestion):
        submit_quiz(learned.quiz, user=user, ticked=ticked | {first: ticked[second]})


def test_handing_in_twice_keeps_both_attempts_and_one_certificate(learned, user):
    submit_quiz(learned.quiz, user=user, ticked=right_answers(learned))
    submit_quiz(learned.quiz, user=user, ticked=right_answers(learned))
    assert QuizAttempt.objects.count() == 2
    assert Certificate.objects.count() == 1


def test_failing_later_takes_nothing_away(learned, user):
    submit_quiz(learned.quiz, user=user, ticked=right_answers(learned))
    submit_quiz(learned.quiz, user=user, ticked=wrong_answers(learned))
    assert Certificate.objects.get().revoked_at is None
