"""Articles from a JSON file: a list of objects, or one, each an article.

    {"category": "Xây dựng Đảng", "title": "…", "published_at": "2022-01-05T07:30",
     "body": "Đoạn một.\\n\\n<h2>Mục</h2>\\n\\nĐoạn hai.",
     "key": "old-1234", "lead": "…", "bylines": ["Bài, ảnh: Thảo My"],
     "tags": ["Nông thôn mới"],
     "image": {"caption": "…", "credit": "…", "alternative_text": "…",
               "file": "pictures/1234.jpg"}}

The first four must be there. `published_at` is a day or a moment, in Vietnam where it
names no zone; `body` is text with blank lines between paragraphs, or HTML; `key` is
what the source calls the article; `file` lies beside the JSON file or below.
"""

import datetime
import json
import os
from pathlib import Path

from django.utils import timezone

from news.bylines import NotAByline, format_bylines, parse_bylines
from news.html import clean_html, paragraphs, words_of
from news.importing import BrokenPage, Page, read_day
from partyportal.fields import YEARS
from partyportal.vietnamese import clean_line, clean_text, is_writable, undirected

NEEDED = ("category", "title", "published_at", "body")
KNOWN = {*NEEDED, "key", "lead", "bylines", "tags", "image"}
KNOWN_OF_IMAGE = {"caption", "credit", "alternative_text", "file"}


def read_pages(text: str, *, folder: Path) -> list[Page | BrokenPage]:
    """The pages of a file in their order, with what is wrong in place of a broken one.

    Raises BrokenPage for a file that is no such JSON at all.
    """
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BrokenPage(f"không phải tệp JSON: {error}") from None
    items = found if isinstance(found, list) else [found]
    return [_page_or_fault(item, folder) for item in items]


def _page_or_fault(item, folder):
    try:
        return _page(item, folder)
    except BrokenPage as fault:
        return fault


def _page(item, folder) -> Page:
    _check_names(item, KNOWN, "mục")
    if missing := [name for name in NEEDED if not item.get(name)]:
        raise BrokenPage(f"thiếu {', '.join(missing)}")
    day, time = _moment(_text(item, "published_at"))
    image = item.get("image") or {}
    _check_names(image, KNOWN_OF_IMAGE, "image")
    body = clean_html(paragraphs(_text(item, "body")))
    if not words_of(body):
        raise BrokenPage("không có nội dung")
    return Page(
        category=clean_line(_text(item, "category")),
        title=clean_line(_text(item, "title")),
        day=day,
        time=time,
        lead=_text(item, "lead"),
        caption=clean_line(_text(image, "caption")),
        credit=clean_line(_text(image, "credit")),
        alternative_text=clean_line(_text(image, "alternative_text")),
        picture=_picture(_text(image, "file"), folder),
        paragraphs=[body],
        is_html=True,
        bylines=_bylines(_texts(item, "bylines")),
        tags=_texts(item, "tags"),
        key=clean_line(_text(item, "key")),
    )


def _check_names(item, known, what):
    if not isinstance(item, dict):
        raise BrokenPage(f"{what} không phải một đối tượng JSON")
    if unknown := sorted(item.keys() - known):
        raise BrokenPage(f"{what} có tên không dùng đến: {', '.join(unknown)[:100]}")


def _text(item, name) -> str:
    value = item.get(name) or ""
    if not isinstance(value, str):
        raise BrokenPage(f"{name} phải là chữ")
    text = undirected(clean_text(value))
    if not is_writable(text):
        raise BrokenPage(f"{name} có ký tự ẩn không dùng được")
    return text


def _texts(item, name) -> list[str]:
    values = item.get(name) or []
    if not isinstance(values, list):
        raise BrokenPage(f"{name} phải là một danh sách")
    return [clean_line(_text({name: value}, name)) for value in values]


def _bylines(lines) -> str:
    try:
        return format_bylines(parse_bylines("\n".join(lines)))
    except NotAByline as error:
        raise BrokenPage(f"dòng tác giả, nguồn chưa đúng: {error}") from None


def _moment(text) -> tuple[datetime.date, datetime.time]:
    try:
        moment = datetime.datetime.fromisoformat(text)
    except ValueError:
        return read_day(text), datetime.time()
    if moment.year not in YEARS:
        raise BrokenPage(f"năm của {text} không đúng")
    if timezone.is_aware(moment):
        moment = timezone.localtime(moment)
    return moment.date(), moment.time()


def _picture(name, folder) -> Path | None:
    if not name:
        return None
    path = (folder / name).resolve()
    if not (path.is_relative_to(folder.resolve()) and _is_readable(path)):
        raise BrokenPage(f"không thấy tệp ảnh {name[:100]} cạnh tệp JSON")
    return path


def _is_readable(path) -> bool:
    try:
        return path.is_file() and os.access(path, os.R_OK)
    except OSError:
        # No name of a file is as long as this one.
        return False
