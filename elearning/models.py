"""Courses, quizzes, certificates: who may take which calls."""

import secrets
from datetime import datetime

from django.db import models

from accounts.fields import TextsField, in_language
from accounts.models import User


class Course(models.Model):
    """What has to be learned before certain calls may be taken. Shared by all regions."""

    slug = models.SlugField(unique=True)
    titles = TextsField()
    summaries = TextsField()
    minutes = models.PositiveSmallIntegerField(help_text="How long it takes, about.")
    valid_days = models.PositiveSmallIntegerField(default=365, help_text="How long its certificate lasts.")

    class Meta:
        ordering = ["slug"]

    def __str__(self) -> str:
        return in_language(self.titles)


class Lesson(models.Model):
    """One page to read, in Markdown, in every language."""

    course = models.ForeignKey(Course, models.CASCADE, related_name="lessons", db_index=False)
    number = models.PositiveSmallIntegerField()
    titles = TextsField()
    bodies = TextsField()

    is_read: bool
    """By whoever asks; only on lessons that queries.learning.lessons_of found."""

    class Meta:
        ordering = ["course", "number"]
        constraints = [models.UniqueConstraint(fields=["course", "number"], name="one_lesson_per_number")]

    def __str__(self) -> str:
        return in_language(self.titles)


class Quiz(models.Model):
    """The questions at the end of a course."""

    course = models.OneToOneField(Course, models.CASCADE, related_name="quiz")
    pass_percent = models.PositiveSmallIntegerField(default=80)

    class Meta:
        verbose_name_plural = "quizzes"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(pass_percent__lte=100), name="pass_mark_is_a_percentage"
            )
        ]

    def __str__(self) -> str:
        return f"quiz of {self.course}"


class Question(models.Model):
    """One question of a quiz; `is_multiple` when every right choice must be ticked, and no other."""

    quiz = models.ForeignKey(Quiz, models.CASCADE, related_name="questions", db_index=False)
    number = models.PositiveSmallIntegerField()
    texts = TextsField()
    feedback = TextsField(help_text="Why, shown after the answer.")
    is_multiple = models.BooleanField(default=False)

    class Meta:
        ordering = ["quiz", "number"]
        constraints = [models.UniqueConstraint(fields=["quiz", "number"], name="one_question_per_number")]

    def __str__(self) -> str:
        return in_language(self.texts)


class Choice(models.Model):
    """One possible answer."""

    question = models.ForeignKey(Question, models.CASCADE, related_name="choices", db_index=False)
    number = models.PositiveSmallIntegerField()
    texts = TextsField()
    is_right = models.BooleanField(default=False)

    class Meta:
        ordering = ["question", "number"]
        constraints = [models.UniqueConstraint(fields=["question", "number"], name="one_choice_per_number")]

    def __str__(self) -> str:
        return in_language(self.texts)


class LessonRead(models.Model):
    """Somebody has read a lesson to its end."""

    user = models.ForeignKey(User, models.CASCADE, related_name="lessons_read", db_index=False)
    lesson = models.ForeignKey(Lesson, models.CASCADE, related_name="readings")
    read_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "lesson"], name="one_reading_per_lesson")]

    def __str__(self) -> str:
        return f"lesson {self.lesson_id} by user {self.user_id}"


class QuizAttempt(models.Model):
    """One try at a quiz, with what was ticked: {"question id": [choice ids]}."""

    user = models.ForeignKey(User, models.CASCADE, related_name="quiz_attempts", db_index=False)
    quiz = models.ForeignKey(Quiz, models.PROTECT, related_name="attempts")
    ticked = models.JSONField()
    percent = models.PositiveSmallIntegerField()
    is_passed = models.BooleanField()
    taken_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-taken_at"]
        indexes = [models.Index(fields=["user", "quiz", "-taken_at"], name="attempts_of_user")]

    def __str__(self) -> str:
        return f"{self.percent} % by user {self.user_id}"


def new_code() -> str:
    """Twelve characters that nobody can guess, in the groups people read aloud: ABCD-EFGH-JKLM."""
    letters = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
    return "-".join("".join(secrets.choice(letters) for _ in range(4)) for _ in range(3))


class CertificateQuerySet(models.QuerySet["Certificate"]):
    def valid(self, now: datetime) -> "CertificateQuerySet":
        """Neither expired nor revoked at `now` (aware)."""
        return self.filter(expires_at__gt=now, revoked_at=None)


class Certificate(models.Model):
    """Somebody has passed a course and may, until it expires, take the calls that need it."""

    user = models.ForeignKey(User, models.CASCADE, related_name="certificates", db_index=False)
    course = models.ForeignKey(Course, models.PROTECT, related_name="certificates")
    code = models.CharField(max_length=20, unique=True, default=new_code)
    issued_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    objects = CertificateQuerySet.as_manager()

    class Meta:
        ordering = ["-issued_at"]
        indexes = [models.Index(fields=["user", "course", "expires_at"], name="certificates_of_user")]

    def __str__(self) -> str:
        return self.code
