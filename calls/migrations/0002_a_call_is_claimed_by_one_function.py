from django.db import migrations

from calls.queries.claims import CREATE_FUNCTION, DROP_FUNCTION


class Migration(migrations.Migration):
    dependencies = [
        ("calls", "0001_initial"),
        ("workforce", "0001_initial"),
        ("scenarios", "0001_initial"),
        ("elearning", "0001_initial"),
    ]

    operations = [migrations.RunSQL(CREATE_FUNCTION, DROP_FUNCTION)]
