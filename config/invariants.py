"""What must always be true, as SQL that must return nothing.

Run by `manage.py check_invariants`, by the tests after every story and fault, and by the operator every hour.
Each statement returns ids only, and costs what is open and what happened since `%(since)s`, never all history: the
past cannot be mended, and was looked at every hour while it was young. `accounts_region` and `accounts_user` stand in
some of them only because the index on time begins with the region or the agent.
`%(holiday_regions)s` and `%(holiday_days)s` are pairs of region ids and their public holidays.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection
from django.utils import timezone

from accounts.models import Region
from calls.rules.promises import FURTHEST_PROMISE
from telephony.queries.hours import holidays_in

LOOK_BACK = timedelta(days=60)

# The rule itself is telephony/rules/calling_hours.py; tests/config/test_invariant_on_hours.py compares the two.
WITHIN_HOURS = """
    EXISTS (
        SELECT 1 FROM (
            SELECT h.opens, h.closes FROM telephony_callinghours h
            WHERE h.region_id = r.id
              AND h.day = CASE
                    WHEN EXISTS (
                        SELECT 1 FROM public_holidays p
                        WHERE p.region_id = r.id AND p.day = ({at} AT TIME ZONE r.time_zone)::date
                    ) THEN 7
                    ELSE extract(isodow FROM {at} AT TIME ZONE r.time_zone)::int - 1 END
              AND ({at} AT TIME ZONE r.time_zone)::date >= h.valid_from
              AND (h.valid_until IS NULL OR ({at} AT TIME ZONE r.time_zone)::date <= h.valid_until)
            ORDER BY h.valid_from DESC LIMIT 1
        ) youngest
        WHERE ({at} AT TIME ZONE r.time_zone)::time >= youngest.opens
          AND (({at} AT TIME ZONE r.time_zone)::time < youngest.closes OR youngest.closes = '23:59:59')
    )
"""
PUBLIC_HOLIDAYS = """
    WITH public_holidays(region_id, day) AS (
        SELECT * FROM unnest(%(holiday_regions)s::bigint[], %(holiday_days)s::date[])
    )
"""

# Where stretches of time overlap at all, one overlaps the next (in the order they began), so each is compared with the
# one before it alone. An exclusion constraint would keep it too, but would refuse to write an agent's time when two
# workers' clocks differ by a moment, and a call would be lost for it.
INVARIANTS: dict[str, str] = {
    "one open case per person and disease": """
        SELECT person_id, disease_id FROM tracing_case WHERE state IN ('new', 'open', 'with_field_team')
        GROUP BY person_id, disease_id HAVING count(*) > 1""",
    "one open call per subject and campaign": """
        SELECT subject, campaign_id FROM calls_call
        WHERE subject IS NOT NULL AND state IN ('waiting', 'queued', 'offered', 'dialling', 'talking', 'wrap_up')
        GROUP BY subject, campaign_id HAVING count(*) > 1""",
    "no agent holds two calls": """
        SELECT held_by_id FROM calls_call WHERE held_by_id IS NOT NULL GROUP BY held_by_id HAVING count(*) > 1""",
    "whoever holds a call takes calls": """
        SELECT c.id FROM calls_call c LEFT JOIN workforce_presence p ON p.agent_id = c.held_by_id
        WHERE c.held_by_id IS NOT NULL AND p.state IS DISTINCT FROM 'ready'""",
    "an agent's time is counted in the state they are in": """
        SELECT p.agent_id FROM workforce_presence p
        LEFT JOIN calls_call c ON c.held_by_id = p.agent_id
        LEFT JOIN workforce_timeinstate t ON t.agent_id = p.agent_id AND t.ended_at IS NULL
        WHERE coalesce(t.state, 'offline')
           <> CASE c.state WHEN 'offered' THEN 'reserved' ELSE coalesce(c.state, p.state) END""",
    "a number is under way exactly while an attempt to call it is": """
        SELECT n.call_id, a.id FROM calls_numberunderway n
        FULL JOIN (SELECT * FROM calls_attempt WHERE ended_at IS NULL AND phone_index IS NOT NULL) a
          ON a.call_id = n.call_id AND a.phone_index = n.phone_index
        WHERE n.call_id IS NULL OR a.id IS NULL""",
    "every open case is owed a call or is on a list": """
        SELECT k.id FROM tracing_case k
        WHERE k.state IN ('new', 'open') AND NOT EXISTS (
            SELECT 1 FROM tracing_interview i JOIN calls_call c ON c.id = i.call_id
            JOIN tracing_case o ON o.id = i.case_id
            WHERE o.person_id = k.person_id AND o.disease_id = k.disease_id
              AND (c.state IN ('dialling', 'talking', 'wrap_up')
                   OR (o.id = k.id AND c.state NOT IN ('done', 'gave_up', 'cancelled'))))""",
    "every contact to be informed is owed a call, for all who named them together": """
        SELECT k.id FROM tracing_contact k JOIN tracing_case s ON s.id = k.case_id
        JOIN accounts_region r ON r.id = k.region_id
        WHERE k.state = 'uninformed' AND NOT EXISTS (
            SELECT 1 FROM tracing_interview i JOIN calls_call c ON c.id = i.call_id
            JOIN tracing_contact o ON o.id = i.contact_id JOIN tracing_case os ON os.id = o.case_id
            WHERE o.person_id = k.person_id AND os.disease_id = s.disease_id
              AND c.state NOT IN ('done', 'gave_up', 'cancelled'))""",
    "no case completed by telephone without the core of its script": """
        SELECT k.id FROM tracing_case k
        WHERE k.told_by = 'telephone' AND (k.closed_at IS NULL OR k.closed_at > %(since)s) AND NOT EXISTS (
            SELECT 1 FROM tracing_interview i JOIN scenarios_run r ON r.id = i.run_id
            WHERE i.case_id = k.id AND r.reached_core)""",
    "no contact informed by telephone without the core of the script": """
        SELECT k.id FROM tracing_contact k
        WHERE k.told_by = 'telephone' AND (k.closed_at IS NULL OR k.closed_at > %(since)s) AND NOT EXISTS (
            SELECT 1 FROM tracing_interview i JOIN scenarios_run r ON r.id = i.run_id
            WHERE i.id = k.covered_by_id AND r.reached_core)""",
    "no contact told an earlier end of quarantine than the latest that binds": """
        SELECT k.person_id, s.disease_id FROM tracing_contact k JOIN tracing_case s ON s.id = k.case_id
        WHERE k.state = 'informed' AND k.person_id IN (
            SELECT young.person_id FROM tracing_contact young JOIN accounts_region r ON r.id = young.region_id
            WHERE young.named_at > %(since)s)
        GROUP BY k.person_id, s.disease_id
        HAVING max(k.quarantine_until) > coalesce(max(k.told_until), '-infinity')""",
    "every attempt ends: an open one belongs to a call under way": """
        SELECT a.id FROM calls_attempt a JOIN calls_call c ON c.id = a.call_id
        WHERE a.ended_at IS NULL AND c.state NOT IN ('dialling', 'talking', 'wrap_up')""",
    "no attempt counted that rang nobody": """
        SELECT a.id FROM calls_attempt a JOIN accounts_region r ON r.id = a.region_id
        WHERE a.began_at > %(since)s AND a.is_counted AND NOT EXISTS (
            SELECT 1 FROM telephony_leg l WHERE l.room_id = a.room_id AND l.role = 'citizen'
              AND (l.ringing_at IS NOT NULL OR l.answered_at IS NOT NULL OR l.state IN ('busy', 'no_answer')
                   OR (l.state = 'failed' AND l.fault IN ('wrong_number', 'unavailable'))))""",
    "a promised call-back comes before every call that was not promised": """
        SELECT p.id FROM calls_call p
        WHERE p.promised_for IS NOT NULL AND p.state IN ('waiting', 'queued', 'offered')
          AND p.rank >= (SELECT min(c.rank) FROM calls_call c
                         WHERE c.promised_for IS NULL AND c.state IN ('waiting', 'queued', 'offered'))""",
    "no call-back is promised further ahead than 14 days": """
        SELECT id FROM calls_call WHERE promised_for > %(furthest_promise)s
        AND state IN ('waiting', 'queued', 'offered', 'dialling', 'talking', 'wrap_up')""",
    "every leg of an ended attempt has ended": """
        SELECT l.id FROM telephony_leg l JOIN calls_attempt a ON a.room_id = l.room_id
        WHERE a.ended_at < now() - interval '10 minutes'
          AND l.state IN ('planned', 'submitting', 'unknown', 'dialling', 'ringing', 'answered')""",
    "every leg under way is watched by a sweeper": """
        SELECT l.id FROM telephony_leg l
        WHERE l.check_at IS NULL AND l.state IN ('submitting', 'unknown', 'dialling', 'ringing', 'answered')""",
    "nobody was rung twice at the same time": """
        SELECT before, id FROM (
            SELECT id, began_at, lag(id) OVER follows AS before, lag(over_at) OVER follows AS before_over_at
            FROM (SELECT a.*, coalesce(a.hung_up_at, a.ended_at, now()) AS over_at
                  FROM calls_attempt a JOIN accounts_region r ON r.id = a.region_id
                  WHERE a.began_at > %(since)s AND a.phone_index IS NOT NULL) young
            WHERE over_at > began_at
            WINDOW follows AS (PARTITION BY phone_index ORDER BY began_at, id)) following
        WHERE began_at < before_over_at""",
    "no attempt outside calling hours": PUBLIC_HOLIDAYS  # noqa: S608 (constants of this file)
    + """
        SELECT a.id FROM calls_attempt a JOIN accounts_region r ON r.id = a.region_id
        WHERE a.began_at > %(since)s AND NOT """
    + WITHIN_HOURS.format(at="a.began_at"),
    "no SMS outside calling hours": PUBLIC_HOLIDAYS  # noqa: S608 (constants of this file)
    + """
        SELECT m.id FROM telephony_message m JOIN accounts_region r ON r.id = m.region_id
        WHERE m.planned_at > %(since)s AND m.sent_at IS NOT NULL AND NOT """
    + WITHIN_HOURS.format(at="m.sent_at"),
    "a row about a person has the person's region": """
        SELECT i.id FROM tracing_interview i JOIN calls_call c ON c.id = i.call_id
        LEFT JOIN tracing_case k ON k.id = i.case_id LEFT JOIN tracing_contact t ON t.id = i.contact_id
        JOIN tracing_person p ON p.id = coalesce(k.person_id, t.person_id)
        JOIN accounts_region r ON r.id = i.region_id
        WHERE i.owed_at > %(since)s
          AND (i.region_id <> c.region_id OR p.region_id <> c.region_id
               OR coalesce(k.region_id, t.region_id) <> c.region_id OR p.key <> c.subject)""",
    "the stretches of an agent's time do not overlap": """
        SELECT before, id FROM (
            SELECT id, began_at, lag(id) OVER follows AS before, lag(over_at) OVER follows AS before_over_at
            FROM (SELECT t.*, coalesce(t.ended_at, 'infinity') AS over_at
                  FROM accounts_user u
                  -- Agent by agent, by their index: as a join it reads the whole table once that has millions of rows.
                  CROSS JOIN LATERAL (
                      SELECT * FROM workforce_timeinstate
                      WHERE agent_id = u.id AND began_at > %(since)s OFFSET 0) t) young
            WHERE over_at > began_at
            WINDOW follows AS (PARTITION BY agent_id ORDER BY began_at, id)) following
        WHERE began_at < before_over_at""",
}


@dataclass(frozen=True)
class Violation:
    """An invariant that does not hold, with the ids of the first rows that break it."""

    invariant: str
    rows: list[tuple[Any, ...]]


def violations(at_most: int = 20) -> list[Violation]:
    """Every invariant that does not hold now; [] when all is well."""
    found, known = [], parameters(timezone.now())
    with connection.cursor() as cursor:
        for name, sql in INVARIANTS.items():
            cursor.execute(sql, known)
            if rows := cursor.fetchmany(at_most):
                found.append(Violation(name, rows))
    return found


def parameters(now: datetime) -> dict[str, Any]:
    """How far back hours are checked, the public holidays in that time, and what may be promised."""
    since = now - LOOK_BACK
    days = [(region.pk, day) for region in Region.objects.all() for day in holidays_of(region, since, now)]
    return {
        "since": since,
        "furthest_promise": now + FURTHEST_PROMISE,
        "holiday_regions": [region for region, _day in days],
        "holiday_days": [day for _region, day in days],
    }


def holidays_of(region: Region, since: datetime, now: datetime) -> list[date]:
    """The public holidays of a region between the two, and on the days beside: its date is not always that of UTC."""
    first, last = since.date() - timedelta(days=1), now.date() + timedelta(days=1)
    years = range(first.year, last.year + 1)
    days = frozenset().union(*(holidays_in(region.holiday_calendar, year) for year in years))
    return sorted(day for day in days if first <= day <= last)
