from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("scenarios", "0002_completed_runs_reached_their_core")]

    operations = [
        migrations.AddField(
            model_name="actioninvocation",
            name="said",
            field=models.BinaryField(
                help_text="Keyed hash of the arguments it was done with.", max_length=16, null=True
            ),
        ),
    ]
