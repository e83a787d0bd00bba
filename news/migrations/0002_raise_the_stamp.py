"""Raise the version stamp in the transaction of whatever changes a public page."""

from django.db import migrations

RAISE = """
CREATE FUNCTION news_raise_stamp() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO news_stamp (id, number) VALUES (1, 1)
    ON CONFLICT (id) DO UPDATE SET number = news_stamp.number + 1;
    RETURN NULL;
END $$;
"""
# A draft that is written changes no public page.
ARTICLE = """
CREATE TRIGGER news_article_insert AFTER INSERT ON news_article
    FOR EACH ROW WHEN (NEW.published_at IS NOT NULL)
    EXECUTE FUNCTION news_raise_stamp();
CREATE TRIGGER news_article_update AFTER UPDATE ON news_article
    FOR EACH ROW WHEN (OLD IS DISTINCT FROM NEW
        AND coalesce(OLD.published_at, NEW.published_at) IS NOT NULL)
    EXECUTE FUNCTION news_raise_stamp();
CREATE TRIGGER news_article_delete AFTER DELETE ON news_article
    FOR EACH ROW WHEN (OLD.published_at IS NOT NULL)
    EXECUTE FUNCTION news_raise_stamp();
"""
# Comments come in at the hands of strangers: those that wait raise nothing.
COMMENT = """
CREATE TRIGGER news_comment_insert AFTER INSERT ON news_comment
    FOR EACH ROW WHEN (NEW.state = 'approved')
    EXECUTE FUNCTION news_raise_stamp();
CREATE TRIGGER news_comment_update AFTER UPDATE ON news_comment
    FOR EACH ROW WHEN (OLD IS DISTINCT FROM NEW
        AND 'approved' IN (OLD.state, NEW.state))
    EXECUTE FUNCTION news_raise_stamp();
CREATE TRIGGER news_comment_delete AFTER DELETE ON news_comment
    FOR EACH ROW WHEN (OLD.state = 'approved')
    EXECUTE FUNCTION news_raise_stamp();
"""
OTHERS = "".join(
    f"""
CREATE TRIGGER news_{table}_any AFTER INSERT OR UPDATE OR DELETE ON news_{table}
    FOR EACH STATEMENT EXECUTE FUNCTION news_raise_stamp();
"""
    for table in ("category", "image")
)
NAMES = {
    "article": ["insert", "update", "delete"],
    "comment": ["insert", "update", "delete"],
    "category": ["any"],
    "image": ["any"],
}
DROP = "".join(
    f"DROP TRIGGER news_{table}_{name} ON news_{table};"
    for table, names in NAMES.items()
    for name in names
)


class Migration(migrations.Migration):
    dependencies = [("news", "0001_initial")]

    operations = [
        migrations.RunSQL(
            RAISE + ARTICLE + COMMENT + OTHERS,
            DROP + "DROP FUNCTION news_raise_stamp();",
        )
    ]
