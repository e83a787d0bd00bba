"""News of the demo world: invented articles with drawn pictures, and their comments."""

import datetime
from functools import cache

from django.db.models import F, Q
from django.utils import timezone

from members.models import User
from news.demo import comments, documents
from news.demo.drawing import draw
from news.demo.reading import read_texts
from news.html import paragraphs
from news.models import Article, Category, Illustration, Image, Tag

CATEGORIES = [
    "Xây dựng Đảng",
    "Nông thôn mới",
    "Kinh tế",
    "Văn hóa - Xã hội",
    "An ninh trật tự",
]
# How long before it appears an article is handed in, and how long before approved.
WRITTEN = datetime.timedelta(hours=3)
READ = datetime.timedelta(hours=1)
CREDIT = "Tranh minh họa"


def load(world) -> None:
    """Add to a saved world what was written up to its last day."""
    for name in CATEGORIES:
        Category.objects.named(name)
    editor = User.objects.get(username="bientap")
    publisher = User.objects.get(username="xuatban")
    # The same drawing is drawn once, whatever is said below it.
    drawing = cache(draw)
    articles = {}
    for text in read_texts(world.today):
        article = _written(text, editor, publisher, drawing)
        _decide(article, text, publisher)
        articles[text.name] = article
    _date_them()
    comments.load(articles, today=world.today)
    documents.load(world.today)


def _written(text, editor, publisher, drawing) -> Article:
    images = [_image(drawing, *picture) for picture in text.pictures]
    published_at = text.published_at
    article = Article.objects.create(
        category=Category.objects.named(text.one("Chuyên mục")),
        title=text.title,
        lead=text.lead,
        body=paragraphs(text.body),
        bylines=text.bylines,
        image=images[0] if images else None,
        author=editor,
        submitted_at=published_at and published_at - WRITTEN,
        approved_at=published_at and published_at - READ,
        decided_by=publisher if published_at else None,
        published_at=published_at,
        expires_at=text.expires_at,
    )
    article.tags.set([Tag.objects.named(name) for name in text.tags])
    for number, image in enumerate(images[1:], 1):
        Illustration.objects.create(article=article, number=number, image=image)
    return article


def _image(drawing, name, alternative_text, caption) -> Image:
    return Image.objects.create(
        file=drawing(name),
        alternative_text=alternative_text,
        caption=caption,
        credit=CREDIT,
    )


def _decide(article, text, publisher):
    """Bring an article into the state that its text asks for."""
    state, _, reason = text.one("Trạng thái").partition(": ")
    if state in ("chờ duyệt", "trả lại", "đã duyệt"):
        article.submit()
    if state == "đã duyệt":
        article.approve(by=publisher)
    if state == "trả lại":
        article.send_back(reason=reason, by=publisher)
    if state == "gỡ":
        article.withdrawn_at = article.published_at + datetime.timedelta(days=2)
        article.save(update_fields=["withdrawn_at"])


def _date_them():
    """Say of what is published that it was last changed when it was approved."""
    at = Q(published_at__lte=timezone.now())
    Article.objects.filter(at).update(
        created_at=F("submitted_at"), updated_at=F("approved_at")
    )
