"""What the database reads of an article is what the models say may be read."""

from datetime import timedelta

import pytest
from django.utils import timezone

from news.models import Article, Comment
from news.reading import PublicComment, read
from tests.factories import make_article, make_comment, make_image, make_tag

pytestmark = pytest.mark.django_db

NOW = timezone.now()
MINUTE = timedelta(minutes=1)


def columns(row):
    deferred = row.get_deferred_fields()
    return {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if field.attname not in deferred
    }


def test_reads_what_has_appeared():
    for minutes in (-1, 0, 1):
        make_article(published=NOW + minutes * MINUTE)
    make_article(published=None)
    gone = make_article(published=NOW - MINUTE)
    gone.withdraw()
    expired = make_article(published=NOW - 2 * MINUTE)
    Article.objects.filter(pk=expired.pk).update(expires_at=NOW - MINUTE)
    articles = Article.objects.all()
    appeared = {article for article in articles if article.has_appeared(at=NOW)}
    assert appeared == {article for article in articles if read(article.pk, at=NOW)}
    assert len(appeared) == 4


def test_reads_the_rows_as_they_are(django_assert_num_queries):
    article = make_article(image=make_image(), bylines="Bài: Thu Hà")
    article.tags.set([make_tag(name=name) for name in ("Nông thôn", "Bầu cử")])
    with django_assert_num_queries(1):
        reading = read(article.pk, at=timezone.now())
        address = reading.article.get_absolute_url()
    whole = Article.objects.get(pk=article.pk)
    assert address == whole.get_absolute_url()
    assert columns(reading.article).items() <= columns(whole).items()
    assert columns(reading.article.category) == columns(whole.category)
    assert columns(reading.article.image) == columns(whole.image)
    assert reading.tags == list(whole.tags.all())
    assert read(make_article().pk, at=timezone.now()).article.image is None


def test_reads_approved_comments_newest_first(moderator):
    article = make_article()
    for state in Comment.State:
        decided = state != Comment.State.WAITING
        make_comment(article=article, state=state, by=decided and moderator)
    newest = make_comment(article=article, state="approved", by=moderator)
    newest.answer("Cảm ơn bạn.", by=moderator)
    make_comment(article=make_article(), state="approved", by=moderator)
    comments = read(article.pk, at=timezone.now()).comments
    approved = article.comments.approved().order_by("-sent_at", "-pk")
    names = PublicComment._fields
    assert list(comments) == list(approved.values_list(*names))
    assert comments.paginator.count == 2
