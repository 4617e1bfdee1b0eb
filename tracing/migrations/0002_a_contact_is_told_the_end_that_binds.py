from django.db import migrations, models
from django.db.models import Q

from journal.sealed import blind_index
from tracing.rules.matching import name_and_phone

# How something ended was not written down: who was on somebody's list was visited.
SAY_BY_WHICH_MEANS = [
    """UPDATE tracing_case SET told_by = CASE WHEN taken_by_id IS NULL THEN 'telephone' ELSE 'visit' END
       WHERE state = 'completed'""",
    """UPDATE tracing_contact SET told_by = CASE WHEN taken_by_id IS NULL THEN 'telephone' ELSE 'visit' END
       WHERE state = 'informed'""",
]
# What was told was not written down either: it counts as what stands in the row.
KEEP_WHAT_WAS_TOLD = [
    "UPDATE tracing_contact SET told_until = quarantine_until WHERE state = 'informed'",
    """UPDATE tracing_interview i SET told_until = c.quarantine_until
       FROM tracing_contact c WHERE c.id = i.contact_id AND i.run_id IS NOT NULL""",
]
# One call settled all contacts of a person and disease: the newest conversation with them covers what it informed, and
# one that is under way goes on covering what it began with.
COVER_WHAT_WAS_TALKED_ABOUT = """
    UPDATE tracing_contact k SET covered_by_id = (
        SELECT max(i.id) FROM tracing_interview i
        JOIN calls_call l ON l.id = i.call_id
        JOIN tracing_contact o ON o.id = i.contact_id
        JOIN tracing_case os ON os.id = o.case_id
        WHERE o.person_id = k.person_id AND os.disease_id = s.disease_id
          AND (k.state = 'informed' OR l.state IN ('dialling', 'talking', 'wrap_up')))
    FROM tracing_case s
    WHERE s.id = k.case_id AND (k.told_by = 'telephone' OR k.state = 'uninformed')"""


def know_people_by_name_and_phone(apps, schema_editor):
    """The first of several who are known by name and telephone alone keeps the index: merging is for people."""
    people = apps.get_model("tracing", "Person").objects
    taken = set()
    for person in people.exclude(phone_index=None).order_by("pk").iterator(chunk_size=2000):
        index = blind_index(name_and_phone(person.first_name, person.family_name, person.phone))
        if person.birth_date is None and person.national_number_index is None:
            if (person.region_id, index) in taken:
                continue
            taken.add((person.region_id, index))
        people.filter(pk=person.pk).update(name_and_phone_index=index)


class Migration(migrations.Migration):
    dependencies = [("tracing", "0001_initial"), ("scenarios", "0002_completed_runs_reached_their_core")]

    operations = [
        migrations.AddField(
            model_name="case",
            name="told_by",
            field=models.CharField(
                blank=True,
                choices=[("telephone", "By telephone"), ("visit", "By a visit")],
                default="",
                help_text="How it was completed; else empty.",
                max_length=10,
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="contact",
            name="told_by",
            field=models.CharField(
                blank=True,
                choices=[("telephone", "By telephone"), ("visit", "By a visit")],
                default="",
                help_text="How they were informed; else empty.",
                max_length=10,
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="contact",
            name="told_until",
            field=models.DateField(help_text="The last day at home, as they were told it.", null=True),
        ),
        migrations.AddField(
            model_name="contact",
            name="covered_by",
            field=models.ForeignKey(
                help_text="The conversation that tells, or told, them of it.",
                null=True,
                on_delete=models.deletion.PROTECT,
                related_name="covers",
                to="tracing.interview",
            ),
        ),
        migrations.AlterField(
            model_name="contact",
            name="exposure_date",
            field=models.DateField(
                help_text="The last contact within the contagious window; empty when nobody knows the day.",
                null=True,
            ),
        ),
        migrations.AddField(
            model_name="interview",
            name="told_until",
            field=models.DateField(
                help_text="The end of quarantine in the script of the newest attempt.", null=True
            ),
        ),
        migrations.AddField(
            model_name="person",
            name="name_and_phone_index",
            field=models.BinaryField(max_length=16, null=True),
        ),
        migrations.RunSQL([*SAY_BY_WHICH_MEANS, *KEEP_WHAT_WAS_TOLD], migrations.RunSQL.noop),
        # PostgreSQL alters no table whose foreign keys it has yet to check, which it would do at the very end.
        migrations.RunSQL(
            [COVER_WHAT_WAS_TALKED_ABOUT, "SET CONSTRAINTS ALL IMMEDIATE"], migrations.RunSQL.noop
        ),
        migrations.RunPython(know_people_by_name_and_phone, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=Q(state="completed", told_by__in=["telephone", "visit"])
                | (~Q(state="completed") & Q(told_by="")),
                name="a_completed_case_says_by_which_means",
            ),
        ),
        migrations.AddConstraint(
            model_name="contact",
            constraint=models.CheckConstraint(
                condition=Q(state="informed", told_by__in=["telephone", "visit"])
                | (~Q(state="informed") & Q(told_by="")),
                name="an_informed_contact_says_by_which_means",
            ),
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(fields=["region", "name_and_phone_index"], name="people_by_name_and_phone"),
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.UniqueConstraint(
                condition=Q(birth_date__isnull=True, national_number_index__isnull=True),
                fields=["region", "name_and_phone_index"],
                name="one_person_per_name_and_phone_alone",
            ),
        ),
    ]
