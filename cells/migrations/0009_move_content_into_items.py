"""Move what each meeting said into an item of its agenda, sealed minutes too."""

from django.db import migrations

# What was sealed is the same text in another row, so its seal lets it through once. The
# checks are made at once: a table with checks still waiting cannot be altered.
FORWARDS = """
SET CONSTRAINTS ALL IMMEDIATE;
ALTER TABLE cells_agendaitem DISABLE TRIGGER refuse_sealed;
INSERT INTO cells_agendaitem
    (id, meeting_id, position, title, content, conclusion, outcome)
SELECT gen_random_uuid(), id, 1, 'Nội dung sinh hoạt', content, '',
    CASE WHEN sealed_at IS NULL THEN '' ELSE 'decided' END
FROM cells_meeting WHERE content <> '';
ALTER TABLE cells_agendaitem ENABLE TRIGGER refuse_sealed;
"""


class Migration(migrations.Migration):
    dependencies = [("cells", "0008_rest_steps_on_sealed_motions")]

    operations = [migrations.RunSQL(FORWARDS, migrations.RunSQL.noop)]
