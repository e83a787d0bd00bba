"""Who made an article, as editors write it and as others read it."""

import pytest

from news.bylines import Byline, NotAByline, format_bylines, parse_bylines
from news.models import Article


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Bài, ảnh: Thảo My", "Bài, ảnh: Thảo My"),
        ("BÀI, ẢNH :Thảo  My", "Bài, ảnh: Thảo My"),
        ("Ảnh: An\n\n Nguồn: Đài xã: bản tin sáng", None),
        ("", ""),
    ],
)
def test_lines_are_spelled_one_way(typed, kept):
    kept = kept if kept is not None else "Ảnh: An\nNguồn: Đài xã: bản tin sáng"
    assert format_bylines(parse_bylines(typed)) == kept


@pytest.mark.parametrize("line", ["Thảo My", "Bài:", "Vẽ: An", ": An"])
def test_a_line_without_role_or_name_is_none(line):
    with pytest.raises(NotAByline):
        parse_bylines(f"Bài: An\n{line}")


def test_names_stand_in_one_line():
    assert Byline("Bài", "An, Bình và Chi – Dung").names == [
        "An",
        "Bình",
        "Chi",
        "Dung",
    ]


def test_writers_wrote_and_others_did_not():
    article = Article(bylines="Bài: An, Bình\nẢnh: Chi\nNguồn: Đài xã")
    assert article.writers == ["An", "Bình"]
