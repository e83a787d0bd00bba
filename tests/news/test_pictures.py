"""Uploads become pictures of one kind, without what came along."""

from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image as Pixels

from news import pictures
from news.models import Image
from news.pictures import picture
from tests.factories import make_image, make_upload


def pixels(kept):
    return Pixels.open(BytesIO(kept.read()))


def refused(upload, sentence):
    with pytest.raises(ValidationError, match=sentence):
        picture(upload)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_known_formats_become_jpeg(kind):
    image = pixels(picture(make_upload(kind=kind)))
    assert (image.format, image.size) == ("JPEG", (64, 48))


@pytest.mark.parametrize("kind", ["GIF", "BMP", "TIFF"])
def test_other_formats_are_refused(kind):
    refused(make_upload(kind=kind), "không phải ảnh")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        b"\xff\xd8\xff\xe0 nothing more",
        b"\x89PNG\r\n\x1a\n" + b"\0" * 40,
    ],
)
def test_what_does_not_decode_is_refused(content):
    refused(SimpleUploadedFile("anh.jpg", content), "không phải ảnh")


def test_half_a_picture_is_refused():
    whole = make_upload(size=(900, 900)).read()
    refused(SimpleUploadedFile("anh.jpg", whole[: len(whole) // 2]), "không phải ảnh")


def test_place_and_camera_go_and_the_picture_stands_upright():
    exif = Pixels.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "Máy ảnh"
    exif.get_ifd(0x8825)[1] = "N"
    image = pixels(picture(make_upload(exif=exif)))
    assert image.size == (48, 64)
    assert not image.getexif()
    assert not image.info.get("exif")


def test_what_hides_behind_a_picture_goes():
    upload = make_upload()
    upload.seek(0, 2)
    upload.write(b"<?php evil(); ?>")
    assert b"evil" not in picture(upload).read()


def test_large_pictures_shrink_and_small_ones_stay():
    assert pixels(picture(make_upload(size=(3000, 1500)))).size == (1200, 600)
    assert pixels(picture(make_upload(size=(30, 15)))).size == (30, 15)


def test_caps(monkeypatch):
    upload = make_upload(size=(200, 200))
    monkeypatch.setattr(pictures, "MOST_PIXELS", 39_999)
    refused(upload, "50 triệu")
    monkeypatch.setattr(pictures, "MOST_BYTES", upload.size - 1)
    refused(upload, "10 MB")


def test_nothing_shines_through():
    written = BytesIO()
    Pixels.new("RGBA", (8, 8), (0, 0, 0, 0)).save(written, "PNG")
    kept = picture(SimpleUploadedFile("anh.png", written.getvalue()))
    assert pixels(kept).getpixel((4, 4)) == (255, 255, 255)


@pytest.mark.django_db
def test_rows_know_the_size_and_share_the_file():
    image, same = make_image(), make_image()
    other = make_image(file=make_upload(color="blue"))
    assert (image.width, image.height) == (64, 48)
    assert image.file.name == same.file.name != other.file.name
    assert default_storage.exists(image.file.name)


@pytest.mark.django_db
def test_bulk_create_is_a_way_in_like_any():
    (image,) = Image.objects.bulk_create(
        [Image(file=make_upload(kind="PNG"), is_decorative=True)]
    )
    assert image.file.name.endswith(".jpg")
    assert image.width == 64


@pytest.mark.django_db
def test_a_picture_may_be_taken_away():
    image = make_image()
    image.file = ""
    image.save()
    assert Image.objects.get().width is None


@pytest.mark.django_db
def test_picture_is_served_for_ever(client, django_assert_num_queries):
    image = make_image()
    with django_assert_num_queries(0):
        response = client.get(image.url)
    assert response.content == image.file.read()
    assert response.headers["Content-Type"] == "image/jpeg"
    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "path", ["/anh/", "/anh/..%2fenv", "/anh/x.jpg", f"/anh/{'0' * 32}.jpg"]
)
def test_no_other_file_is_served(client, path):
    assert client.get(path).status_code == 404


def test_comment_of_a_camera_is_left_behind():
    written = BytesIO()
    Pixels.new("RGB", (64, 48)).save(written, "JPEG", comment=b"GPS 21.3, 105.4")
    upload = SimpleUploadedFile("a.jpg", written.getvalue(), "image/jpeg")
    assert b"GPS" not in picture(upload).read()
