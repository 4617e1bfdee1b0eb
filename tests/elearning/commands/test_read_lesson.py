import pytest

from elearning.commands.read_lesson import read_lesson
from elearning.models import LessonRead
from tests.factories.accounts import agent
from tests.factories.elearning import course


@pytest.mark.django_db
def test_reading_twice_is_reading_once():
    lesson = course().lessons.first()
    user = agent()
    first = read_lesson(lesson, user=user)
    assert read_lesson(lesson, user=user) == first
    assert LessonRead.objects.count() == 1
