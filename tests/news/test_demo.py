"""The news of the demo world, without the rest of that world."""

from datetime import date, datetime
from types import SimpleNamespace

import pytest
from django.utils import timezone

from news import demo
from news.demo.comments import COMMENTS
from news.demo.drawing import SCENES, draw
from news.illustrations import numbers_in
from news.models import Article, Category, Comment, Document
from news.models.article import State
from news.revisions import revisions
from news.screening import reasons_in
from tests.factories import make_user


@pytest.fixture
def staff(db):
    for username in ("bientap", "xuatban", "kiemduyet"):
        make_user(username=username)


@pytest.fixture(autouse=True)
def drawn_small(monkeypatch):
    """One drawing stands for all: how they look is nothing that a test could say."""
    picture = draw("so-tay")
    monkeypatch.setattr(demo, "draw", lambda name: picture)


def load(today):
    demo.load(SimpleNamespace(today=date.fromisoformat(today)))
    return timezone.make_aware(datetime.fromisoformat(f"{today} 09:00"))


def test_demo_shows_every_state(staff):
    now = load("2026-11-23")
    states = [article.state(at=now) for article in Article.objects.all()]
    assert set(states) == set(State)
    assert states.count(State.PUBLISHED) >= 40
    categories = Category.objects.in_use(at=now)
    assert len(categories) == Category.objects.count() == 5
    comments = set(Comment.objects.values_list("state", flat=True))
    assert comments == {"waiting", "approved", "refused"}


def test_demo_tells_up_to_its_day(staff):
    now = load("2022-03-01")
    dated = Article.objects.published(at=now).order_by("published_at")
    assert dated.last().published_at.year == 2022
    assert 0 < dated.count() < 20
    documents = Document.objects.published()
    assert {document.file_kind for document in documents} == {"DOCX"}
    assert documents.first().issued_on.year == 2022


def test_texts_differ_and_are_whole(staff):
    load("2026-11-23")
    articles = Article.objects.prefetch_related("illustrations")
    assert len({article.lead for article in articles}) == len(articles)
    for article in articles:
        numbers = {each.number for each in article.illustrations.all()}
        assert numbers_in(article.body) == numbers


def test_each_has_one_version_to_begin_with(staff):
    load("2026-11-23")
    assert {len(revisions(article)) for article in Article.objects.all()} == {1}


def test_every_scene_is_drawn_the_same_each_time():
    assert len(SCENES) >= 15
    first, second = (picture.key for picture in (draw("lang"), draw("lang")))
    assert first == second


def test_demo_comments_have_the_reasons_that_real_ones_would():
    for written in COMMENTS:
        assert reasons_in(written.text) <= set(written.reasons), written
    assert any(written.reply for written in COMMENTS)


def test_no_comment_is_older_than_its_article(staff):
    load("2026-11-23")
    comments = Comment.objects.select_related("article")
    assert all(each.sent_at > each.article.published_at for each in comments)
