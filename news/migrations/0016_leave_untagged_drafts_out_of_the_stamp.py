"""Raise the stamp for each tag given or taken, and not where there was none to take.

Deleting a draft deletes its tags with one statement, even when it has none.
"""

from django.db import migrations

AGAIN = """
DROP TRIGGER news_article_tags_any ON news_article_tags;
CREATE TRIGGER news_article_tags_any AFTER INSERT OR UPDATE OR DELETE
    ON news_article_tags FOR EACH {each} EXECUTE FUNCTION news_raise_stamp();
"""


class Migration(migrations.Migration):
    dependencies = [("news", "0015_screen_and_answer_comments")]

    operations = [
        migrations.RunSQL(
            AGAIN.format(each="ROW"),
            AGAIN.format(each="STATEMENT"),
        )
    ]
