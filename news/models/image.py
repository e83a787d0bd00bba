"""Pictures of articles, and what is said about them."""

import pghistory
from django.db import models
from django.db.models import Q
from django.urls import reverse

from news.pictures import PictureField
from partyportal.fields import NfcConstraint, VietnameseCharField

SAY_WHAT_IT_SHOWS = (
    "Hãy tả ảnh bằng một câu cho người không nhìn thấy, "
    "hoặc đánh dấu là ảnh trang trí; không làm cả hai."
)


class ImageQuerySet(models.QuerySet):
    def visible_to(self, user, *, on):
        return self if user.duties(on=on).writes_news else self.none()


@pghistory.track()
class Image(models.Model):
    """A picture with its caption; what was imported may lack the picture itself."""

    file = PictureField(
        "tệp ảnh",
        upload_to="images",
        blank=True,
        help_text="JPEG, PNG hoặc WebP, nhẹ hơn 10 MB. "
        "Nơi chụp và các ghi chú của máy ảnh được bỏ đi.",
    )
    width = models.PositiveIntegerField("rộng", null=True, blank=True, editable=False)
    height = models.PositiveIntegerField("cao", null=True, blank=True, editable=False)
    alternative_text = VietnameseCharField(
        "lời tả ảnh",
        max_length=250,
        blank=True,
        help_text="Đọc cho người không nhìn thấy ảnh; khác với chú thích.",
    )
    is_decorative = models.BooleanField(
        "chỉ để trang trí",
        default=False,
        help_text="Ảnh không nói thêm điều gì; khi đó không cần lời tả.",
    )
    caption = VietnameseCharField("chú thích", max_length=300, blank=True)
    credit = VietnameseCharField("người chụp, nguồn", max_length=100, blank=True)
    created_at = models.DateTimeField("tạo lúc", auto_now_add=True)

    objects = ImageQuerySet.as_manager()

    class Meta:
        verbose_name = "ảnh"
        verbose_name_plural = "ảnh"
        ordering = ["-created_at", "-pk"]
        constraints = [
            NfcConstraint(
                fields=["alternative_text", "caption", "credit"],
                name="image_text_is_nfc",
            ),
            models.CheckConstraint(
                name="image_says_what_it_shows",
                condition=Q(file="")
                | Q(is_decorative=True, alternative_text="")
                | (Q(is_decorative=False) & ~Q(alternative_text="")),
                violation_error_message=SAY_WHAT_IT_SHOWS,
            ),
            models.CheckConstraint(
                name="image_shows_something",
                condition=~Q(file="") | ~Q(caption=""),
                violation_error_message="Hãy chọn tệp ảnh hoặc viết chú thích.",
            ),
            models.CheckConstraint(
                name="image_size_with_file",
                condition=Q(file="", width=None, height=None)
                # A check passes where it compares with NULL.
                | (
                    ~Q(file="")
                    & Q(width__isnull=False, width__gt=0)
                    & Q(height__isnull=False, height__gt=0)
                ),
            ),
        ]

    def __str__(self):
        return self.caption or self.alternative_text or self.file.name

    @property
    def url(self) -> str:
        return reverse("news:picture_file", args=[self.file.name.rpartition("/")[2]])
