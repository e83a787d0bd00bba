"""The version of all that is published, told by a function: its plan is made once."""

from django.db import migrations

# Every public page asks for it, and planning would take longer than looking. The hours
# of articles that are withdrawn meanwhile may count too: more versions do no harm.
CREATE = """
CREATE FUNCTION news_version(
    moment timestamptz,
    OUT number bigint,
    OUT appeared timestamptz,
    OUT expired timestamptz
) LANGUAGE plpgsql STABLE AS $$
BEGIN
    SELECT stamp.number INTO number FROM news_stamp AS stamp WHERE id = 1;
    SELECT published_at INTO appeared FROM news_article
        WHERE published_at <= moment AND withdrawn_at IS NULL
        ORDER BY published_at DESC LIMIT 1;
    SELECT expires_at INTO expired FROM news_article
        WHERE expires_at <= moment ORDER BY expires_at DESC LIMIT 1;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("news", "0017_say_how_pictures_stand_in_the_text")]

    operations = [migrations.RunSQL(CREATE, "DROP FUNCTION news_version(timestamptz);")]
