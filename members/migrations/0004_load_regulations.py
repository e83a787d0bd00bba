from django.db import migrations

from members.regulations import load_regulations


def load(apps, schema_editor):
    load_regulations(apps.get_model("members", "Regulation"))


class Migration(migrations.Migration):
    dependencies = [("members", "0003_keep_numbers_that_rules_set")]

    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
