from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("news", "0005_make_sizes_of_kept_pictures"),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="image",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("file", ""), ("height", None), ("width", None), ("widths", [])
                    ),
                    models.Q(
                        models.Q(("file", ""), _negated=True),
                        models.Q(("widths", []), _negated=True),
                        ("width__gt", 0),
                        ("width__isnull", False),
                        ("height__gt", 0),
                        ("height__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="image_size_with_file",
            ),
        ),
    ]
