"""Pictures as they are kept: upright, in several sizes, without the camera's notes."""

import hashlib
import re
import zipfile
from collections.abc import Iterator
from io import BytesIO

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import models
from django.db.models.fields.files import FieldFile
from django.urls import reverse
from PIL import Image, ImageCms, ImageOps

FORMATS = ["JPEG", "PNG", "WEBP"]
MOST_BYTES = 10_000_000
MOST_PIXELS = 50_000_000
# From a small phone to a large screen; a picture is kept in those below its own width.
WIDTHS = (320, 480, 768, 1200, 1600)
HIGHEST = 2400
# What other sites show beside a link to an article.
SHARED = (1200, 630)
JPEG = {"quality": 76, "optimize": True, "progressive": True}
# Half the bytes of JPEG; slower steps save little more and take four times as long.
AVIF = {"quality": 55, "speed": 8}
# What makes of a picture a page, a program or a document as well.
FOREIGN = re.compile(rb"<\?php|<script|<html|%PDF-", re.I)
# What begins a scan of a JPEG: each goes over all pixels, and ten are many. Within the
# data of a scan the two bytes never stand together.
SCAN = b"\xff\xda"
MOST_SCANS = 100
NOT_A_PICTURE = "Tệp này không phải ảnh JPEG, PNG hoặc WebP, hoặc đã bị hỏng."
TOO_BIG = "Ảnh này nặng hơn 10 MB. Hãy thu nhỏ ảnh rồi tải lên lại."
TOO_MANY_PIXELS = "Ảnh này lớn hơn 50 triệu điểm ảnh. Hãy thu nhỏ rồi tải lên lại."
MORE_THAN_A_PICTURE = (
    "Trong tệp ảnh này có lẫn trang web, tài liệu hoặc tệp nén. "
    "Hãy mở ảnh, lưu lại thành tệp mới rồi tải lên."
)


class Picture(ContentFile):
    """A picture that has been decoded and written anew, named by its content.

    Its own content is the largest JPEG; renditions() are the files that go with it.
    """

    def __init__(self, image: Image.Image):
        # The writers copy what the camera noted from here.
        image.info = {}
        self.image = image
        self.width, self.height = image.size
        self.widths = [w for w in WIDTHS if w < self.width] + [self.width]
        content = _written(image, "JPEG", JPEG)
        self.key = hashlib.sha256(content).hexdigest()[:32]
        super().__init__(content, f"{self.key}-{self.width}.jpg")

    def renditions(self) -> Iterator[ContentFile]:
        shared = ImageOps.fit(self.image, SHARED, Image.Resampling.LANCZOS)
        yield ContentFile(_written(shared, "JPEG", JPEG), f"{self.key}-chia-se.jpg")
        for width in self.widths:
            size = width, max(1, round(self.height * width / self.width))
            image = self.image.resize(size, Image.Resampling.LANCZOS, reducing_gap=3)
            yield ContentFile(_written(image, "AVIF", AVIF), f"{self.key}-{width}.avif")
            if width < self.width:
                small = _written(image, "JPEG", JPEG)
                yield ContentFile(small, f"{self.key}-{width}.jpg")


def key_of(name: str) -> str:
    """What the files of one picture have in common, from the name of one of them."""
    return name.rpartition("/")[2].partition("-")[0]


def _written(image, kind, options) -> bytes:
    written = BytesIO()
    image.save(written, kind, **options)
    return written.getvalue()


def picture(file) -> Picture:
    """Decode an upload and write it anew, which leaves everything else in it behind.

    Raises ValidationError with a sentence for whoever uploaded it.
    """
    if isinstance(file, Picture):
        return file
    if file.size > MOST_BYTES:
        raise ValidationError(TOO_BIG, code="too_big")
    try:
        return Picture(_decoded(file))
    except ValidationError:
        raise
    except Image.DecompressionBombError as error:
        raise ValidationError(TOO_MANY_PIXELS, code="too_many_pixels") from error
    except Exception as error:
        # Whatever a forged file makes the decoders raise says the same.
        raise ValidationError(NOT_A_PICTURE, code="not_a_picture") from error


def _decoded(file) -> Image.Image:
    file.seek(0)
    image = Image.open(file, formats=FORMATS)
    # Read from the head of the file, before its pixels take any memory.
    if image.width * image.height > MOST_PIXELS:
        raise ValidationError(TOO_MANY_PIXELS, code="too_many_pixels")
    _refuse_foreign(file, image.format)
    profile = image.info.get("icc_profile")
    # What is kept with half the pixels anyway is decoded with half of them.
    image.draft("RGB", (WIDTHS[-1], WIDTHS[-1]))
    image = ImageOps.exif_transpose(image)
    image.thumbnail((WIDTHS[-1], HIGHEST), Image.Resampling.LANCZOS)
    return _in_srgb(_on_white(image), profile)


def _refuse_foreign(file, kind):
    position = file.tell()
    file.seek(0)
    content = file.read()
    if FOREIGN.search(content) or zipfile.is_zipfile(file):
        raise ValidationError(MORE_THAN_A_PICTURE, code="more_than_a_picture")
    if kind in ("JPEG", "MPO") and content.count(SCAN) > MOST_SCANS:
        raise ValidationError(NOT_A_PICTURE, code="not_a_picture")
    file.seek(position)


def _on_white(image) -> Image.Image:
    if image.mode == "I;16":
        # Scanners write greys of two bytes, of which Pillow would keep the white alone.
        image = image.point(lambda grey: grey / 256)
    if not image.has_transparency_data:
        return image.convert("RGB")
    image = image.convert("RGBA")
    white = Image.new("RGBA", image.size, "white")
    return Image.alpha_composite(white, image).convert("RGB")


def _in_srgb(image, profile) -> Image.Image:
    """The colours as they were meant, once the profile of the camera is gone."""
    if not profile:
        return image
    try:
        meant = ImageCms.ImageCmsProfile(BytesIO(profile))
        srgb = ImageCms.createProfile("sRGB")
        return ImageCms.profileToProfile(image, meant, srgb)
    except (ImageCms.PyCMSError, OSError):
        # A broken profile, or one of another colour space: the colours are close.
        return image


class PictureFile(FieldFile):
    """The file of a picture; the same picture uploaded twice is kept once."""

    def save(self, name, content, save=True):  # noqa: FBT002 Django's
        kept = picture(content)
        row = self.instance
        row.width, row.height, row.widths = kept.width, kept.height, kept.widths
        self.name = self._kept_as(kept)
        if not self.storage.exists(self.name):
            for rendition in kept.renditions():
                self._keep(rendition)
            # The last one: where it stands, the others do.
            self._keep(kept)
        setattr(row, self.field.attname, self.name)
        self._committed = True
        if save:
            row.save()

    save.alters_data = True

    def _kept_as(self, file) -> str:
        return self.field.generate_filename(self.instance, file.name)

    def _keep(self, file):
        # Whoever was faster has written the same.
        if not self.storage.exists(self._kept_as(file)):
            self.storage.save(self._kept_as(file), file)

    @property
    def url(self) -> str:
        return reverse("news:picture_file", args=[self.name.rpartition("/")[2]])

    @property
    def is_kept(self) -> bool:
        """Whether it stands in the storage, unlike one whose form was refused."""
        return self._committed


class PictureFormField(forms.FileField):
    widget = forms.ClearableFileInput(
        attrs={"accept": "image/jpeg,image/png,image/webp"}
    )

    def to_python(self, data):
        upload = super().to_python(data)
        return upload and picture(upload)


class PictureField(models.FileField):
    """A picture, kept as picture() leaves it; sets the sizes in its row."""

    attr_class = PictureFile

    def pre_save(self, model_instance, add):
        file = super().pre_save(model_instance, add)
        if not file:
            model_instance.width = model_instance.height = None
            model_instance.widths = []
        return file

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": PictureFormField, **kwargs})
