"""Finished calls of former years: as many as a measurement wants, copied by the database from one."""

import uuid
from datetime import timedelta
from typing import Any

from django.db import connection, models
from django.utils import timezone

from accounts.models import User
from calls.models import Attempt, Call, Lane
from calls.rules.ranking import rank_of
from calls.states import CallState, Outcome
from config.invariants import LOOK_BACK
from journal.models import Entry, View
from journal.sealed import Kind, blind_index
from telephony.models import Leg, Message, Room
from telephony.states import LegRole, LegState, MessageState
from tools.bench.rows import laboratory
from tracing.models import Case, Disease, Interview, LabReport, Person
from tracing.states import CaseState, ReportState
from workforce.models import TimeInState
from workforce.states import AgentState

BEFORE = LOOK_BACK + timedelta(days=1)
"""All of it is older than what anybody looks back at."""
APPEND_ONLY = (Entry, View)
"""The database lets nobody change these: the first call's stay of today."""
YEARS = timedelta(days=3 * 365)
ENTRIES_OF_A_CALL = 8
PHONE = "+32467990001"
UNIQUE = {
    "key": "gen_random_uuid()",
    "token": "gen_random_uuid()",
    "subject": "gen_random_uuid()",
    "person": "gen_random_uuid()",
    "phone_index": "decode(md5(({id})::text), 'hex')",
    "to_index": "decode(md5(({id})::text), 'hex')",
    "sample": "'HISTORY-' || ({id})",
    "intent": "'history ' || ({id})",
    "provider_ref": "CASE WHEN provider_ref = '' THEN '' ELSE provider_ref || ({id}) END",
}
"""What each copy has for itself, by column; {id} is its own."""


class History:
    """Grows to so many finished calls, evenly over three years, each with everything that a call leaves behind."""

    def __init__(self, lane: Lane, agent: User) -> None:
        self.lane, self.agent, self.calls = lane, agent, 0
        self.region, self.then = lane.campaign.region, timezone.now() - BEFORE
        self.rows: list[models.Model] = []

    def grow_to(self, calls: int) -> None:
        """The first is made, the others are copied: with ids that follow each other, so that they fit together."""
        if not self.rows:
            self.rows = self._first_call()
            for row in self.rows:
                _make_old(row)
            self.calls = 1
        more = calls - self.calls
        if more > 0:
            first = {type(row)._meta.db_table: _next_id(type(row)) for row in self.rows}
            seen: dict[str, int] = {}
            for row in self.rows:
                table = type(row)._meta.db_table
                seen[table] = seen.get(table, -1) + 1
                _copy(row, more, first, offset=seen[table] * more)
            self.calls = calls
        with connection.cursor() as cursor:
            cursor.execute("VACUUM (ANALYZE)")

    def _first_call(self) -> list[models.Model]:
        """A report, its person and case, the call about it, and what it left in every table."""
        person, case, report = self._first_report()
        call = self._first_closed_call(person)
        interview = Interview.objects.create(region=self.region, call=call, case=case)
        return [
            person,
            case,
            report,
            call,
            interview,
            *self._first_talk(call),
            *self._first_traces(call, person),
        ]

    def _first_report(self) -> tuple[Person, Case, LabReport]:
        disease = Disease.objects.order_by("pk")[0]
        person = Person.objects.create(
            region=self.region,
            first_name="Ann",
            family_name="Old",
            language=self.lane.language,
            phone=PHONE,
            key=uuid.uuid4(),
        )
        about: dict[str, Any] = {
            "region": self.region,
            "disease": disease,
            "specimen_date": self.then.date(),
        }
        case = Case.objects.create(
            **about, person=person, state=CaseState.CLOSED, closed_reason="other", closed_at=self.then
        )
        report = LabReport.objects.create(
            **about,
            laboratory=laboratory("history"),
            sample="HISTORY-0",
            is_positive=True,
            state=ReportState.OPENED_CASE,
            case=case,
            content="{}",
            understood="{}",
            content_hash=blind_index(Kind.REPORT, "{}"),
        )
        return person, case, report

    def _first_closed_call(self, person: Person) -> Call:
        return Call.objects.create(
            region=self.region,
            campaign=self.lane.campaign,
            lane=self.lane,
            subject=person.key,
            phone=PHONE,
            phone_index=blind_index(Kind.PHONE, PHONE),
            state=CallState.DONE,
            due_at=self.then,
            closed_at=self.then,
            rank=rank_of(self.then, 0),
            attempts_made=1,
            last_outcome=Outcome.REACHED,
        )

    def _first_talk(self, call: Call) -> list[models.Model]:
        """Its room with two legs, its attempt, and the SMS before it."""
        room = Room.objects.create(region=self.region)
        talked: dict[str, Any] = {"region": self.region, "room": room, "answered_at": self.then}
        attempt = Attempt.objects.create(
            **talked,
            call=call,
            agent=self.agent,
            number=1,
            began_at=self.then,
            ended_at=self.then,
            is_counted=True,
            outcome=Outcome.REACHED,
        )
        over: dict[str, Any] = {"to": PHONE, "state": LegState.COMPLETED, "ended_at": self.then}
        legs = [
            Leg.objects.create(**talked, **over, role=role, provider_ref=f"CA-{role}-")
            for role in (LegRole.AGENT, LegRole.CITIZEN)
        ]
        message = Message.objects.create(
            region=self.region,
            subject=call.subject,
            to=PHONE,
            to_index=blind_index(Kind.PHONE, PHONE),
            language=self.lane.language,
            intent="history 0",
            body="Old news",
            send_after=self.then,
            state=MessageState.DELIVERED,
            provider_ref="SM",
            ended_at=self.then,
        )
        return [room, attempt, *legs, message]

    def _first_traces(self, call: Call, person: Person) -> list[models.Model]:
        """The agent's time on it, and what the journal says of it."""
        second = timedelta(seconds=1)
        times = [
            TimeInState.objects.create(
                region=self.region, agent=self.agent, state=state, began_at=began, ended_at=began + second
            )
            for state, began in (
                (AgentState.TALKING, self.then - 2 * second),
                (AgentState.WRAP_UP, self.then - second),
            )
        ]
        entries = [
            Entry.objects.create(name="calls.call_wrapped_up", facts={"call_id": call.pk})
            for _entry in range(ENTRIES_OF_A_CALL)
        ]
        view = View.objects.create(viewer=self.agent, person=person.key, page="desk.conversation")
        return [*times, *entries, view]


def _make_old(row: models.Model) -> None:
    """What the model dated today by itself happened before, too."""
    dated = [field for field in type(row)._meta.concrete_fields if getattr(field, "auto_now_add", False)]
    then = {field.name: timezone.now() - BEFORE for field in dated}
    if then and type(row) not in APPEND_ONLY:
        type(row)._default_manager.filter(pk=row.pk).update(**then)


def _next_id(model: type[models.Model]) -> int:
    """One beyond the largest."""
    return int(model._default_manager.aggregate(largest=models.Max("pk"))["largest"]) + 1


def _copy(row: models.Model, times: int, first: dict[str, int], *, offset: int) -> None:
    """So many copies: the n-th of a table refers to the n-th of the others, and is so much older than the first."""
    step = YEARS / (times + 1)
    own_id = f"{first[type(row)._meta.db_table] + offset} + nth - 1"
    columns: dict[str, str] = {}
    for field in type(row)._meta.concrete_fields:
        column = str(field.column)
        remote = field.remote_field.model._meta.db_table if field.remote_field else ""
        if field.primary_key:
            columns[column] = own_id
        elif remote in first and getattr(row, field.attname) is not None:
            columns[column] = f"{first[remote]} + nth - 1"
        elif isinstance(field, models.DateTimeField) and getattr(row, field.attname) is not None:
            columns[column] = f"{column} - nth * interval '{step.total_seconds()} seconds'"
        else:
            columns[column] = UNIQUE.get(column, f'"{column}"').format(id=own_id)
    names = ", ".join(f'"{column}"' for column in columns)
    table = type(row)._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f'INSERT INTO "{table}" ({names}) SELECT {", ".join(columns.values())}'  # noqa: S608 (our own columns)
            f' FROM "{table}", generate_series(1, %s) nth WHERE id = %s',
            [times, row.pk],
        )
        last = f"SELECT setval(pg_get_serial_sequence(%s, 'id'), max(id)) FROM \"{table}\""  # noqa: S608
        cursor.execute(last, [f'"{table}"'])
