"""Somebody has read a lesson to its end."""

from django.db import transaction

from accounts.models import User
from elearning.models import Lesson, LessonRead


@transaction.atomic
def read_lesson(lesson: Lesson, *, user: User) -> LessonRead:
    """Write down the first time; reading again, or in a second tab, changes nothing."""
    return LessonRead.objects.get_or_create(lesson=lesson, user=user)[0]
