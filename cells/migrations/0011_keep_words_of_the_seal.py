"""Keep the words of a sealed text that stand in rows which may change later."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cells", "0010_drop_content"),
        ("members", "0010_name_what_votes_are_counted_against"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="meeting",
            name="sealed_words",
            field=models.JSONField(
                default=dict, editable=False, verbose_name="tên gọi lúc niêm phong"
            ),
        ),
    ]
