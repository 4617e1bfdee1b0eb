"""Who has which certificate, who failed: the trainer's page."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, Subquery, TextField, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from accounts.models import User, regions_seen_by
from elearning.models import Certificate, Course, LessonRead, QuizAttempt

STATES = {
    "certified": _("Certified"),
    "failed": _("Last quiz not passed"),
    "expired": _("Certificate expired"),
    "under_way": _("Under way"),
    "to_do": _("To do"),
}


@dataclass(frozen=True)
class Tile:
    """How many learners are in one state."""

    state: str
    label: object
    number: int


def courses() -> list[Course]:
    """What can be learned."""
    return list(Course.objects.all())


def learners(viewer: User, course: Course, now: datetime) -> QuerySet[Any]:
    """The people of the viewer's region, each with `learning` (a key of STATES) and what led to it.

    One query however many people: `certified_until`, `last_percent`, `tries`, `pages_read`.
    """
    held = Certificate.objects.filter(user=OuterRef("pk"), course=course).order_by("-expires_at")
    tries = QuizAttempt.objects.filter(user=OuterRef("pk"), quiz__course=course).order_by("-taken_at")
    reads = LessonRead.objects.filter(user=OuterRef("pk"), lesson__course=course)
    return (
        User.objects.filter(is_active=True, region__in=regions_seen_by(viewer))
        .select_related("team")
        .annotate(
            certified_until=Subquery(held.valid(now).values("expires_at")[:1]),
            last_percent=Subquery(tries.values("percent")[:1]),
            last_passed=Subquery(tries.values("is_passed")[:1]),
            tries=counted(tries),
            pages_read=counted(reads),
            was_certified=Exists(held),
            learning=learning(),
        )
        .order_by("last_name", "first_name", "username")
    )


def learning() -> Case:
    """Where somebody stands, from what `learners` knows of them."""
    return Case(
        When(certified_until__isnull=False, then=Value("certified")),
        When(last_passed=False, then=Value("failed")),
        When(was_certified=True, then=Value("expired")),
        When(pages_read__gt=0, then=Value("under_way")),
        default=Value("to_do"),
        output_field=TextField(),
    )


def counted(rows: QuerySet) -> Coalesce:
    """How many of `rows` belong to each user."""
    per_user = rows.order_by().values("user").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(per_user), 0)


def tiles(people: QuerySet[Any]) -> list[Tile]:
    """How many people of this list are in each state, in one query."""
    numbers = people.order_by().aggregate(
        **{state: Count("pk", filter=Q(learning=state)) for state in STATES}
    )
    return [Tile(state, label, numbers[state]) for state, label in STATES.items()]
