"""Hold what sealed minutes lean on: who wrote them, whom they name, whose guests spoke."""

from django.db import migrations

# The words a seal keeps are named by the keys of these rows.
NAMED = [
    "cells_cell",
    "cells_mandate",
    "members_admission",
    "members_member",
    "members_user",
]
# See the migration hold_minutes_in_full.
GUESTS = [
    ("cells_agendaitem", "guest_presenter_id"),
    ("cells_opinion", "guest_id"),
]
# What was sent stays as soon as the minutes are sealed; with a draft it may go.
LOG = """
CREATE TRIGGER keep_after_seal BEFORE UPDATE OR DELETE ON cells_meetingchange
    FOR EACH ROW EXECUTE FUNCTION cells_refuse_row_of_sealed();
ALTER TABLE cells_guest ADD CONSTRAINT cells_guest_with_meeting UNIQUE (id, meeting_id);
"""
NO_LOG = """
ALTER TABLE cells_guest DROP CONSTRAINT cells_guest_with_meeting;
DROP TRIGGER keep_after_seal ON cells_meetingchange;
"""


def _keep_key(table):
    return f"""
CREATE TRIGGER keep_key BEFORE UPDATE OF id ON {table}
    FOR EACH ROW EXECUTE FUNCTION portal_keep_fixed('id');"""


def _same_meeting(table, column):
    return f"""
ALTER TABLE {table} ADD CONSTRAINT {table}_{column}_same_meeting
    FOREIGN KEY ({column}, meeting_id) REFERENCES cells_guest (id, meeting_id)
    DEFERRABLE INITIALLY DEFERRED;"""


FORWARDS = (
    LOG
    + "".join(map(_keep_key, NAMED))
    + "".join(_same_meeting(*guest) for guest in GUESTS)
)
BACKWARDS = (
    "".join(
        f"ALTER TABLE {table} DROP CONSTRAINT {table}_{column}_same_meeting;"
        for table, column in GUESTS
    )
    + "".join(f"DROP TRIGGER keep_key ON {table};" for table in NAMED)
    + NO_LOG
)


class Migration(migrations.Migration):
    dependencies = [
        ("cells", "0016_keep_history"),
        ("members", "0013_keep_history"),
    ]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
