"""Pictures as they are kept: upright, of one size, without what the camera noted."""

import hashlib
from io import BytesIO

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import models
from django.db.models.fields.files import FieldFile
from PIL import Image, ImageOps

FORMATS = ["JPEG", "PNG", "WEBP"]
MOST_BYTES = 10_000_000
MOST_PIXELS = 50_000_000
WIDTH = 1200
QUALITY = 80
NOT_A_PICTURE = "Tệp này không phải ảnh JPEG, PNG hoặc WebP, hoặc đã bị hỏng."
TOO_BIG = "Ảnh này nặng hơn 10 MB. Hãy thu nhỏ ảnh rồi tải lên lại."
TOO_MANY_PIXELS = "Ảnh này lớn hơn 50 triệu điểm ảnh. Hãy thu nhỏ rồi tải lên lại."


class Picture(ContentFile):
    """A picture that has been decoded and written anew, named by its content."""

    def __init__(self, image: Image.Image):
        written = BytesIO()
        # The writer copies a comment of the camera from here.
        image.info = {}
        image.save(written, "JPEG", quality=QUALITY, optimize=True, progressive=True)
        content = written.getvalue()
        name = hashlib.sha256(content).hexdigest()[:32]
        super().__init__(content, f"{name}.jpg")
        self.width, self.height = image.size


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
    except Exception as error:
        # Whatever a forged file makes the decoders raise says the same.
        raise ValidationError(NOT_A_PICTURE, code="not_a_picture") from error


def _decoded(file) -> Image.Image:
    file.seek(0)
    image = Image.open(file, formats=FORMATS)
    # Read from the head of the file, before its pixels take any memory.
    if image.width * image.height > MOST_PIXELS:
        raise ValidationError(TOO_MANY_PIXELS, code="too_many_pixels")
    # What is drawn with half the pixels anyway is decoded with half of them.
    image.draft("RGB", (2 * WIDTH, 2 * WIDTH))
    image = ImageOps.exif_transpose(image)
    image.thumbnail((WIDTH, WIDTH), Image.Resampling.LANCZOS)
    return _on_white(image)


def _on_white(image) -> Image.Image:
    if not image.has_transparency_data:
        return image.convert("RGB")
    image = image.convert("RGBA")
    white = Image.new("RGBA", image.size, "white")
    return Image.alpha_composite(white, image).convert("RGB")


class PictureFile(FieldFile):
    """The file of a picture; the same picture uploaded twice is one file."""

    def save(self, name, content, save=True):  # noqa: FBT002 Django's
        kept = picture(content)
        self.instance.width, self.instance.height = kept.width, kept.height
        self.name = self.field.generate_filename(self.instance, kept.name)
        if not self.storage.exists(self.name):
            self.name = self.storage.save(self.name, kept)
        setattr(self.instance, self.field.attname, self.name)
        self._committed = True
        if save:
            self.instance.save()

    save.alters_data = True

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
    """A picture, kept as picture() leaves it; sets `width` and `height` of its row."""

    attr_class = PictureFile

    def pre_save(self, model_instance, add):
        file = super().pre_save(model_instance, add)
        if not file:
            model_instance.width = model_instance.height = None
        return file

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": PictureFormField, **kwargs})
