"""Articles from pages of the old site, saved as text with all that stood around them.

Blocks of lines in this order: category, title, day, lead, caption of a picture if there
was one, paragraphs, who wrote it and the tags ("Bài, ảnh: Thảo MyTAG:"). What follows
is the furniture of the page. See news/importing_json.py for the other way in.
"""

import datetime
import re
from dataclasses import dataclass, field
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.html import escape

from news.bylines import LINE, ROLES
from news.models import Article, Category, Image, Tag
from partyportal.fields import YEARS
from partyportal.vietnamese import (
    clean_line,
    clean_text,
    is_writable,
    slugify,
    undirected,
)

DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
BYLINE = re.compile(rf"({'|'.join(ROLES)})\s*:")
TAGS = "TAG:"
FURNITURE = ("Tin tức Mới:", "Ý kiến của bạn", "Họ tên:", "Email:")
SENTENCE_END = (".", "!", "?", "…", ":", ";", ",", "”", '"')
LONGEST_SUBHEAD = 100


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
    # As text, or as HTML where `is_html`.
    paragraphs: list[str]
    bylines: str = ""
    tags: list[str] = field(default_factory=list)
    # Midnight where a page says the day, and not the hour.
    time: datetime.time = datetime.time()
    is_html: bool = False
    credit: str = ""
    alternative_text: str = ""
    picture: Path | None = None
    # What the source calls it; without one, where it stood tells it from others.
    key: str = ""

    @property
    def body(self) -> str:
        if self.is_html:
            return "\n\n".join(self.paragraphs)
        return "\n\n".join(map(self._block, self.paragraphs))

    def _block(self, text) -> str:
        tag = "h2" if _is_subhead(text) and text != self.paragraphs[-1] else "p"
        return f"<{tag}>{escape(text)}</{tag}>"

    @property
    def published_at(self) -> datetime.datetime:
        return timezone.make_aware(datetime.datetime.combine(self.day, self.time))

    @property
    def source_key(self) -> str:
        """The same for the same page, whatever became of its article since."""
        place = f"{slugify(self.category)}/{slugify(self.title)}"
        return (f"khóa:{self.key}" if self.key else f"{self.day}/{place}")[:300]


def read_page(text: str) -> Page:
    """Read a page; raises BrokenPage."""
    text = undirected(clean_text(text))
    if not is_writable(text):
        raise BrokenPage("có ký tự ẩn không dùng được")
    blocks = [clean_line(b) for b in re.split(r"\n\s*\n", text)]
    if len(blocks) < 5:
        raise BrokenPage("thiếu chuyên mục, tiêu đề, ngày, lời dẫn hoặc nội dung")
    category, title, day, lead, *rest = blocks
    paragraphs, bylines, tags = _parted(rest)
    caption = ""
    if len(paragraphs) > 1 and not paragraphs[0].endswith(SENTENCE_END):
        caption = paragraphs.pop(0)
    if not paragraphs:
        raise BrokenPage("không có nội dung")
    return Page(
        category, title, read_day(day), lead, caption, paragraphs, bylines, tags
    )


def _parted(blocks) -> tuple[list[str], str, list[str]]:
    """Paragraphs, the bylines that end them, and the tags that end the page."""
    paragraphs, bylines, tags = [], [], ""
    for block in blocks:
        line, mark, tags = map(str.strip, block.partition(TAGS))
        if BYLINE.match(line):
            bylines.append(line)
        elif bylines or line.startswith(FURNITURE):
            break
        elif line:
            paragraphs.append(line)
        if mark:
            break
    # Where the old site knew nobody, only the role stands there.
    named = filter(LINE.fullmatch, map(clean_line, bylines))
    # On one line with the tags, when the page was saved, stands what followed.
    tags = re.split("|".join(FURNITURE), tags)[0]
    return (
        paragraphs,
        "\n".join(named),
        [t for t in map(clean_line, tags.split(",")) if t],
    )


def _is_subhead(text) -> bool:
    """Whether a paragraph is short and no sentence, as only subheads are."""
    return len(text) <= LONGEST_SUBHEAD and not text.endswith(SENTENCE_END)


def read_day(text) -> datetime.date:
    found = DAY.search(text)
    if not found:
        raise BrokenPage(f"không thấy ngày đăng trong “{text[:60]}”")
    try:
        day = datetime.date(int(found[3]), int(found[2]), int(found[1]))
    except ValueError:
        raise BrokenPage(f"ngày {found[0]} không có trong lịch") from None
    if day.year not in YEARS:
        raise BrokenPage(f"năm của ngày {found[0]} không đúng")
    return day


@transaction.atomic
def save_page(page: Page) -> tuple[Article, bool]:
    """The article of a page, and whether it is new; one that is there stays as it is.

    Raises BrokenPage for a text or a picture that no form would take.
    """
    known = Article.objects.filter(source_key=page.source_key).first()
    if known:
        return known, False
    try:
        return _save(page), True
    except ValidationError as error:
        raise BrokenPage("; ".join(error.messages)) from None


def _save(page) -> Article:
    slug = slugify(page.category)
    Category(name=page.category, slug=slug).clean_fields()
    article = Article(
        category=Category.objects.named(page.category),
        title=page.title,
        lead=page.lead,
        body=page.body,
        bylines=page.bylines,
        approved_at=timezone.now(),
        published_at=page.published_at,
        source_key=page.source_key,
    )
    article.clean_fields(exclude=["slug"])
    article.image = _image(page)
    article.save()
    article.tags.set([_tag(name) for name in page.tags])
    return article


def _image(page) -> Image | None:
    if not (page.caption or page.picture):
        return None
    image = Image(caption=page.caption, credit=page.credit)
    if page.picture:
        if not page.alternative_text:
            raise ValidationError("ảnh chưa có lời tả cho người không nhìn thấy")
        image.alternative_text = page.alternative_text
        image.file = ContentFile(page.picture.read_bytes(), page.picture.name)
    image.clean_fields()
    image.save()
    return image


def _tag(name) -> Tag:
    Tag(name=name).clean_fields(exclude=["slug"])
    if not slugify(name):
        raise ValidationError(f"thẻ “{name}” không có chữ hoặc số")
    return Tag.objects.named(name)
