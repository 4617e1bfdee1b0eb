from datetime import UTC, datetime

from django.db import migrations, models

OUTCOMES = [
    ("reached", "Reached"),
    ("busy", "Busy"),
    ("no_answer", "No answer"),
    ("voicemail", "Voicemail"),
    ("rejected", "Rejected"),
    ("failed_number", "Number does not work"),
    ("absent", "Somebody else answered"),
    ("hung_up", "Hung up early"),
    ("wrong_person", "Wrong person"),
    ("broken_off", "Broken off"),
    ("not_placed", "Not placed: our own failure"),
]
PROMISES_RANK_BEFORE = datetime(2000, 1, 1, tzinfo=UTC)

# A failed line blamed the number unless we were to blame (the words) or our account was (the codes); one that the
# company refused to place blamed it only by the codes for a number that cannot exist.
COUNT_WHAT_RANG = """
    UPDATE calls_attempt SET is_counted = TRUE
     WHERE EXISTS (
           SELECT 1 FROM calls_leg line
            WHERE line.attempt_id = calls_attempt.id AND line.role = 'citizen'
              AND (line.ringing_at IS NOT NULL OR line.answered_at IS NOT NULL
                   OR line.state IN ('busy', 'no_answer')
                   OR line.state = 'failed' AND line.provider_ref IS NOT NULL AND line.error_code NOT IN (
                      'lost', 'throttled', 'agent_left', '20003', '21205', '21212', '21603', '21606', '20429',
                      '10004', '21215', '21216', '21408', '21612', '21610', '21220')
                   OR line.state = 'failed' AND line.error_code IN (
                      '21211', '21214', '21217', '21401', '21421', '13223', '13224', '21614', '30005', '30006')))"""
KEEP_KNOWN_MACHINES = "UPDATE calls_leg SET machine_at = coalesce(answered_at, planned_at) WHERE is_machine"
# What was promised before promises were kept as such. One for a year far ahead was a slip of the keyboard: it is
# kept within the fortnight that may be promised now, or nobody would ever be called.
KEEP_PROMISES = """
    UPDATE calls_call
       SET promised_for = least(due_at, now() + interval '336 hours'),
           due_at = least(due_at, now() + interval '336 hours'),
           rank = least(due_at, now() + interval '336 hours') - interval '1752000 hours'
     WHERE state IN ('waiting', 'queued', 'offered')
       AND 'call_back' = (
           SELECT chosen.step FROM calls_attempt attempt
             LEFT JOIN calls_disposition chosen ON chosen.id = attempt.disposition_id
            WHERE attempt.call_id = calls_call.id ORDER BY attempt.number DESC LIMIT 1)"""


def outcome(**options):
    return models.CharField(choices=OUTCOMES, max_length=20, **options)


class Migration(migrations.Migration):
    dependencies = [("calls", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="attempt",
            name="heard_at",
            field=models.DateTimeField(
                help_text="Since then the agent knows that a person speaks: no machine's verdict counts any more.",
                null=True,
            ),
        ),
        migrations.AddField(
            model_name="attempt",
            name="is_counted",
            field=models.BooleanField(
                default=False,
                help_text="The person's line rang, was busy or dead: this try counts against them.",
            ),
        ),
        migrations.AddField(
            model_name="leg",
            name="machine_at",
            field=models.DateTimeField(
                help_text="When the company first said so, by our clock; it may be too late to count.",
                null=True,
            ),
        ),
        migrations.AddField(
            model_name="call",
            name="promised_for",
            field=models.DateTimeField(
                help_text="The hour that was agreed with the person, until an attempt has rung them.",
                null=True,
            ),
        ),
        migrations.AlterField(
            model_name="call",
            name="attempts_made",
            field=models.PositiveSmallIntegerField(default=0, help_text="Ended ones that count."),
        ),
        migrations.AlterField(
            model_name="attempt",
            name="hint",
            field=outcome(blank=True, help_text="How it ended, as far as the lines tell."),
        ),
        migrations.AlterField(model_name="attempt", name="outcome", field=outcome(blank=True)),
        migrations.AlterField(model_name="disposition", name="outcome", field=outcome()),
        migrations.AlterField(model_name="policyrule", name="outcome", field=outcome()),
        migrations.RunSQL(COUNT_WHAT_RANG, migrations.RunSQL.noop),
        migrations.RunSQL(KEEP_KNOWN_MACHINES, migrations.RunSQL.noop),
        migrations.RunSQL(KEEP_PROMISES, migrations.RunSQL.noop),
        migrations.RemoveConstraint(model_name="attempt", name="an_ended_attempt_has_an_outcome"),
        migrations.AddConstraint(
            model_name="attempt",
            constraint=models.CheckConstraint(
                condition=models.Q(ended_at=None, outcome="")
                | models.Q(ended_at__isnull=False, outcome__in=[value for value, _label in OUTCOMES]),
                name="an_ended_attempt_has_an_outcome",
            ),
        ),
        migrations.AddConstraint(
            model_name="attempt",
            constraint=models.CheckConstraint(
                condition=~models.Q(outcome="not_placed") | models.Q(is_counted=False),
                name="what_we_did_not_place_does_not_count",
            ),
        ),
        migrations.AddConstraint(
            model_name="call",
            constraint=models.CheckConstraint(
                condition=models.Q(promised_for=None, rank__gte=PROMISES_RANK_BEFORE)
                | models.Q(promised_for__isnull=False, rank__lt=PROMISES_RANK_BEFORE),
                name="promised_calls_come_first",
            ),
        ),
        migrations.AddConstraint(
            model_name="disposition",
            constraint=models.CheckConstraint(
                condition=~models.Q(outcome="not_placed"), name="nobody_chooses_our_own_failure"
            ),
        ),
    ]
