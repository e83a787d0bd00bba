"""Let what the history of this app says stay as it was written."""

from django.db import migrations

TABLES = [
    "reports_briefingattendanceevent",
    "reports_briefingentryevent",
    "reports_briefingevent",
    "reports_indicatorevent",
    "reports_publishedfigureevent",
    "reports_ratingcampaignevent",
    "reports_ratingevent",
    "reports_unitevent",
]
KEEP = """
CREATE TRIGGER keep_history BEFORE UPDATE OR DELETE ON {}
    FOR EACH ROW EXECUTE FUNCTION portal_keep_history();"""
LET_GO = "DROP TRIGGER keep_history ON {};"


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0005_look_nothing_up_in_sessions"),
        ("members", "0013_keep_history"),
    ]

    operations = [
        migrations.RunSQL(
            "".join(map(KEEP.format, TABLES)), "".join(map(LET_GO.format, TABLES))
        )
    ]
