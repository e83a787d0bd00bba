"""Let what the history of this app says stay as it was written."""

from django.db import migrations

TABLES = [
    "cells_agendatemplateevent",
    "cells_agendatemplateitemevent",
    "cells_attendanceevent",
    "cells_cellevent",
    "cells_delegationevent",
    "cells_guestevent",
    "cells_mandateevent",
    "cells_meetingevent",
    "cells_termevent",
]
KEEP = """
CREATE TRIGGER keep_history BEFORE UPDATE OR DELETE ON {}
    FOR EACH ROW EXECUTE FUNCTION portal_keep_history();"""
LET_GO = "DROP TRIGGER keep_history ON {};"


class Migration(migrations.Migration):
    dependencies = [
        ("cells", "0015_look_nothing_up_in_sessions"),
        ("members", "0013_keep_history"),
    ]

    operations = [
        migrations.RunSQL(
            "".join(map(KEEP.format, TABLES)), "".join(map(LET_GO.format, TABLES))
        )
    ]
