"""Seal whole or not at all: text, hash and code come with the seal, and only then."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cells", "0012_seal_older_minutes")]

    operations = [
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("number", None),
                        ("sealed_at", None),
                        ("sealed_sha256", ""),
                        ("sealed_text", ""),
                        ("verification_code", ""),
                    ),
                    models.Q(
                        models.Q(("sealed_text", ""), _negated=True),
                        models.Q(("verification_code", ""), _negated=True),
                        ("sealed_at__isnull", False),
                        ("sealed_sha256__regex", "^[0-9a-f]{64}$"),
                    ),
                    _connector="OR",
                ),
                name="meeting_sealed_whole",
                violation_error_message="Biên bản niêm phong phải có nội dung, mã kiểm tra và mã xác minh.",
            ),
        ),
    ]
