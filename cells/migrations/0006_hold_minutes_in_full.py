"""Hold the rows of sealed minutes, and what is written beside them, in the database."""

from django.db import migrations

# Rows of minutes: no change once their meeting is sealed.
CHILDREN = [
    "cells_agendaitem",
    "cells_opinion",
    "cells_motion",
    "cells_resolution",
    "cells_task",
    "cells_taskprogress",
    "cells_scoreline",
    "cells_postponement",
]
# A row of minutes and the row it hangs from belong to the same meeting.
SAME_MEETING = [
    ("cells_opinion", "item_id", "cells_agendaitem"),
    ("cells_motion", "item_id", "cells_agendaitem"),
    ("cells_resolution", "motion_id", "cells_motion"),
    ("cells_task", "resolution_id", "cells_resolution"),
]
PARENTS = ["cells_agendaitem", "cells_motion", "cells_resolution"]
# Rows of their own, never changed; those of the first two only after the seal.
AFTER_SEAL = ["cells_correction", "cells_scoreconfirmation"]
FIXED = {
    "cells_agendaitem": ["meeting_id"],
    "cells_opinion": ["meeting_id", "item_id"],
    "cells_motion": ["meeting_id"],
    "cells_resolution": ["meeting_id"],
    "cells_task": ["meeting_id"],
    "cells_taskprogress": ["meeting_id", "task_id", "recorded_by_id", "recorded_at"],
    "cells_scoreline": ["meeting_id", "position"],
    "cells_postponement": [
        "meeting_id",
        "from_day",
        "to_day",
        "reason",
        "postponed_at",
        "postponed_by_id",
    ],
    "cells_series": ["mandate_id", "paper"],
}

FUNCTIONS = """
CREATE FUNCTION cells_only_after_seal() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    sealed timestamptz;
BEGIN
    IF TG_OP <> 'INSERT' THEN
        RAISE EXCEPTION 'Dòng này ghi thêm sau niêm phong, không sửa hay xóa được nữa.'
            USING ERRCODE = '23001', TABLE = TG_TABLE_NAME;
    END IF;
    SELECT sealed_at INTO sealed FROM public.cells_meeting
        WHERE id = NEW.meeting_id FOR SHARE;
    IF sealed IS NULL THEN
        RAISE EXCEPTION 'Biên bản chưa niêm phong; hãy sửa ngay trong biên bản.'
            USING ERRCODE = '23001', TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NEW;
END $$;

-- What was told between two meetings stays as it was told. What a meeting heard is held
-- by its seal.
CREATE FUNCTION cells_keep_progress() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.meeting_id IS NULL THEN
        RAISE EXCEPTION 'Tiến độ đã ghi không sửa hay xóa được; hãy ghi dòng mới.'
            USING ERRCODE = '23001', TABLE = TG_TABLE_NAME;
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE FUNCTION cells_progress_of_sealed_task() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM public.cells_task task
        JOIN public.cells_meeting meeting ON meeting.id = task.meeting_id
        WHERE task.id = NEW.task_id AND meeting.sealed_at IS NOT NULL
    ) THEN
        RAISE EXCEPTION 'Việc này chưa niêm phong nên chưa ghi được tiến độ.'
            USING ERRCODE = '23001', TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NEW;
END $$;

-- A number once given stays given.
CREATE FUNCTION cells_series_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR NEW.last_number < OLD.last_number THEN
        RAISE EXCEPTION 'Số văn bản đã cấp thì không cấp lại.'
            USING ERRCODE = '23001', TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER keep_progress BEFORE UPDATE OR DELETE ON cells_taskprogress
    FOR EACH ROW EXECUTE FUNCTION cells_keep_progress();
CREATE TRIGGER progress_of_sealed_task BEFORE INSERT ON cells_taskprogress
    FOR EACH ROW EXECUTE FUNCTION cells_progress_of_sealed_task();
CREATE TRIGGER series_only_grows BEFORE UPDATE OR DELETE ON cells_series
    FOR EACH ROW EXECUTE FUNCTION cells_series_only_grows();
"""


def _refuse_sealed(table):
    return f"""
CREATE TRIGGER refuse_sealed BEFORE INSERT OR UPDATE OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION cells_refuse_row_of_sealed();"""


def _only_after_seal(table):
    return f"""
CREATE TRIGGER only_after_seal BEFORE INSERT OR UPDATE OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION cells_only_after_seal();"""


def _keep_fixed(table, columns):
    arguments = ", ".join(f"'{column}'" for column in columns)
    return f"""
CREATE TRIGGER keep_fixed BEFORE UPDATE ON {table}
    FOR EACH ROW EXECUTE FUNCTION portal_keep_fixed({arguments});"""


def _named_with_meeting(table):
    return f"""
ALTER TABLE {table} ADD CONSTRAINT {table}_with_meeting UNIQUE (id, meeting_id);"""


def _same_meeting(table, column, parent):
    # SET NULL of the one column happens in Python; here nothing may be left behind.
    return f"""
ALTER TABLE {table} ADD CONSTRAINT {table}_{column}_same_meeting
    FOREIGN KEY ({column}, meeting_id) REFERENCES {parent} (id, meeting_id)
    DEFERRABLE INITIALLY DEFERRED;"""


FORWARDS = (
    FUNCTIONS
    + "".join(map(_refuse_sealed, CHILDREN))
    + "".join(map(_only_after_seal, AFTER_SEAL))
    + "".join(_keep_fixed(*row) for row in FIXED.items())
    + "".join(map(_named_with_meeting, PARENTS))
    + "".join(_same_meeting(*row) for row in SAME_MEETING)
)
BACKWARDS = (
    "".join(
        f"ALTER TABLE {table} DROP CONSTRAINT {table}_{column}_same_meeting;"
        for table, column, _ in SAME_MEETING
    )
    + "".join(
        f"ALTER TABLE {table} DROP CONSTRAINT {table}_with_meeting;"
        for table in PARENTS
    )
    + "".join(f"DROP TRIGGER keep_fixed ON {table};" for table in FIXED)
    + "".join(f"DROP TRIGGER refuse_sealed ON {table};" for table in CHILDREN)
    + """
DROP FUNCTION cells_only_after_seal() CASCADE;
DROP FUNCTION cells_keep_progress() CASCADE;
DROP FUNCTION cells_progress_of_sealed_task() CASCADE;
DROP FUNCTION cells_series_only_grows() CASCADE;
"""
)


class Migration(migrations.Migration):
    dependencies = [("cells", "0005_take_minutes_in_full")]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
