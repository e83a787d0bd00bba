"""Raise the version stamp for tags, for articles that get or lose one, for documents."""

from django.db import migrations

RAISE = "".join(
    f"""
CREATE TRIGGER news_{table}_any AFTER INSERT OR UPDATE OR DELETE ON news_{table}
    FOR EACH STATEMENT EXECUTE FUNCTION news_raise_stamp();
"""
    for table in ("tag", "article_tags")
)
# A document that waits to be published changes no public page.
DOCUMENT = """
CREATE TRIGGER news_document_insert AFTER INSERT ON news_document
    FOR EACH ROW WHEN (NEW.published_at IS NOT NULL)
    EXECUTE FUNCTION news_raise_stamp();
CREATE TRIGGER news_document_update AFTER UPDATE ON news_document
    FOR EACH ROW WHEN (OLD IS DISTINCT FROM NEW
        AND coalesce(OLD.published_at, NEW.published_at) IS NOT NULL)
    EXECUTE FUNCTION news_raise_stamp();
CREATE TRIGGER news_document_delete AFTER DELETE ON news_document
    FOR EACH ROW WHEN (OLD.published_at IS NOT NULL)
    EXECUTE FUNCTION news_raise_stamp();
"""
DROP = """
DROP TRIGGER news_tag_any ON news_tag;
DROP TRIGGER news_article_tags_any ON news_article_tags;
DROP TRIGGER news_document_insert ON news_document;
DROP TRIGGER news_document_update ON news_document;
DROP TRIGGER news_document_delete ON news_document;
"""


class Migration(migrations.Migration):
    dependencies = [("news", "0008_tag_find_and_show_documents")]

    operations = [migrations.RunSQL(RAISE + DOCUMENT, DROP)]
