"""The news of the demo world, without the rest of that world."""

from datetime import date, datetime
from types import SimpleNamespace

import pytest
from django.utils import timezone

from news import demo
from news.demo.comments import COMMENTS
from news.models import Article, Category, Comment
from news.screening import reasons_in
from tests.factories import make_user


@pytest.mark.parametrize(("today", "articles"), [("2026-11-23", 10), ("2022-03-01", 6)])
def test_demo_tells_up_to_its_day(client, db, today, articles):
    make_user(username="bientap")
    make_user(username="kiemduyet")
    make_user(username="xuatban")
    today = date.fromisoformat(today)
    demo.load(SimpleNamespace(today=today))
    assert Article.objects.count() == articles
    assert Category.objects.count() == 4
    now = timezone.make_aware(datetime(*today.timetuple()[:3], 9))
    assert Article.objects.published(at=now).count() == articles - 1
    states = set(Comment.objects.values_list("state", flat=True))
    assert states == {"waiting", "approved", "refused"}


def test_demo_comments_have_the_reasons_that_real_ones_would():
    for written in COMMENTS:
        assert reasons_in(written.text) <= set(written.reasons), written
    assert any(written.reply for written in COMMENTS)
