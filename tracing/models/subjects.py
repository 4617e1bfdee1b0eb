"""What tracing follows up, whichever kind it is: commands, lists and interviews know subjects, and no kinds.

A kind of its own is a class like Case, its table in states.py, and in interviews.py its name in KINDS and a column.
"""

import uuid
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeVar

from django.db import models

from accounts.models import Region, User
from calls.states import Purpose
from journal.events import Event
from journal.moving import Moving
from tracing.models.diseases import Disease
from tracing.models.people import Person
from tracing.states import FollowUp, ToldBy

if TYPE_CHECKING:
    from tracing.models.contacts import Contact
    from tracing.models.interviews import Interview

Kind = TypeVar("Kind", bound="Subject")


def says_by_which_means(ended: str, name: str) -> models.CheckConstraint:
    """Exactly the rows in the state `ended` say by which means they got there."""
    said = models.Q(state=ended, told_by__in=ToldBy.values)
    return models.CheckConstraint(condition=said | (~models.Q(state=ended) & models.Q(told_by="")), name=name)


class SubjectQuerySet(models.QuerySet[Kind]):
    def of_region_of(self, user: User) -> Self:
        """Those of the user's own region."""
        return self.filter(region_id=user.region_id)

    def alike(self, subject: "Subject") -> Self:
        """Everything that one person is told at once: theirs of one disease, whoever named them; the newest last."""
        of_disease = {self.model.DISEASE: subject.disease}
        return self.filter(person=subject.person_id, **of_disease).order_by("pk")

    def waiting(self) -> Self:
        """Owed a call that nobody has begun."""
        return self.filter(state=self.model.FOLLOW_UP.waiting)

    def by_telephone(self) -> Self:
        """Owed a call, or being called."""
        return self.filter(state__in=self.model.FOLLOW_UP.by_telephone)

    def with_field_team(self) -> Self:
        """What the telephone could not solve; the oldest first."""
        listed = self.filter(state__in=self.model.FOLLOW_UP.with_field_team)
        return listed.order_by(self.model.SINCE, "pk")

    def to_be_told(self) -> Self:
        """Not told yet, and owed a call or a visit."""
        return self.filter(state__in=self.model.FOLLOW_UP.to_be_told)


class Subject(Moving):
    """Somebody tracing follows up, and why: an index case, a contact. Its moves are announced (move_subject).

    DISEASE and SINCE are fields, FOLLOW_UP the states it goes through, PURPOSE that of the campaigns that call about
    it; CONVERSATIONS are the ways from an interview to what it tells.
    """

    FOLLOW_UP: ClassVar[FollowUp[Any]]
    PURPOSE: ClassVar[Purpose]
    DISEASE: ClassVar[str]
    SINCE: ClassVar[str]
    CONVERSATIONS: ClassVar[tuple[str, ...]]

    # What the field list adds of the calls that were made about it (queries/field_list.py).
    attempts: int | None
    last_outcome: str | None
    has_campaign: bool

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    region = models.ForeignKey(Region, models.PROTECT, related_name="%(class)ss", db_index=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="%(class)ss")
    closed_at = models.DateTimeField(null=True)
    taken_by = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
        help_text="Who works on it, from the field list.",
    )

    class Meta:
        abstract = True

    @property
    def since(self) -> datetime:
        """When we first heard of it."""
        return getattr(self, self.SINCE)

    @property
    def disease(self) -> Disease:
        """The disease that they have, or may have."""
        raise NotImplementedError

    @property
    def last_day_at_home(self) -> date | None:
        """The end of quarantine that they are told; None where a conversation tells none."""
        return None

    def alike(self) -> SubjectQuerySet[Self]:
        """Everything that this person is told at once, this one among it."""
        return SubjectQuerySet(type(self)).alike(self)

    def exposures_to_tell(self, interview: "Interview") -> models.QuerySet["Contact"]:
        """The exposures of which a conversation about it has to tell, and which nobody has told yet; here none."""
        return interview.covers.none()

    def covered_in(self, interview: "Interview") -> models.QuerySet[Self]:
        """What a conversation about it covers, as far as it still has to be told."""
        return self.alike().by_telephone().filter(pk=self.pk)

    def as_told(self, interview: "Interview") -> dict[str, object]:
        """What is written down of a conversation that has told them."""
        return {}

    def facts(self) -> dict[str, date | int | None]:
        """What a script about it may pipe."""
        raise NotImplementedError

    def changed(self) -> Event:
        """The news that it stands somewhere else now, or is in other hands."""
        raise NotImplementedError
