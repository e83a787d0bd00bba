"""A picture placed in an article changes its page."""

from django.db import migrations

RAISE = """
CREATE TRIGGER news_illustration_any AFTER INSERT OR UPDATE OR DELETE
    ON news_illustration
    FOR EACH ROW EXECUTE FUNCTION news_raise_stamp();
"""
DROP = "DROP TRIGGER news_illustration_any ON news_illustration;"


class Migration(migrations.Migration):
    dependencies = [
        ("news", "0010_place_pictures_in_the_text"),
    ]

    operations = [migrations.RunSQL(RAISE, DROP)]
