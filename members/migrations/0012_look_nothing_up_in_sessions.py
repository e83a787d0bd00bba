"""Let functions that hold steps in order look nothing up among a session's own names.

See the migration of this name in cells.
"""

from django.db import migrations

FUNCTIONS = ["members_hold_step_in_order", "members_keep_step_with_later"]
SET = "ALTER FUNCTION {}() SET search_path = pg_catalog, public, pg_temp;"
RESET = "ALTER FUNCTION {}() RESET search_path;"


class Migration(migrations.Migration):
    dependencies = [("members", "0011_let_nobody_be_followed_twice")]

    operations = [
        migrations.RunSQL(
            "".join(map(SET.format, FUNCTIONS)), "".join(map(RESET.format, FUNCTIONS))
        )
    ]
