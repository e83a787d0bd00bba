"""Hold the steps of an admission in their order, and what never changes of them.

Plain SQL and not pgtrigger, whose triggers any session can switch off.
"""

from django.db import migrations

KINDS = [
    "followed",
    "outstanding",
    "class_proposed",
    "certified",
    "applied",
    "checked",
    "cell_voted",
    "committee_reviewed",
    "decided",
    "ceremony",
    "recognition_voted",
    "recognised",
]
# 23001 (restrict_violation) reaches Django as IntegrityError. The admission is locked,
# so two connections cannot each write a step that the other one does not see.
STEP = f"""
CREATE FUNCTION members_hold_step_in_order() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    kinds text[] := ARRAY{KINDS};
    place integer := array_position(kinds, NEW.kind::text);
    earlier integer;
BEGIN
    PERFORM 1 FROM public.members_admission WHERE id = NEW.admission_id FOR UPDATE;
    SELECT count(*) INTO earlier FROM public.members_admissionstep
        WHERE admission_id = NEW.admission_id
        AND array_position(kinds, kind::text) < place AND done_on <= NEW.done_on;
    IF earlier < place - 1 THEN
        RAISE EXCEPTION 'Bước trước chưa ghi hoặc ghi ngày muộn hơn bước này.'
            USING ERRCODE = '23001', TABLE = TG_TABLE_NAME;
    END IF;
    PERFORM 1 FROM public.members_admissionstep
        WHERE admission_id = NEW.admission_id
        AND array_position(kinds, kind::text) > place AND done_on < NEW.done_on;
    IF FOUND THEN
        RAISE EXCEPTION 'Bước sau đã ghi ngày sớm hơn bước này.'
            USING ERRCODE = '23001', TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER in_order BEFORE INSERT OR UPDATE ON members_admissionstep
    FOR EACH ROW EXECUTE FUNCTION members_hold_step_in_order();

CREATE FUNCTION members_keep_step_with_later() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    kinds text[] := ARRAY{KINDS};
BEGIN
    PERFORM 1 FROM public.members_admission WHERE id = OLD.admission_id FOR UPDATE;
    PERFORM 1 FROM public.members_admissionstep
        WHERE admission_id = OLD.admission_id
        AND array_position(kinds, kind::text) > array_position(kinds, OLD.kind::text);
    IF FOUND THEN
        RAISE EXCEPTION 'Không bỏ được bước này khi bước sau đã ghi.'
            USING ERRCODE = '23001', TABLE = TG_TABLE_NAME;
    END IF;
    RETURN OLD;
END $$;

CREATE TRIGGER keep_with_later BEFORE DELETE ON members_admissionstep
    FOR EACH ROW EXECUTE FUNCTION members_keep_step_with_later();
"""
FIXED = {
    "members_regulation": ["subject"],
    "members_admission": ["cell_id"],
    "members_admissionstep": ["admission_id", "kind", "recorded_by_id"],
    "members_admissiontarget": ["cell_id", "year"],
    "members_reveal": ["admission_id"],
}


def _trigger(table, columns):
    arguments = ", ".join(f"'{column}'" for column in columns)
    return f"""
CREATE TRIGGER keep_more_fixed BEFORE UPDATE ON {table}
    FOR EACH ROW EXECUTE FUNCTION portal_keep_fixed({arguments});"""


FORWARDS = STEP + "".join(_trigger(t, c) for t, c in FIXED.items())
BACKWARDS = (
    "".join(f"DROP TRIGGER keep_more_fixed ON {table};" for table in FIXED)
    + """
DROP TRIGGER keep_with_later ON members_admissionstep;
DROP TRIGGER in_order ON members_admissionstep;
DROP FUNCTION members_keep_step_with_later();
DROP FUNCTION members_hold_step_in_order();
"""
)


class Migration(migrations.Migration):
    dependencies = [
        ("cells", "0004_fix_what_never_changes"),
        ("members", "0005_let_people_be_admitted"),
    ]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
