from django.db import migrations

# Its own words, as they were when it was written: a migration that read them from calls/queries/claims.py would say
# something else tomorrow, and a database that has been through it would never hear of the change.
CREATE_FUNCTION = """
CREATE OR REPLACE FUNCTION calls_claim(
    _agent integer, _now timestamptz, _lease_until timestamptz, _token uuid, _among bigint[]
) RETURNS TABLE (
    id bigint, region_id bigint, lane_id bigint, state varchar, state_since timestamptz, held_by_id bigint,
    lease_until timestamptz, token uuid, entry_id bigint
) LANGUAGE plpgsql AS $claim$
#variable_conflict use_column
BEGIN RETURN QUERY
WITH ready AS MATERIALIZED (
    SELECT agent_id, region_id FROM workforce_presence
     WHERE agent_id = _agent AND state = 'ready'
       AND NOT EXISTS (
           SELECT 1 FROM calls_call
            WHERE held_by_id = _agent AND state = ANY (ARRAY['offered', 'dialling', 'talking', 'wrap_up']))
       FOR NO KEY UPDATE
), lanes AS MATERIALIZED (
    SELECT served.lane_id, head.rank, head.id
      FROM (
    SELECT agent.id AS agent_id, lane.id AS lane_id
      FROM accounts_user agent
     CROSS JOIN LATERAL (
           SELECT array_agg(course_id) AS courses FROM elearning_certificate
            WHERE user_id = agent.id AND revoked_at IS NULL AND expires_at > _now) held
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
     WHERE agent.id = ANY (ARRAY[_agent])
       AND (_among::bigint[] IS NULL OR lane.id = ANY (_among))) served, ready, LATERAL (
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
    UPDATE calls_call SET state = 'offered', state_since = _now, held_by_id = _agent,
           lease_until = _lease_until, token = _token
      FROM chosen WHERE calls_call.id = chosen.id AND calls_call.state = ANY (ARRAY['queued'])
    RETURNING calls_call.*
), ended AS (
    UPDATE workforce_timeinstate SET ended_at = _now
      FROM moved WHERE agent_id = _agent AND ended_at IS NULL RETURNING 1
), counted AS (
    INSERT INTO workforce_timeinstate (agent_id, region_id, state, began_at)
    SELECT _agent, region_id, 'reserved', _now FROM moved WHERE (SELECT count(*) FROM ended) >= 0
), written AS (
    INSERT INTO journal_entry (name, region_id, facts, happened_at)
    SELECT 'calls.call_offered', region_id,
           jsonb_build_object('region_id', region_id, 'call_id', id, 'agent_id', _agent), _now
      FROM moved RETURNING id
)
SELECT id, region_id, lane_id, state, state_since, held_by_id, lease_until, token, (SELECT id FROM written) FROM moved
; END
$claim$"""
DROP_FUNCTION = "DROP FUNCTION calls_claim(integer, timestamptz, timestamptz, uuid, bigint[])"


class Migration(migrations.Migration):
    dependencies = [
        ("calls", "0001_initial"),
        ("workforce", "0001_initial"),
        ("scenarios", "0001_initial"),
        ("elearning", "0001_initial"),
    ]

    operations = [migrations.RunSQL(CREATE_FUNCTION, DROP_FUNCTION)]
