"""Let the functions that hold the seal look nothing up among a session's own names.

A session may make temporary types and tables, and Postgres looks there first: with a
type of its own called "record" the application's role read every meeting as unsealed.
"""

from django.db import migrations

FUNCTIONS = [
    "cells_keep_progress",
    "cells_only_after_seal",
    "cells_progress_of_sealed_task",
    "cells_refuse_row_of_sealed",
    "cells_refuse_sealed_meeting",
    "cells_seal_is_whole",
    "cells_series_only_grows",
    "members_step_rests_on_seal",
    "portal_keep_fixed",
]
# Temporary names come last only where they are named.
SET = "ALTER FUNCTION {}() SET search_path = pg_catalog, public, pg_temp;"
RESET = "ALTER FUNCTION {}() RESET search_path;"


class Migration(migrations.Migration):
    dependencies = [("cells", "0014_check_what_a_seal_holds")]

    operations = [
        migrations.RunSQL(
            "".join(map(SET.format, FUNCTIONS)), "".join(map(RESET.format, FUNCTIONS))
        )
    ]
