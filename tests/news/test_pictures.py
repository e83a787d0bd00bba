"""Uploads become pictures of one kind, without what came along."""

import os
import zipfile
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from PIL import Image as Pixels
from PIL import ImageCms, PngImagePlugin

from news import pictures
from news.models import Image
from news.pictures import picture
from tests.factories import make_article, make_image, make_upload


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


def with_tail(tail):
    upload = make_upload()
    upload.seek(0, 2)
    upload.write(tail)
    return upload


def test_what_hides_behind_a_picture_goes():
    # Telephones put a second of film there.
    assert b"film" not in picture(with_tail(b"ftypmp42 film")).read()


def archive():
    written = BytesIO()
    with zipfile.ZipFile(written, "w") as file:
        file.writestr("a.class", "x")
    return written.getvalue()


@pytest.mark.parametrize(
    "tail",
    [b"<?PHP evil(); ?>", b"<script>x</script>", b"<HTML>", b"%PDF-1.7", archive()],
)
def test_a_picture_that_is_something_else_as_well_is_refused(tail):
    refused(with_tail(tail), "có lẫn")


@pytest.mark.parametrize("scans", [1, 200])
def test_a_picture_that_is_drawn_hundreds_of_times_is_refused(scans):
    """A few kilobytes would keep the machine busy for minutes."""
    content = make_upload(progressive=True).read()
    last = content[content.rindex(b"\xff\xda") : -2]
    upload = SimpleUploadedFile("anh.jpg", content[:-2] + last * scans + b"\xff\xd9")
    if scans == 1:
        assert picture(upload).width == 64
    else:
        refused(upload, "không phải ảnh")


def test_what_begins_a_scan_begins_none_in_other_pictures():
    """Noise has it by chance: ten megabytes of a PNG have it 150 times."""
    notes = PngImagePlugin.PngInfo()
    notes.add(b"noIs", b"\xff\xda" * 200)
    assert picture(make_upload(kind="PNG", pnginfo=notes)).width == 64


@pytest.mark.parametrize(
    ("size", "kept"),
    [
        ((3200, 1600), [320, 480, 768, 1200, 1600]),
        ((1200, 600), [320, 480, 768, 1200]),
        ((500, 250), [320, 480, 500]),
        ((30, 15), [30]),
    ],
)
def test_sizes_go_up_to_that_of_the_upload(size, kept):
    uploaded = picture(make_upload(size=size))
    assert uploaded.widths == kept
    assert (uploaded.width, uploaded.height) == (kept[-1], kept[-1] // 2)
    made = {}
    for rendition in uploaded.renditions():
        kind = rendition.name.rpartition(".")[2]
        made.setdefault(kind, []).append(pixels(rendition).size)
    assert made["avif"] == [(width, width // 2) for width in kept]
    assert made["jpg"] == [(1200, 630), *made["avif"][:-1]]


def test_a_tower_is_not_kept_for_ever_high():
    assert picture(make_upload(size=(10, 5000))).height == 2400


def test_a_line_is_kept_as_high_as_a_line():
    kept = picture(make_upload(size=(5000, 2)))
    assert {pixels(file).height for file in kept.renditions()} == {1, 630}


def test_renditions_say_nothing_of_place_and_camera():
    exif = Pixels.Exif()
    exif[0x010F] = "Máy ảnh"
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    upload = make_upload(size=(400, 300), exif=exif, icc_profile=profile)
    for rendition in picture(upload).renditions():
        image = pixels(rendition)
        assert not image.getexif()
        assert not {"exif", "xmp", "comment", "icc_profile"} & set(image.info)


def test_colours_are_those_that_were_meant():
    """A profile whose red is green makes red green; a broken one is passed over."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    parts = [part.replace(b"gXYZ", b"rXYZ") for part in profile.split(b"rXYZ")]
    swapped = b"gXYZ".join(parts)
    for meant, green in ((profile, 0), (swapped, 255), (b"broken", 0)):
        kept = pixels(picture(make_upload(icc_profile=meant))).getpixel((9, 9))
        assert abs(kept[0] - (255 - green)) < 15 and abs(kept[1] - green) < 15


def test_caps(monkeypatch):
    upload = make_upload(size=(200, 200))
    monkeypatch.setattr(pictures, "MOST_PIXELS", 39_999)
    refused(upload, "50 triệu")
    monkeypatch.setattr(pictures, "MOST_BYTES", upload.size - 1)
    refused(upload, "10 MB")


def test_greys_of_two_bytes_stay_grey():
    written = BytesIO()
    Pixels.new("I;16", (8, 8), 128 * 256).save(written, "PNG")
    upload = SimpleUploadedFile("anh.png", written.getvalue())
    assert all(120 < part < 136 for part in pixels(picture(upload)).getpixel((4, 4)))


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
    assert Image.objects.get().widths == []


@pytest.mark.django_db
def test_pictures_are_served_for_ever(client, django_assert_num_queries):
    image = make_image(file=make_upload(size=(400, 300)))
    with django_assert_num_queries(0):
        addresses = [image.url, image.shared_url, *addresses_in(image.avif)]
        addresses += addresses_in(image.jpeg)
        responses = [client.get(address) for address in addresses]
    assert responses[0].content == image.file.read()
    for response in responses:
        image = pixels(BytesIO(response.content))
        assert response.headers["Content-Type"] == image.get_format_mimetype()
        assert (
            response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        )
        assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert len(addresses) == 6


def addresses_in(srcset):
    return [each.split()[0] for each in srcset.split(", ")]


@pytest.mark.parametrize(
    "path",
    [
        "/anh/",
        "/anh/..%2fenv",
        "/anh/x.jpg",
        f"/anh/{'0' * 32}-320.jpg",
        f"/anh/{'0' * 32}-chia-se.avif",
    ],
)
def test_no_other_file_is_served(client, path):
    assert client.get(path).status_code == 404


@pytest.mark.django_db
def test_files_of_a_replaced_picture_go_when_they_are_a_day_old(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    call_command("remove_unused_pictures")
    image = make_image()
    old = set(tmp_path.glob("images/*"))
    image.file = make_upload(color="blue")
    image.save()
    kept = set(tmp_path.glob("images/*")) - old
    call_command("remove_unused_pictures")
    assert set(tmp_path.glob("images/*")) == old | kept
    for path in old | kept:
        os.utime(path, (0, 0))
    call_command("remove_unused_pictures")
    assert set(tmp_path.glob("images/*")) == kept
    assert len(old) == len(kept) == 3


@pytest.mark.django_db
def test_pages_offer_each_picture_in_its_sizes(client):
    image = make_image(file=make_upload(size=(1300, 650)), alternative_text="Cờ đỏ")
    article = make_article(image=image)
    page = client.get(article.get_absolute_url()).content.decode()
    assert f'<source type="image/avif" srcset="{image.avif}"' in page
    assert 'width="1300" height="650" alt="Cờ đỏ" fetchpriority="high"' in page
    listed = client.get("/tin-tuc/").content.decode()
    assert image.small_avif in listed
    assert image.avif not in listed
    assert 'loading="lazy"' not in listed


def test_comment_of_a_camera_is_left_behind():
    written = BytesIO()
    Pixels.new("RGB", (64, 48)).save(written, "JPEG", comment=b"GPS 21.3, 105.4")
    upload = SimpleUploadedFile("a.jpg", written.getvalue(), "image/jpeg")
    assert b"GPS" not in picture(upload).read()
