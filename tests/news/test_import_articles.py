"""Pages of the old site become articles: all of the page, once, and no other."""

from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from news.importing import BrokenPage, read_page
from news.models import Article, Category, Tag

pytestmark = pytest.mark.django_db

PAGE = Path(__file__).parent.parent / "data/bai-cu.txt"
REAL_PAGE = Path(__file__).parents[3] / "shared/article.txt"


def imported(*paths):
    """What the command says."""
    said = StringIO()
    call_command("import_articles", *map(str, paths), stdout=said, stderr=said)
    return said.getvalue()


def test_each_element_has_its_place(client):
    assert "đã thêm, /tin-tuc/nong-thon-moi/dang-xa-thay-ao-moi-" in imported(PAGE)
    article = Article.objects.get()
    assert article.category.name == "Nông thôn mới"
    assert article.title == "Đặng xá “thay áo mới” nhờ cách làm của các chi bộ"
    assert timezone.localtime(article.published_at).date() == date(2022, 2, 11)
    assert article.lead.startswith("Chọn việc nhỏ làm trước")
    assert article.lead.endswith("trong nhiệm kỳ 2020 – 2025.")
    assert article.image.caption == "Cán bộ thôn trao đổi với nhân dân về việc mở đường"
    assert article.body.count("<p>") == 3
    assert article.body.count("<h2>Giúp từng hộ, từng việc</h2>") == 1
    assert article.body.startswith("<p>Đồng chí bí thư chi bộ cho biết: “Việc gì")
    assert article.bylines == "Bài, ảnh: Hoài An"

    html = client.get(article.get_absolute_url()).content.decode()
    for part in [
        "Thứ Sáu, 11/02/2022",
        "kinh tế- xã hội",
        "58,9 triệu đồng/năm",
        "&lt;b&gt;không&lt;/b&gt;",
        "<figcaption>Cán bộ thôn",
        "Bài, ảnh: Hoài An<",
    ]:
        assert part in html, part
    assert "TAG:" not in html


def test_twice_is_the_same_as_once():
    assert "Đã thêm 1, giữ nguyên 0, bỏ qua 0." in imported(PAGE)
    article = Article.objects.get()
    article.title, article.published_at = "Tên đã sửa", timezone.now()
    article.save()
    Category.objects.update(name="Mục đã sửa", slug="muc-da-sua")
    said = imported(PAGE, PAGE)
    assert "đã có, giữ nguyên" in said
    assert "Đã thêm 0, giữ nguyên 2, bỏ qua 0." in said
    assert Article.objects.get().title == "Tên đã sửa"
    assert Category.objects.count() == 1


def test_a_broken_page_is_named_and_the_others_go_on(tmp_path):
    broken = tmp_path / "hong.txt"
    broken.write_text("Mục\n\nTiêu đề\n\nhôm qua\n\nLời dẫn\n\nNội dung.")
    other = tmp_path / "lat.txt"
    other.write_bytes(b"\xff\xfe\x00")
    said = StringIO()
    with pytest.raises(CommandError, match="Đã bỏ qua 3 trong 4 bài"):
        call_command(
            "import_articles",
            *map(str, [broken, tmp_path / "khong-co.txt", other, PAGE]),
            stdout=said,
            stderr=said,
        )
    assert "hong.txt: bỏ qua, không thấy ngày đăng trong “hôm qua”" in said.getvalue()
    assert Article.objects.count() == 1


def page(**parts):
    blocks = {
        "category": "Mục",
        "title": "Tiêu đề",
        "day": "Thứ Tư, 05/01/2022",
        "lead": "Lời dẫn.",
        "body": "Nội dung.",
        **parts,
    }
    return "\n\n".join(blocks.values())


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "thiếu"),
        ("Chỉ một dòng", "thiếu"),
        (page(day="Thứ Tư, 31/02/2022"), "không có trong lịch"),
        (page(body="TAG:"), "không có nội dung"),
        (page(title="Tiêu\0đề"), "ký tự ẩn"),
        (page(day="05/01/0022"), "năm"),
    ],
)
def test_what_is_no_article_is_refused(text, reason):
    with pytest.raises(BrokenPage, match=reason):
        read_page(text)


@pytest.mark.parametrize("part", ["category", "title"])
def test_what_no_form_would_take_is_refused(tmp_path, part):
    path = tmp_path / "dai.txt"
    path.write_text(page(**{part: "x" * 1001}))
    with pytest.raises(CommandError):
        imported(path)
    assert not Category.objects.exists()
    assert not Article.objects.exists()


def test_a_page_may_lack_picture_and_byline():
    found = read_page(page())
    assert (found.caption, found.bylines) == ("", "")
    assert found.paragraphs == ["Nội dung."]


@pytest.mark.parametrize(
    ("line", "bylines"),
    [
        ("Bài, ảnh: Thu HàTAG:", "Bài, ảnh: Thu Hà"),
        ("Bài: Thu Hà", "Bài: Thu Hà"),
        ("Nguồn: Báo xã TAG: a, b", "Nguồn: Báo xã"),
        ("Bài: Thu Hà\n\nẢnh: Hoài AnTAG:", "Bài: Thu Hà\nẢnh: Hoài An"),
        ("Bài, ảnh: TAG:", ""),
    ],
)
def test_bylines(line, bylines):
    found = read_page(page(byline=line, after="Tin khác"))
    assert found.bylines == bylines
    assert found.paragraphs == ["Nội dung."]


def test_marks_that_turn_the_direction_are_left_out():
    found = read_page(page(title="Đảng\u202e bộ", body="Nội\u200f dung."))
    assert (found.title, found.paragraphs) == ("Đảng bộ", ["Nội dung."])


def test_what_is_no_sentence_within_the_text_is_a_subhead():
    text = page(body="Nội dung.\n\nViệc <của> thôn\n\nNội dung.\n\nKết")
    assert read_page(text).body == (
        "<p>Nội dung.</p>\n\n<h2>Việc &lt;của&gt; thôn</h2>"
        "\n\n<p>Nội dung.</p>\n\n<p>Kết</p>"
    )


@pytest.mark.parametrize(
    ("line", "tags"),
    [
        ("Bài: Thu HàTAG: nông thôn mới, chi bộ ,", ["nông thôn mới", "chi bộ"]),
        ("TAG: nông thôn mới Tin tức Mới: Bài khác", ["nông thôn mới"]),
        ("TAG:", []),
    ],
)
def test_tags(line, tags):
    assert read_page(page(byline=line)).tags == tags


def test_tags_are_shared(tmp_path):
    for name in ("mot", "hai"):
        path = tmp_path / f"{name}.txt"
        path.write_text(page(title=name, byline="TAG: Nông thôn mới"))
        imported(path)
    assert Tag.objects.get().articles.count() == 2


def test_the_real_page(client):
    if not REAL_PAGE.exists():
        pytest.skip(f"The real page is not here: {REAL_PAGE}")
    imported(REAL_PAGE)
    imported(REAL_PAGE)
    article = Article.objects.get()
    html = client.get(article.get_absolute_url()).content.decode()
    lines = [line for line in REAL_PAGE.read_text().splitlines() if line.strip()]
    furniture = next(n for n, line in enumerate(lines) if "TAG:" in line)
    for line in [*lines[:furniture], lines[furniture].partition("TAG:")[0]]:
        assert line.strip() in html, line
    assert article.body.count("<p>") == furniture - 5
    assert "Họ tên" in html
    assert "TAG:" not in html
