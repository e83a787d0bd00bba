"""Let what the history of this app says stay as it was written."""

from django.db import migrations

TABLES = [
    "news_articleevent",
    "news_categoryevent",
    "news_commentevent",
    "news_documentevent",
    "news_illustrationevent",
    "news_imageevent",
    "news_tagevent",
    "news_taggingevent",
]
KEEP = """
CREATE TRIGGER keep_history BEFORE UPDATE OR DELETE ON {}
    FOR EACH ROW EXECUTE FUNCTION portal_keep_history();"""
LET_GO = "DROP TRIGGER keep_history ON {};"


class Migration(migrations.Migration):
    dependencies = [
        ("news", "0020_search_no_places_of_pictures"),
        ("members", "0013_keep_history"),
    ]

    operations = [
        migrations.RunSQL(
            "".join(map(KEEP.format, TABLES)), "".join(map(LET_GO.format, TABLES))
        )
    ]
