"""An article with what stands on its page, read by a function: its plan is made once.

Planning took three times as long as reading. What may be read is said by
Article.has_appeared() and Comment.objects.approved() too; tests/news/test_reading.py
holds both together.
"""

from django.db import migrations

CREATE = """
CREATE FUNCTION news_reading(
    asked bigint,
    moment timestamptz,
    before integer,
    at_most integer
) RETURNS json LANGUAGE plpgsql STABLE AS $$
DECLARE
    reading json;
BEGIN
    SELECT json_build_object(
        'article', json_build_object(
            'id', article.id,
            'category_id', article.category_id,
            'title', article.title,
            'slug', article.slug,
            'lead', article.lead,
            'body', article.body,
            'image_id', article.image_id,
            'bylines', article.bylines,
            'published_at', article.published_at,
            'expires_at', article.expires_at,
            'withdrawn_at', article.withdrawn_at,
            'updated_at', article.updated_at
        ),
        'category', row_to_json(category),
        'image', row_to_json(image),
        'tags', ARRAY(
            SELECT json_build_object('id', tag.id, 'name', tag.name, 'slug', tag.slug)
            FROM news_article_tags AS tagging
            JOIN news_tag AS tag ON tag.id = tagging.tag_id
            WHERE tagging.article_id = asked
            ORDER BY tag.name
        ),
        'comments', ARRAY(
            SELECT json_build_object(
                'name', name,
                'text', text,
                'sent_at', sent_at,
                'reply', reply,
                'replied_at', replied_at
            )
            FROM news_comment
            WHERE article_id = asked AND state = 'approved'
            ORDER BY sent_at DESC, id DESC
            OFFSET before LIMIT at_most
        ),
        'count', (
            SELECT count(*) FROM news_comment
            WHERE article_id = asked AND state = 'approved'
        )
    )
    INTO reading
    FROM news_article AS article
    JOIN news_category AS category ON category.id = article.category_id
    LEFT JOIN news_image AS image ON image.id = article.image_id
    WHERE article.id = asked AND article.published_at <= moment;
    RETURN reading;
END $$;
"""
DROP = "DROP FUNCTION news_reading(bigint, timestamptz, integer, integer);"


class Migration(migrations.Migration):
    dependencies = [("news", "0023_say_that_scans_are_not_searched")]

    operations = [migrations.RunSQL(CREATE, DROP)]
