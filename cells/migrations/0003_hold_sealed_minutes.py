"""Hold sealed minutes in the database: no later change, whoever asks.

Plain SQL and not pgtrigger, whose triggers any session can switch off.
"""

from django.db import migrations

# 23001 (restrict_violation) reaches Django as IntegrityError.
MEETING = """
CREATE FUNCTION cells_refuse_sealed_meeting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.sealed_at IS NOT NULL THEN
        RAISE EXCEPTION 'Biên bản đã niêm phong, không sửa hay xóa được nữa.'
            USING ERRCODE = '23001', TABLE = TG_TABLE_NAME;
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE TRIGGER refuse_sealed BEFORE UPDATE OR DELETE ON cells_meeting
    FOR EACH ROW EXECUTE FUNCTION cells_refuse_sealed_meeting();
"""

# The meeting is read FOR SHARE, so a row cannot slip in beside a seal that another
# connection is setting: one of the two waits for the other.
CHILD = """
CREATE FUNCTION cells_refuse_row_of_sealed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    row_meetings uuid[];
    meeting record;
BEGIN
    row_meetings := CASE TG_OP
        WHEN 'INSERT' THEN ARRAY[NEW.meeting_id]
        WHEN 'DELETE' THEN ARRAY[OLD.meeting_id]
        ELSE ARRAY[OLD.meeting_id, NEW.meeting_id]
    END;
    -- Lock first and look afterwards: a condition on sealed_at would be judged on the
    -- row as it was before the seal, and not wait. The schema is named because a
    -- session's temporary table of the same name would be read instead.
    FOR meeting IN
        SELECT sealed_at FROM public.cells_meeting
        WHERE id = ANY (row_meetings) FOR SHARE
    LOOP
        IF meeting.sealed_at IS NOT NULL THEN
            RAISE EXCEPTION 'Biên bản đã niêm phong, không sửa hay xóa được nữa.'
                USING ERRCODE = '23001', TABLE = TG_TABLE_NAME;
        END IF;
    END LOOP;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE TRIGGER refuse_sealed BEFORE INSERT OR UPDATE OR DELETE ON cells_attendance
    FOR EACH ROW EXECUTE FUNCTION cells_refuse_row_of_sealed();
CREATE TRIGGER refuse_sealed BEFORE INSERT OR UPDATE OR DELETE ON cells_guest
    FOR EACH ROW EXECUTE FUNCTION cells_refuse_row_of_sealed();
"""


FORWARDS = MEETING + CHILD
BACKWARDS = """
DROP TRIGGER refuse_sealed ON cells_guest;
DROP TRIGGER refuse_sealed ON cells_attendance;
DROP TRIGGER refuse_sealed ON cells_meeting;
DROP FUNCTION cells_refuse_row_of_sealed();
DROP FUNCTION cells_refuse_sealed_meeting();
"""


class Migration(migrations.Migration):
    dependencies = [("cells", "0002_link_people")]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
