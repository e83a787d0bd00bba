"""Let what the history says stay as it was written.

By triggers and not by taking rights away: the application's role is given its rights
on every table that is made, so a table made later would have them again.
"""

from django.db import migrations

TABLES = [
    "members_absenceevent",
    "members_admissionevent",
    "members_admissionstepevent",
    "members_admissiontargetevent",
    "members_dutyevent",
    "members_memberevent",
    "members_membershipevent",
    "members_regulationevent",
    "members_userevent",
]
FUNCTION = """
CREATE FUNCTION portal_keep_history() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RAISE EXCEPTION 'Lịch sử chỉ ghi thêm, không sửa hay xóa được.'
        USING ERRCODE = '23001', TABLE = TG_TABLE_NAME;
END $$;

-- What a request adds to its context as it goes on is written over it.
CREATE TRIGGER keep_history BEFORE DELETE ON pghistory_context
    FOR EACH ROW EXECUTE FUNCTION portal_keep_history();
"""
KEEP = """
CREATE TRIGGER keep_history BEFORE UPDATE OR DELETE ON {}
    FOR EACH ROW EXECUTE FUNCTION portal_keep_history();"""


class Migration(migrations.Migration):
    dependencies = [
        ("members", "0012_look_nothing_up_in_sessions"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.RunSQL(
            FUNCTION + "".join(map(KEEP.format, TABLES)),
            "DROP FUNCTION portal_keep_history() CASCADE;",
        )
    ]
