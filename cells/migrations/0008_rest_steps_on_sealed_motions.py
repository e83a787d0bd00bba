"""A step of an admission that names a motion says what the sealed minutes say of it."""

from django.db import migrations

FORWARDS = """
CREATE FUNCTION members_step_rests_on_seal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.motion_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM public.cells_motion motion
        JOIN public.cells_meeting meeting ON meeting.id = motion.meeting_id
        WHERE motion.id = NEW.motion_id
            AND meeting.sealed_at IS NOT NULL
            AND meeting.held_on = NEW.done_on
            AND motion.votes_for = NEW.votes_for
            AND motion.base = NEW.votes_base
    ) THEN
        RAISE EXCEPTION 'Bước này chưa khớp với biểu quyết trong biên bản niêm phong.'
            USING ERRCODE = '23001', TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER rests_on_seal BEFORE INSERT OR UPDATE ON members_admissionstep
    FOR EACH ROW EXECUTE FUNCTION members_step_rests_on_seal();
"""
BACKWARDS = "DROP FUNCTION members_step_rests_on_seal() CASCADE;"


class Migration(migrations.Migration):
    dependencies = [
        ("cells", "0007_load_usual_agendas"),
        ("members", "0008_rest_steps_on_motions"),
    ]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
