"""Pictures of articles, and what is said about them."""

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from news.models.newsroom import NewsroomQuerySet
from news.pictures import PictureField, key_of
from partyportal.fields import NfcConstraint, VietnameseCharField

SAY_WHAT_IT_SHOWS = (
    "Hãy tả ảnh bằng một câu cho người không nhìn thấy, "
    "hoặc đánh dấu là ảnh trang trí; không làm cả hai."
)

# Three times the dots of the picture beside a title.
WIDEST_IN_A_LIST = 768


class ImageQuerySet(NewsroomQuerySet):
    def keys(self) -> set[str]:
        """What the names of all their files begin with."""
        names = self.exclude(file="").values_list("file", flat=True)
        return {key_of(name) for name in names}


@pghistory.track()
class Image(models.Model):
    """A picture with its caption; what was imported may lack the picture itself."""

    file = PictureField(
        "tệp ảnh",
        upload_to="images",
        blank=True,
        help_text="JPEG, PNG hoặc WebP, nhẹ hơn 10 MB và không quá 50 triệu điểm ảnh; "
        "đẹp nhất là rộng từ 1.600 điểm. Sau khi bấm lưu, xin chờ vài giây để cổng "
        "thông tin thu ảnh thành các cỡ cho điện thoại và máy tính. "
        "Nơi chụp và các ghi chú của máy ảnh được bỏ đi.",
    )
    width = models.PositiveIntegerField("rộng", null=True, blank=True, editable=False)
    height = models.PositiveIntegerField("cao", null=True, blank=True, editable=False)
    # With the name of the file they name every rendition, so that a page with pictures
    # needs no further query and no look into the storage.
    widths = ArrayField(
        models.PositiveSmallIntegerField(),
        verbose_name="các cỡ",
        default=list,
        blank=True,
        editable=False,
    )
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
                condition=Q(file="", width=None, height=None, widths=[])
                # A check passes where it compares with NULL.
                | (
                    ~Q(file="")
                    & ~Q(widths=[])
                    & Q(width__isnull=False, width__gt=0)
                    & Q(height__isnull=False, height__gt=0)
                ),
            ),
        ]

    def __str__(self):
        return self.caption or self.alternative_text or self.file.name

    @property
    def url(self) -> str:
        """The address of the largest JPEG."""
        return self.file.url

    @property
    def shared_url(self) -> str:
        """The address of the cut that other sites show, see news.pictures.SHARED."""
        return f"{self._address}-chia-se.jpg"

    @property
    def small_url(self) -> str:
        return f"{self._address}-{self.widths[0]}.jpg"

    @property
    def avif(self) -> str:
        return self._srcset("avif", self.widths)

    @property
    def jpeg(self) -> str:
        return self._srcset("jpg", self.widths)

    @property
    def small_avif(self) -> str:
        return self._srcset("avif", self._small_widths)

    @property
    def small_jpeg(self) -> str:
        return self._srcset("jpg", self._small_widths)

    @property
    def _small_widths(self):
        return [w for w in self.widths if w <= WIDEST_IN_A_LIST] or self.widths[:1]

    @property
    def _address(self):
        return self.url.rpartition("-")[0]

    def _srcset(self, kind, widths):
        address = self._address
        return ", ".join(f"{address}-{width}.{kind} {width}w" for width in widths)
