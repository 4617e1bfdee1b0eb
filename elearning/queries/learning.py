"""What a learner sees of their courses."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, Prefetch, QuerySet

from accounts.fields import in_language
from accounts.models import User
from elearning.models import Certificate, Choice, Course, Lesson, LessonRead, Question, Quiz, QuizAttempt
from elearning.refusals import LessonsFirst
from journal.refusals import NotYours


@dataclass(frozen=True)
class CourseCard:
    """One course as its learner sees it; `state` is certified, to_do, under_way or expired."""

    course: Course
    lessons: int
    lessons_read: int
    attempts: int
    certified_until: datetime | None
    was_certified: bool

    @property
    def state(self) -> str:
        if self.certified_until:
            return "certified"
        if self.was_certified:
            return "expired"
        return "under_way" if self.lessons_read else "to_do"

    @property
    def is_all_read(self) -> bool:
        return self.lessons_read >= self.lessons


@dataclass(frozen=True)
class Page:
    """A lesson among its neighbours."""

    lesson: Lesson
    lessons: list[Lesson]
    previous: Lesson | None
    next: Lesson | None

    @property
    def body(self) -> str:
        """The lesson's Markdown, in the screen's language."""
        return in_language(self.lesson.bodies)


@dataclass(frozen=True)
class Marked:
    """One question of an attempt: what was ticked, and whether that was right."""

    question: Question
    choices: list[tuple[Choice, bool]]
    is_right: bool
    feedback: str


def cards_of(user: User, now: datetime) -> list[CourseCard]:
    """Every course, in four queries however many there are."""
    reads = tally(LessonRead.objects.filter(user=user), "lesson__course")
    tries = tally(QuizAttempt.objects.filter(user=user), "quiz__course")
    held: dict[int, list[Certificate]] = {}
    for certificate in Certificate.objects.filter(user=user):
        held.setdefault(certificate.course_id, []).append(certificate)
    return [
        CourseCard(
            course=course,
            lessons=course.size,
            lessons_read=reads.get(course.pk, 0),
            attempts=tries.get(course.pk, 0),
            certified_until=valid_until(held.get(course.pk, []), now),
            was_certified=course.pk in held,
        )
        for course in Course.objects.annotate(size=Count("lessons"))
    ]


def tally(rows: QuerySet[Any], course: str) -> dict[int, int]:
    """How many of `rows` belong to each course; `course` is the path to it."""
    return dict(rows.order_by().values_list(course).annotate(Count("pk")))


def valid_until(certificates: list[Certificate], now: datetime) -> datetime | None:
    """When the last valid one ends; None when there is none."""
    ends = [each.expires_at for each in certificates if each.revoked_at is None and each.expires_at > now]
    return max(ends, default=None)


def card_of(user: User, slug: str, now: datetime) -> CourseCard:
    """One course; NotYours when there is none of that name."""
    for card in cards_of(user, now):
        if card.course.slug == slug:
            return card
    raise NotYours


def lessons_of(user: User, course: Course) -> list[Lesson]:
    """The lessons in order, each with `is_read`."""
    mine = LessonRead.objects.filter(user=user, lesson=OuterRef("pk"))
    lessons = Lesson.objects.filter(course=course).annotate(is_read=Exists(mine))  # type: ignore[no-redef]
    return list(lessons.order_by("number"))


def first_unread(lessons: list[Lesson]) -> Lesson | None:
    """Where to go on reading; None when everything is read."""
    return next((lesson for lesson in lessons if not lesson.is_read), None)


def page_of(user: User, slug: str, number: int) -> Page:
    """A lesson to read; NotYours when the course has no such page."""
    lessons = list(lessons_of(user, course_called(slug)))
    for place, lesson in enumerate(lessons):
        if lesson.number == number:
            before = lessons[place - 1] if place else None
            after = lessons[place + 1] if place + 1 < len(lessons) else None
            return Page(lesson, lessons, before, after)
    raise NotYours


def course_called(slug: str) -> Course:
    """The course, or NotYours."""
    course = Course.objects.filter(slug=slug).first()
    if course is None:
        raise NotYours
    return course


def quiz_for(user: User, slug: str) -> Quiz:
    """The quiz with its questions and choices; LessonsFirst while a lesson is unread."""
    quiz = with_questions().filter(course__slug=slug).first()
    if quiz is None:
        raise NotYours
    if not all(lesson.is_read for lesson in lessons_of(user, quiz.course)):
        raise LessonsFirst
    return quiz


def quiz_ahead(course: Course) -> Quiz | None:
    """The quiz at the end of a course, with its `size` in questions; None when it has none."""
    return Quiz.objects.filter(course=course).annotate(size=Count("questions")).first()


def with_questions() -> QuerySet[Quiz]:
    """Quizzes with everything that a page shows of them."""
    choices = Prefetch("choices", Choice.objects.order_by("number"))
    questions = Prefetch("questions", Question.objects.order_by("number").prefetch_related(choices))
    return Quiz.objects.select_related("course").prefetch_related(questions)


def attempt_of(user: User, slug: str, pk: int) -> QuizAttempt:
    """One of the learner's own attempts, or NotYours."""
    attempt = QuizAttempt.objects.filter(user=user, pk=pk, quiz__course__slug=slug).first()
    if attempt is None:
        raise NotYours
    return attempt


def marked(attempt: QuizAttempt) -> list[Marked]:
    """The attempt question by question, as the quiz stands now."""
    quiz = with_questions().get(pk=attempt.quiz_id)
    return [
        mark(question, set(attempt.ticked.get(str(question.pk), ()))) for question in quiz.questions.all()
    ]


def mark(question: Question, ticked: set[int]) -> Marked:
    """One question: right when exactly the right choices were ticked."""
    choices = list(question.choices.all())
    right = {choice.pk for choice in choices if choice.is_right}
    return Marked(
        question,
        [(choice, choice.pk in ticked) for choice in choices],
        ticked == right,
        in_language(question.feedback),
    )


def certificate_of(user: User, slug: str, now: datetime) -> Certificate:
    """The learner's valid certificate for a course, or NotYours."""
    held = Certificate.objects.valid(now).filter(user=user, course__slug=slug)
    certificate = held.select_related("course", "user__region").first()
    if certificate is None:
        raise NotYours
    return certificate
