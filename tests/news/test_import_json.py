"""Articles from JSON files: each item for itself, and a broken one is named."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from news.models import Article, Category
from tests.factories import make_upload

pytestmark = pytest.mark.django_db

WHOLE = {
    "key": "cu-17",
    "category": "Nông thôn mới",
    "title": "Đường hoa của thôn Đông",
    "published_at": "2022-01-05T07:30",
    "lead": "Lời dẫn.",
    "body": "Đoạn một.\n\n<h2>Mục</h2>\n\n<strong>Đoạn</strong> hai.<script>x</script>",
    "bylines": ["bài: Thu Hà", "Nguồn: Đài xã"],
    "tags": ["Đường hoa"],
    "image": {
        "caption": "Đường hoa",
        "credit": "Hoài An",
        "alternative_text": "Hai hàng hoa vàng",
        "file": "anh/hoa.jpg",
    },
}
LEAST = {name: WHOLE[name] for name in ("category", "title", "published_at", "body")}


@pytest.fixture
def imported(tmp_path):
    """Import items, and answer what the command says."""
    folder = tmp_path / "bai-cu"
    (folder / "anh").mkdir(parents=True)
    for picture in ("ben-ngoai.jpg", "bai-cu/anh/hoa.jpg"):
        (tmp_path / picture).write_bytes(make_upload().read())

    def imported(items):
        path = folder / "bai.json"
        path.write_text(items if isinstance(items, str) else json.dumps(items))
        said = StringIO()
        try:
            call_command("import_articles", str(path), stdout=said, stderr=said)
        except CommandError as error:
            said.write(str(error))
        return said.getvalue()

    return imported


def test_each_part_has_its_place(imported, client):
    assert "bài 1: đã thêm, /tin-tuc/nong-thon-moi/duong-hoa-" in imported([WHOLE])
    article = Article.objects.get()
    assert article.body == (
        "<p>Đoạn một.</p>\n\n<h2>Mục</h2>\n\n<p><strong>Đoạn</strong> hai.</p>"
    )
    at = timezone.localtime(article.published_at)
    assert f"{at:%d/%m/%Y %H:%M}" == "05/01/2022 07:30"
    assert article.bylines == "Bài: Thu Hà\nNguồn: Đài xã"
    assert [str(tag) for tag in article.tags.all()] == ["Đường hoa"]
    image = article.image
    assert (image.caption, image.credit) == ("Đường hoa", "Hoài An")
    assert (image.alternative_text, image.width) == ("Hai hàng hoa vàng", 64)
    assert client.get(article.get_absolute_url()).status_code == 200


def test_one_object_is_a_list_of_one(imported):
    assert "Đã thêm 1, giữ nguyên 0, bỏ qua 0." in imported(LEAST)


def test_the_key_tells_articles_apart_whatever_their_title(imported):
    imported(WHOLE)
    assert "giữ nguyên 1" in imported({**WHOLE, "title": "Tên khác"})
    assert "Đã thêm 1" in imported({**WHOLE, "key": "cu-18"})


def test_without_a_key_a_page_is_known_by_where_it_stood(imported):
    imported(LEAST)
    assert "giữ nguyên 2" in imported([LEAST, {**LEAST, "lead": "Thêm sau"}])


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"title": ""}, "thiếu title"),
        ({"title": 17}, "title phải là chữ"),
        ({"title": "x" * 201}, "200"),
        ({"title": "Đảng\0bộ"}, "title có ký tự ẩn"),
        ({"lead": "\ud800"}, "lead có ký tự ẩn"),
        ({"body": "<script>x</script>"}, "không có nội dung"),
        ({"published_at": "hôm qua"}, "không thấy ngày đăng"),
        ({"published_at": "0001-01-01"}, "năm của"),
        ({"bylines": ["Thu Hà"]}, "dòng tác giả, nguồn chưa đúng: Thu Hà"),
        ({"bylines": "Bài: Thu Hà"}, "bylines phải là một danh sách"),
        ({"tags": ["…"]}, "bỏ qua"),
        ({"tieu_de": "x"}, "tên không dùng đến: tieu_de"),
        ({"image": []}, "đã thêm"),
        ({"image": "x.jpg"}, "image không phải"),
        ({"image": {"file": "../ben-ngoai.jpg"}}, "không thấy tệp ảnh"),
        ({"image": {"file": "a" * 300}}, "không thấy tệp ảnh"),
        ({"image": {"file": "bai.json", "alternative_text": "x"}}, "không phải ảnh"),
        ({"image": {"file": "anh/hoa.jpg"}}, "ảnh chưa có lời tả"),
    ],
)
def test_a_broken_item_is_named_and_the_others_go_on(imported, change, reason):
    said = imported([{**LEAST, **change}, {**LEAST, "title": "Bài lành"}, 5])
    assert reason in said.splitlines()[0] or reason in said
    assert "bài 2: đã thêm" in said
    assert "bài 3: bỏ qua, mục không phải một đối tượng JSON" in said
    assert "Đã bỏ qua" in said
    assert Article.objects.filter(title="Bài lành").exists()


@pytest.mark.parametrize("text", ["", "{", "[" * 100_000, "\x00"])
def test_a_file_that_is_no_json_is_named(imported, text):
    assert "bỏ qua, không phải tệp JSON" in imported(text)


def test_what_is_refused_leaves_nothing_behind(imported):
    imported({**LEAST, "tags": ["Được", "…"]})
    assert not Article.objects.exists()
    assert not Category.objects.exists()


def test_a_moment_with_a_zone_is_that_moment(imported):
    imported({**LEAST, "published_at": "2022-01-04T23:30:00Z"})
    at = timezone.localtime(Article.objects.get().published_at)
    assert f"{at:%d/%m %H:%M}" == "05/01 06:30"
