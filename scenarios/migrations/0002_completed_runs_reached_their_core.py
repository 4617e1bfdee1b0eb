from django.db import migrations, models

# What was completed before the core was known counts as it did then.
KEEP_WHAT_WAS_COMPLETED = "UPDATE scenarios_run SET reached_core = TRUE WHERE state = 'completed'"


class Migration(migrations.Migration):
    dependencies = [("scenarios", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="run",
            name="reached_core",
            field=models.BooleanField(
                default=False, help_text="Identity was confirmed, and the core of the script was answered."
            ),
        ),
        migrations.RunSQL(KEEP_WHAT_WAS_COMPLETED, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="run",
            constraint=models.CheckConstraint(
                condition=~models.Q(state="completed") | models.Q(reached_core=True),
                name="a_completed_run_reached_its_core",
            ),
        ),
    ]
