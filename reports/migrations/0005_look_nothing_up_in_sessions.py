"""Let functions that hold decided ratings look nothing up among a session's own names.

See the migration of this name in cells.
"""

from django.db import migrations

FUNCTIONS = ["reports_refuse_decided_campaign", "reports_refuse_rating_of_decided"]
SET = "ALTER FUNCTION {}() SET search_path = pg_catalog, public, pg_temp;"
RESET = "ALTER FUNCTION {}() RESET search_path;"


class Migration(migrations.Migration):
    dependencies = [("reports", "0004_count_villages_that_admit")]

    operations = [
        migrations.RunSQL(
            "".join(map(SET.format, FUNCTIONS)), "".join(map(RESET.format, FUNCTIONS))
        )
    ]
