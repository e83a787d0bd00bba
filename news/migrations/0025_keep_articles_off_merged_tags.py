"""Keep articles off a tag that was merged: its page leads on and would not show them.

Plain SQL and not pgtrigger, whose triggers any session can switch off.
"""

from django.db import migrations

# 23001 (restrict_violation) reaches Django as IntegrityError. The tags of a statement
# are locked in one order, the order of a merge, which waits for them or they for it.
TAGGED = """
CREATE FUNCTION news_refuse_merged_tag() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM 1 FROM public.news_tag WHERE id IN (SELECT tag_id FROM given)
        ORDER BY id FOR SHARE;
    -- Looked at only now: a condition beside the lock would be judged too early.
    PERFORM 1 FROM public.news_tag WHERE id IN (SELECT tag_id FROM given)
        AND merged_into_id IS NOT NULL;
    IF FOUND THEN
        RAISE EXCEPTION 'Thẻ này đã gộp vào thẻ khác, không gắn cho bài được nữa.'
            USING ERRCODE = '23001', TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER refuse_merged_on_insert AFTER INSERT ON news_article_tags
    REFERENCING NEW TABLE AS given
    FOR EACH STATEMENT EXECUTE FUNCTION news_refuse_merged_tag();
CREATE TRIGGER refuse_merged_on_update AFTER UPDATE ON news_article_tags
    REFERENCING NEW TABLE AS given
    FOR EACH STATEMENT EXECUTE FUNCTION news_refuse_merged_tag();
"""
# The row is locked before the trigger looks, so nobody tags an article meanwhile. That
# a tag is merged into another one and not into itself is a constraint.
MERGED = """
CREATE FUNCTION news_refuse_merge_of_used_tag() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM 1 FROM public.news_article_tags WHERE tag_id = NEW.id;
    IF FOUND THEN
        RAISE EXCEPTION 'Còn bài gắn thẻ này; chuyển các bài sang thẻ kia rồi mới gộp.'
            USING ERRCODE = '23001', TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER refuse_merge_of_used BEFORE INSERT OR UPDATE ON news_tag
    FOR EACH ROW WHEN (NEW.merged_into_id <> NEW.id)
    EXECUTE FUNCTION news_refuse_merge_of_used_tag();
"""
DROP = """
DROP TRIGGER refuse_merged_on_insert ON news_article_tags;
DROP TRIGGER refuse_merged_on_update ON news_article_tags;
DROP FUNCTION news_refuse_merged_tag();
DROP TRIGGER refuse_merge_of_used ON news_tag;
DROP FUNCTION news_refuse_merge_of_used_tag();
"""


class Migration(migrations.Migration):
    dependencies = [("news", "0024_read_an_article")]

    operations = [migrations.RunSQL(TAGGED + MERGED, DROP)]
