"""Drop what meetings said from their own row."""

import partyportal.fields
from django.conf import settings
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("cells", "0009_move_content_into_items"),
        ("members", "0008_rest_steps_on_motions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="meeting",
            name="meeting_text_is_nfc",
        ),
        migrations.RemoveField(
            model_name="meeting",
            name="content",
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=partyportal.fields.NfcConstraint(
                fields=("place", "topic", "conclusion", "cancel_reason"),
                name="meeting_text_is_nfc",
            ),
        ),
    ]
