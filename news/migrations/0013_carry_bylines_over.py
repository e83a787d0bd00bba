"""Write bylines as lines, and note that what was published had been approved."""

from django.db import migrations

# The history is told in the new words too, or it would lose the old ones.
CARRY = "".join(
    f"""
UPDATE {table} SET bylines = CASE byline_role
    WHEN 'text' THEN 'Bài' WHEN 'photo' THEN 'Ảnh' WHEN 'both' THEN 'Bài, ảnh'
    ELSE 'Nguồn' END || ': ' || byline_name
WHERE byline_name <> '';
UPDATE {table} SET approved_at = created_at WHERE published_at IS NOT NULL;
"""
    for table in ("news_article", "news_articleevent")
)


class Migration(migrations.Migration):
    dependencies = [("news", "0012_add_steps_of_articles")]

    operations = [migrations.RunSQL(CARRY, migrations.RunSQL.noop)]
