"""The statement that gives a ready agent the most urgent call they may take."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.db import connection

from calls.events import CallOffered
from calls.models import Call
from calls.states import AT_WORK, CALL_COMES_FROM, HELD_CALLS, CallState
from workforce.states import AgentState

COLUMNS = ("id", "region_id", "lane_id", "state", "state_since", "held_by_id", "lease_until", "token")

# Which lanes an agent serves: campaigns that are on and have a script on air, in their languages, with every
# certificate that the campaign needs. Read by the claim below and by calls/queries/lanes.py.
# OFFSET 0 keeps the order in which it is thought: an agent's few certificates by an index, then the few campaigns of
# their region, then their lanes. Left to itself the planner reads everybody's certificates.
SERVED = """
    SELECT agent.id AS agent_id, lane.id AS lane_id
      FROM accounts_user agent
     CROSS JOIN LATERAL (
           SELECT array_agg(course_id) AS courses FROM elearning_certificate
            WHERE user_id = agent.id AND revoked_at IS NULL AND expires_at > %(now)s) held
     CROSS JOIN LATERAL (
           SELECT id FROM calls_campaign
            WHERE region_id = agent.region_id AND is_on
              AND EXISTS (
                  SELECT 1 FROM scenarios_scriptversion on_air
                   WHERE on_air.script_id = calls_campaign.script_id AND on_air.state = 'published')
              AND NOT EXISTS (
                  SELECT 1 FROM calls_campaign_required_courses required
                   WHERE required.campaign_id = calls_campaign.id
                     AND required.course_id = ANY (held.courses) IS NOT TRUE)
           OFFSET 0) campaign
     CROSS JOIN LATERAL (
           SELECT id FROM calls_lane
            WHERE campaign_id = campaign.id AND language = ANY (agent.languages)
           OFFSET 0) lane
     WHERE agent.id = ANY (%(agents)s)
       AND (%(among)s::bigint[] IS NULL OR lane.id = ANY (%(among)s))"""

# The steps, each a part of one statement, since a round trip costs more than any of them:
# ready: the agent's presence, locked, if they are ready and hold no call. Two windows meet here; if one of them reads
#   before the other has committed, the constraint one_call_per_agent has the last word.
# lanes: what they serve, the lane with the most urgent head first: one index entry a lane.
# chosen: the head of the first lane that has a call which nobody else is just taking. The lanes are tried one after the
#   other, so only one call is locked.
# moved, counted: the call is theirs, and their time is counted in its state.
# written: the journal's line, as announce would write it; offer_next_call announces under its number.
CLAIM = f"""
WITH ready AS MATERIALIZED (
    SELECT agent_id, region_id FROM workforce_presence
     WHERE agent_id = %(agent)s AND state = %(is_ready)s
       AND NOT EXISTS (
           SELECT 1 FROM calls_call
            WHERE held_by_id = %(agent)s AND state = ANY (%(held)s))
       FOR NO KEY UPDATE
), lanes AS MATERIALIZED (
    SELECT served.lane_id, head.rank, head.id
      FROM ({SERVED}) served, ready, LATERAL (
           SELECT rank, id FROM calls_call
            WHERE lane_id = served.lane_id AND state = 'queued' ORDER BY rank, id LIMIT 1) head
     ORDER BY head.rank, head.id
), chosen AS MATERIALIZED (
    SELECT free.id FROM lanes CROSS JOIN LATERAL (
           SELECT id FROM calls_call
            WHERE lane_id = lanes.lane_id AND state = 'queued' ORDER BY rank, id LIMIT 1
              FOR NO KEY UPDATE SKIP LOCKED) free
     LIMIT 1
), moved AS (
    UPDATE calls_call SET state = %(offered)s, state_since = %(now)s, held_by_id = %(agent)s,
           lease_until = %(lease_until)s, token = %(token)s
      FROM chosen WHERE calls_call.id = chosen.id AND calls_call.state = ANY (%(from)s)
    RETURNING calls_call.*
), ended AS (
    UPDATE workforce_timeinstate SET ended_at = %(now)s
      FROM moved WHERE agent_id = %(agent)s AND ended_at IS NULL RETURNING 1
), counted AS (
    INSERT INTO workforce_timeinstate (agent_id, region_id, state, began_at)
    SELECT %(agent)s, region_id, %(reserved)s, %(now)s FROM moved WHERE (SELECT count(*) FROM ended) >= 0
), written AS (
    INSERT INTO journal_entry (name, region_id, facts, happened_at)
    SELECT %(offer)s, region_id,
           jsonb_build_object('region_id', region_id, 'call_id', id, 'agent_id', %(agent)s), %(now)s
      FROM moved RETURNING id
)
SELECT {", ".join(COLUMNS)}, (SELECT id FROM written) FROM moved
"""  # noqa: S608 (constants of this file)


def _literal(states: Iterable[str]) -> str:
    return "ARRAY[" + ", ".join(f"'{state}'" for state in states) + "]"


# The database keeps the statement as a function, because planning it takes six times as long as carrying it out, and a
# function is planned once a connection. Its states and its eligibility are those of the Python tables;
# tests/calls/queries/test_claims.py compares the database's copy with this one.
FUNCTION_BODY = (
    "BEGIN RETURN QUERY"
    + CLAIM
    % {
        "agent": "_agent",
        "agents": "ARRAY[_agent]",
        "among": "_among",
        "now": "_now",
        "lease_until": "_lease_until",
        "token": "_token",
        "is_ready": f"'{AgentState.READY}'",
        "held": _literal(HELD_CALLS),
        "offered": f"'{CallState.OFFERED}'",
        "from": _literal(CALL_COMES_FROM[CallState.OFFERED]),
        "reserved": f"'{AT_WORK[CallState.OFFERED]}'",
        "offer": f"'{CallOffered.name()}'",
    }
    + "; END"
)
CREATE_FUNCTION = f"""
CREATE OR REPLACE FUNCTION calls_claim(
    _agent integer, _now timestamptz, _lease_until timestamptz, _token uuid, _among bigint[]
) RETURNS TABLE (
    id bigint, region_id bigint, lane_id bigint, state varchar, state_since timestamptz, held_by_id bigint,
    lease_until timestamptz, token uuid, entry_id bigint
) LANGUAGE plpgsql AS $claim$
#variable_conflict use_column
{FUNCTION_BODY}
$claim$"""
DROP_FUNCTION = "DROP FUNCTION calls_claim(integer, timestamptz, timestamptz, uuid, bigint[])"


def claim(
    agent_id: int, *, now: datetime, lease_until: datetime, among: Iterable[int] | None = None
) -> tuple[Call, int] | None:
    """The call that is offered to the agent from now on, under a new token, and the journal's line that says so.

    None if there is none for them. It changes rows: only offer_next_call asks it, and announces what came of it. `now`
    and `lease_until` are aware; `among` are the lanes that count, by default all. Columns that an offer does not need
    are read when they are asked for.
    """
    known: list[Any] = [agent_id, now, lease_until, uuid4(), None if among is None else list(among)]
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM calls_claim(%s, %s, %s, %s, %s::bigint[])", known)
        row = cursor.fetchone()
    return row and (Call.from_db(connection.alias, COLUMNS, row[:-1]), row[-1])
