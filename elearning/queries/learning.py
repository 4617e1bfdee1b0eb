"""What a learner sees of their courses."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, Max, OuterRef, Prefetch, Q, QuerySet

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
    def is_read(self) -> bool:
        return self.lesson.is_read


@dataclass(frozen=True)
class Marked:
    """One question of an attempt: what was ticked, and whether that was right."""

    question: Question
    choices: list[tuple[Choice, bool]]
    is_right: bool


def cards_of(user: User, now: datetime) -> list[CourseCard]:
    """Every course, in a fixed number of queries."""
    mine = Q(certificates__user=user)
    valid = mine & Q(certificates__revoked_at=None, certificates__expires_at__gt=now)
    courses = Course.objects.annotate(
        until=Max("certificates__expires_at", filter=valid),
        held=Count("certificates", filter=mine, distinct=True),
        size=Count("lessons", distinct=True),
        done=Count("lessons__readings", filter=Q(lessons__readings__user=user), distinct=True),
        tries=Count("quiz__attempts", filter=Q(quiz__attempts__user=user), distinct=True),
    )
    return [
        CourseCard(course, course.size, course.done, course.tries, course.until, bool(course.held))
        for course in courses
    ]


def card_of(user: User, slug: str, now: datetime) -> CourseCard:
    """One course; NotYours when there is none of that name."""
    for card in cards_of(user, now):
        if card.course.slug == slug:
            return card
    raise NotYours


def lessons_of(user: User, course: Course) -> list[Lesson]:
    """The lessons in order, each with `is_read`."""
    mine = LessonRead.objects.filter(user=user, lesson=OuterRef("pk"))
    return list(Lesson.objects.filter(course=course).annotate(is_read=Exists(mine)).order_by("number"))


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
    return Marked(question, [(choice, choice.pk in ticked) for choice in choices], ticked == right)


def certificate_of(user: User, slug: str, now: datetime) -> Certificate:
    """The learner's valid certificate for a course, or NotYours."""
    held = Certificate.objects.valid(now).filter(user=user, course__slug=slug)
    certificate = held.select_related("course", "user__region").first()
    if certificate is None:
        raise NotYours
    return certificate
