"""The categories that articles stand in."""

import pghistory
from django.db import models
from django.db.models import Exists, OuterRef

from news.addresses import AddressedQuerySet
from news.models.article import Article, category_address
from news.models.newsroom import NewsroomQuerySet
from partyportal.fields import NfcConstraint, VietnameseCharField
from partyportal.vietnamese import slugify


class CategoryQuerySet(NewsroomQuerySet, AddressedQuerySet):
    def in_use(self, *, at):
        """Those with something to read."""
        published = Article.objects.published(at=at).filter(category=OuterRef("pk"))
        return self.filter(Exists(published))

    def named(self, name: str) -> "Category":
        """The category of that name, made at the end of the row if there is none."""
        last = self.aggregate(last=models.Max("position"))["last"] or 0
        category, _ = self.get_or_create(
            slug=slugify(name), defaults={"name": name, "position": last + 1}
        )
        return category


@pghistory.track()
class Category(models.Model):
    """A section of the news, such as "Xây dựng Đảng"."""

    name = VietnameseCharField("tên", max_length=100)
    slug = models.SlugField(
        "phần địa chỉ",
        max_length=100,
        unique=True,
        help_text="Chữ không dấu và gạch nối, ví dụ xay-dung-dang.",
        error_messages={"unique": "Đã có chuyên mục dùng phần địa chỉ này."},
    )
    position = models.PositiveSmallIntegerField("thứ tự", default=0)

    objects = CategoryQuerySet.as_manager()

    class Meta:
        verbose_name = "chuyên mục"
        verbose_name_plural = "chuyên mục"
        ordering = ["position", "name"]
        constraints = [
            NfcConstraint(fields=["name", "slug"], name="category_text_is_nfc")
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self) -> str:
        return category_address(self.slug)
