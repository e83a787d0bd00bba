"""Tell between which hours no article appears or ends, for a process to remember.

The stamp stands there from the start, so that whoever asks for it gets a row.
"""

from django.db import migrations

# The hours of articles that are withdrawn meanwhile may count too: more versions do no
# harm.
CREATE = """
CREATE FUNCTION news_quiet_hours(moment timestamptz) RETURNS tstzrange
LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN tstzrange(
        greatest(
            (SELECT max(published_at) FROM news_article
                WHERE published_at <= moment AND withdrawn_at IS NULL),
            (SELECT max(expires_at) FROM news_article WHERE expires_at <= moment)
        ),
        least(
            (SELECT min(published_at) FROM news_article
                WHERE published_at > moment AND withdrawn_at IS NULL),
            (SELECT min(expires_at) FROM news_article WHERE expires_at > moment)
        )
    );
END $$;
"""
DROP = "DROP FUNCTION news_quiet_hours(timestamptz);"
STAMP = "INSERT INTO news_stamp (id, number) VALUES (1, 0) ON CONFLICT DO NOTHING;"
VERSION = """
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
    dependencies = [("news", "0027_find_phrases_by_their_pairs")]

    operations = [
        migrations.RunSQL("DROP FUNCTION news_version(timestamptz);", VERSION),
        migrations.RunSQL(CREATE, DROP),
        migrations.RunSQL(STAMP, migrations.RunSQL.noop),
    ]
