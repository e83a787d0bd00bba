"""Say in each rule on votes what they are counted against, and add that of elections."""

from django.db import migrations

from members.regulations import load_regulations

OF_OFFICIAL = """
UPDATE members_regulation SET value = value || '{"of": "official"}'
WHERE subject IN (
    'admission_vote', 'recognition_vote', 'strike_off_vote', 'ordinary_vote',
    'discipline_vote'
) AND NOT value ? 'of';
"""


def load(apps, schema_editor):
    load_regulations(apps.get_model("members", "Regulation"))


class Migration(migrations.Migration):
    dependencies = [("members", "0009_know_election_vote")]

    operations = [
        migrations.RunSQL(OF_OFFICIAL, migrations.RunSQL.noop),
        migrations.RunPython(load, migrations.RunPython.noop),
    ]
