"""Pictures within the text of an article."""

import pghistory
from django.db import models
from django.db.models import Q


@pghistory.track()
class Illustration(models.Model):
    """A picture that stands where the text has a paragraph such as [ảnh 1].

    See news/illustrations.py for how text and pictures come together.
    """

    article = models.ForeignKey(
        "news.Article",
        on_delete=models.CASCADE,
        related_name="illustrations",
        verbose_name="bài viết",
    )
    number = models.PositiveSmallIntegerField(
        "số",
        help_text="Trong nội dung, viết [ảnh 1] thành một dòng riêng ở nơi ảnh số 1 sẽ "
        "đứng. Ảnh đầu bài không ghi ở đây.",
    )
    image = models.ForeignKey(
        "news.Image",
        on_delete=models.PROTECT,
        related_name="illustrations",
        verbose_name="ảnh",
    )

    class Meta:
        verbose_name = "ảnh trong bài"
        verbose_name_plural = "ảnh trong bài"
        ordering = ["article", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "number"],
                name="illustration_once_in_article",
                violation_error_message="Trong bài đã có ảnh mang số này.",
            ),
            models.CheckConstraint(
                name="illustration_number_fits_in_text",
                condition=Q(number__range=(1, 99)),
                violation_error_message="Số của ảnh từ 1 đến 99.",
            ),
        ]

    def __str__(self):
        return f"[ảnh {self.number}]"
