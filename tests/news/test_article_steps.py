"""The steps of an article to its readers and back: each by itself, twice like once."""

from datetime import timedelta

import pytest
from django.utils import timezone

from news.models import Article, State
from tests.factories import make_article

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


@pytest.fixture
def draft():
    return make_article(published=None)


def state(article):
    return Article.objects.get(pk=article.pk).state(at=timezone.now())


def test_what_readers_have_seen_is_not_sent_back(publisher):
    article = make_article()
    article.send_back(reason="Thiếu số liệu", by=publisher)
    assert state(article) is State.PUBLISHED
    article.withdraw()
    article.send_back(reason="Thiếu số liệu", by=publisher)
    assert state(article) is State.WITHDRAWN


def test_what_waits_for_its_hour_is_sent_back_without_it(publisher):
    article = make_article(
        published=timezone.now() + HOUR, expires_at=timezone.now() + 2 * HOUR
    )
    article.send_back(reason="Thiếu số liệu", by=publisher)
    assert state(article) is State.RETURNED
    assert (article.published_at, article.expires_at) == (None, None)


def test_what_was_approved_is_not_handed_in_again(draft, publisher):
    draft.approve(by=publisher)
    draft.submit()
    assert (draft.submitted_at, draft.decided_by) == (None, publisher)


def test_what_waits_keeps_its_place(draft):
    draft.submit()
    since = draft.submitted_at
    draft.submit()
    assert draft.submitted_at == since


def test_who_approved_first_stays(draft, publisher, editor):
    draft.approve(by=publisher)
    moment = draft.approved_at
    draft.approve(by=editor)
    draft.publish(by=editor)
    assert (draft.decided_by, draft.approved_at) == (publisher, moment)


def test_a_draft_is_not_withdrawn(draft):
    draft.withdraw()
    assert not draft.is_withdrawn


def test_publishing_brings_the_hour_forward(publisher):
    article = make_article(published=timezone.now() + HOUR)
    article.publish(by=publisher)
    assert article.is_published(at=timezone.now())
