from django.db import migrations

import partyportal.fields


class Migration(migrations.Migration):
    dependencies = [
        ("members", "0001_initial"),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="user",
            constraint=partyportal.fields.NfcConstraint(
                fields=("username", "name"), name="user_text_is_nfc"
            ),
        ),
    ]
