"""Write the usual agendas, which the office then keeps."""

from django.db import migrations

from cells.agenda import load_usual_agendas


def load(apps, schema_editor):
    load_usual_agendas(apps.get_model("cells", "AgendaTemplate"))


class Migration(migrations.Migration):
    dependencies = [("cells", "0006_hold_minutes_in_full")]

    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
