"""What the telephone could not solve: the field team's list of a region."""

from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.expressions import Combinable
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from calls.models import Campaign
from calls.states import Outcome
from journal.refusals import NotYours
from tracing.models import Interview, Subject
from tracing.models.subjects import SubjectQuerySet

Kind = TypeVar("Kind", bound=Subject)


@dataclass(frozen=True)
class FieldRow:
    """One line of the field list: what to know before going there, and no name."""

    key: UUID
    since: datetime
    reason: str | Promise
    language: str
    postcode: str
    attempts: int
    taken_by: str


def field_list(user: User, kind: type[Kind]) -> QuerySet[Kind]:
    """What of a kind (Case, Contact) is on the list of the user's region, the oldest first, with its calls."""
    listed: SubjectQuerySet[Kind] = SubjectQuerySet(kind).of_region_of(user).with_field_team()
    about = Q(*((way, OuterRef("pk")) for way in kind.CONVERSATIONS), _connector=Q.OR)
    last = Interview.objects.filter(about).order_by("-pk")
    campaigns = Campaign.objects.filter(
        region=OuterRef("region"), purpose=kind.PURPOSE, disease=OuterRef(f"{kind.DISEASE}__code")
    )
    calls: dict[str, Combinable] = {
        "attempts": Subquery(last.values("call__attempts_made")[:1]),
        "last_outcome": Subquery(last.values("call__last_outcome")[:1]),
        "has_campaign": Exists(campaigns),
    }
    return listed.select_related("person", "taken_by").annotate(**calls)


def on_field_list(user: User, kind: type[Kind], key: UUID) -> Kind:
    """One of a kind that is on the list of the user's region; NotYours for any other."""
    found = field_list(user, kind).filter(key=key).first()
    if found is None:
        raise NotYours
    return found


def field_row(listed: Subject) -> FieldRow:
    """One line of `field_list`, as it is shown."""
    return FieldRow(
        key=listed.key,
        since=listed.since,
        reason=why_not_by_telephone(listed),
        language=listed.person.language,
        postcode=listed.person.postcode,
        attempts=listed.attempts or 0,
        taken_by=str(listed.taken_by or ""),
    )


def why_not_by_telephone(listed: Subject) -> str | Promise:
    """Why somebody has to go there: for want of a number, of an answer, or of anybody whose task it is to call."""
    if listed.person.phone_index is None:
        return _("No telephone number")
    if listed.last_outcome:
        return Outcome(listed.last_outcome).label
    if not listed.has_campaign:
        return _("No campaign for this disease in this region: the administrator has to add one")
    return _("Could not be called")
