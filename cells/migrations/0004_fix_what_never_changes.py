"""Person, cell and office of a dated row never change: a new fact is a new row."""

from django.db import migrations

FUNCTION = """
CREATE FUNCTION portal_keep_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    fixed text;
BEGIN
    FOREACH fixed IN ARRAY TG_ARGV LOOP
        IF to_jsonb(OLD) -> fixed IS DISTINCT FROM to_jsonb(NEW) -> fixed THEN
            RAISE EXCEPTION 'Không đổi được mục này; hãy kết thúc dòng cũ và thêm dòng mới.'
                USING ERRCODE = '23001', TABLE = TG_TABLE_NAME, COLUMN = fixed;
        END IF;
    END LOOP;
    RETURN NEW;
END $$;
"""
FIXED = {
    "members_membership": ["member_id", "cell_id", "kind"],
    "members_absence": ["member_id", "kind"],
    "members_duty": ["user_id", "kind"],
    "cells_term": ["member_id", "cell_id", "office"],
    "cells_mandate": ["cell_id"],
    "cells_delegation": ["meeting_id", "member_id", "scope"],
    "cells_attendance": ["meeting_id", "member_id"],
    "cells_guest": ["meeting_id"],
    "cells_meeting": ["cell_id", "kind"],
    # Logs: who saw what, who wrote what.
    "members_reveal": ["user_id", "member_id", "field", "revealed_at"],
    "cells_meetingchange": [
        "meeting_id",
        "user_id",
        "field",
        "was",
        "value",
        "sent_at",
    ],
}


def _trigger(table, columns):
    arguments = ", ".join(f"'{column}'" for column in columns)
    return f"""
CREATE TRIGGER keep_fixed BEFORE UPDATE ON {table}
    FOR EACH ROW EXECUTE FUNCTION portal_keep_fixed({arguments});"""


FORWARDS = FUNCTION + "".join(_trigger(t, c) for t, c in FIXED.items())
BACKWARDS = "DROP FUNCTION portal_keep_fixed() CASCADE;"


class Migration(migrations.Migration):
    dependencies = [
        ("cells", "0003_hold_sealed_minutes"),
        ("members", "0001_initial"),
    ]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
