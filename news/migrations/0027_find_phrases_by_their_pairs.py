"""Find a phrase by the words that stand side by side in it, with an index of pairs."""

import django.contrib.postgres.indexes
from django.db import migrations

import news.search

# What it costs is told as far too much, so that Postgres asks the index and makes the
# pairs of no row anew. It uses nothing but what Postgres brings along.
PAIRS = """
CREATE FUNCTION news_pairs(words tsvector) RETURNS text[]
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 100000 AS $$
    WITH word AS (
        SELECT lexeme, place
        FROM unnest(words) AS each (lexeme, places, weights), unnest(places) AS place
    )
    SELECT coalesce(array_agg(one.lexeme || ' ' || other.lexeme), '{}')
    FROM word AS one JOIN word AS other ON other.place = one.place + 1
$$;
"""
# Or each ANALYZE would make the pairs of all articles, for figures that nothing needs.
NO_FIGURES = "ALTER INDEX article_pairs ALTER COLUMN 1 SET STATISTICS 0;"


class Migration(migrations.Migration):
    dependencies = [("news", "0026_call_bylines_author_and_source")]

    operations = [
        migrations.RunSQL(PAIRS, "DROP FUNCTION news_pairs(tsvector);"),
        migrations.AddIndex(
            model_name="article",
            index=django.contrib.postgres.indexes.GinIndex(
                news.search.Pairs("search"), name="article_pairs"
            ),
        ),
        migrations.RunSQL(NO_FIGURES, migrations.RunSQL.noop),
    ]
