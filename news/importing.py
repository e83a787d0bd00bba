"""Articles from pages of the old site, saved as text with all that stood around them.

Blocks of lines in this order: category, title, day, lead, caption of a picture if there
was one, paragraphs, and who wrote it ("Bài, ảnh: Thảo MyTAG:"). What follows is the
furniture of the page.
"""

import datetime
import re
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.html import escape

from news.bylines import LINE, ROLES
from news.models import Article, Category, Image
from partyportal.vietnamese import clean_line, clean_text, is_writable, slugify

DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
BYLINE = re.compile(rf"({'|'.join(ROLES)})\s*:")
FURNITURE = ("TAG:", "Tin tức Mới:", "Ý kiến của bạn", "Họ tên:", "Email:")
SENTENCE_END = (".", "!", "?", "…", ":", ";", "”", '"')


class BrokenPage(ValueError):
    """The page has not what an article needs; the text says what."""


@dataclass
class Page:
    """An article as it stood on a page."""

    category: str
    title: str
    day: datetime.date
    lead: str
    caption: str
    paragraphs: list[str]
    bylines: str = ""

    @property
    def body(self) -> str:
        return "\n\n".join(f"<p>{escape(text)}</p>" for text in self.paragraphs)

    @property
    def published_at(self) -> datetime.datetime:
        """Midnight: the page says the day, and not the hour."""
        midnight = datetime.datetime.combine(self.day, datetime.time())
        return timezone.make_aware(midnight)


def read_page(text: str) -> Page:
    """Read a page; raises BrokenPage."""
    if not is_writable(clean_text(text)):
        raise BrokenPage("có ký tự ẩn không dùng được")
    blocks = [clean_line(b) for b in re.split(r"\n\s*\n", clean_text(text))]
    if len(blocks) < 5:
        raise BrokenPage("thiếu chuyên mục, tiêu đề, ngày, lời dẫn hoặc nội dung")
    category, title, day, lead, *rest = blocks
    paragraphs, bylines = _parted(rest)
    caption = ""
    if len(paragraphs) > 1 and not paragraphs[0].endswith(SENTENCE_END):
        caption = paragraphs.pop(0)
    if not paragraphs:
        raise BrokenPage("không có nội dung")
    return Page(category, title, _day(day), lead, caption, paragraphs, bylines)


def _parted(blocks) -> tuple[list[str], str]:
    """Paragraphs, and the bylines that end them."""
    paragraphs, bylines = [], []
    for block in blocks:
        line, tags, _ = block.partition("TAG:")
        if BYLINE.match(line):
            bylines.append(line)
        elif bylines or block.startswith(FURNITURE):
            break
        else:
            paragraphs.append(line)
        if tags:
            break
    # Where the old site knew nobody, only the role stands there.
    return paragraphs, "\n".join(filter(LINE.fullmatch, map(clean_line, bylines)))


def _day(text) -> datetime.date:
    found = DAY.search(text)
    if not found:
        raise BrokenPage(f"không thấy ngày đăng trong “{text[:60]}”")
    try:
        return datetime.date(int(found[3]), int(found[2]), int(found[1]))
    except ValueError:
        raise BrokenPage(f"ngày {found[0]} không có trong lịch") from None


@transaction.atomic
def save_page(page: Page) -> tuple[Article, bool]:
    """The article of a page, and whether it is new; one that is there stays as it is.

    Raises BrokenPage for a text that no form would take.
    """
    _check(Category(name=page.category, slug=slugify(page.category)))
    category = Category.objects.named(page.category)
    known = category.articles.filter(
        title=page.title, published_at__date=page.day
    ).first()
    if known:
        return known, False
    article = Article(
        category=category,
        title=page.title,
        lead=page.lead,
        body=page.body,
        bylines=page.bylines,
        approved_at=timezone.now(),
        published_at=page.published_at,
    )
    image = Image(caption=page.caption) if page.caption else None
    _check(article)
    if image:
        _check(image)
        image.save()
    article.image = image
    article.save()
    return article, True


def _check(row):
    try:
        row.clean_fields(exclude=["slug"] if isinstance(row, Article) else None)
    except ValidationError as error:
        raise BrokenPage("; ".join(error.messages)) from None
