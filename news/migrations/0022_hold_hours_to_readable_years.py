"""Hold the hours of articles to years that Python reads back."""

import datetime

from django.db import migrations, models

READABLE = (
    datetime.datetime(1899, 1, 1, tzinfo=datetime.UTC),
    datetime.datetime(2102, 1, 1, tzinfo=datetime.UTC),
)


class Migration(migrations.Migration):
    dependencies = [("news", "0021_keep_history")]

    operations = [
        migrations.AddConstraint(
            model_name="article",
            constraint=models.CheckConstraint(
                name="article_hours_readable",
                condition=models.Q(
                    models.Q(published_at=None)
                    | models.Q(published_at__range=READABLE),
                    models.Q(expires_at=None) | models.Q(expires_at__range=READABLE),
                ),
                violation_error_message="Năm này không đúng. Hãy xem lại, "
                "năm viết đủ bốn chữ số.",
            ),
        )
    ]
