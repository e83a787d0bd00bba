"""Articles, from draft to withdrawal, and the categories they stand in."""

import datetime

import pghistory
from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Window
from django.db.models.functions import RowNumber
from django.urls import reverse
from django.utils import timezone

from news.html import HtmlField
from news.search import WITH_ACCENTS, SearchedQuerySet, search_column
from partyportal.fields import (
    Folded,
    NfcConstraint,
    VietnameseCharField,
    VietnameseTextField,
)
from partyportal.vietnamese import slugify

WITHOUT_LETTERS = "tin"


class CategoryQuerySet(models.QuerySet):
    def visible_to(self, user, *, on):
        return self if user.duties(on=on).writes_news else self.none()

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
        return reverse("news:category_detail", args=[self.slug])


class TitleSlugField(models.SlugField):
    """The title as part of an address, taken from it on every save."""

    def pre_save(self, model_instance, add):
        slug = slugify(model_instance.title)[: self.max_length].strip("-")
        setattr(model_instance, self.attname, slug or WITHOUT_LETTERS)
        return slug or WITHOUT_LETTERS


class ArticleQuerySet(SearchedQuerySet):
    def visible_to(self, user, *, on):
        return self if user.duties(on=on).writes_news else self.none()

    def published(self, *, at):
        # See also Article.is_published().
        return self.filter(published_at__lte=at, withdrawn_at=None)

    def for_lists(self):
        return self.select_related("category", "image").defer("body")

    def newest_of_each_category(self, count: int):
        rank = Window(RowNumber(), F("category"), order_by=["-published_at", "-pk"])
        return self.annotate(rank=rank).filter(rank__lte=count)


class ArticleManager(models.Manager.from_queryset(ArticleQuerySet)):
    """Leaves out what only the database reads: it is longer than the article."""

    def get_queryset(self):
        return super().get_queryset().defer("search", "search_exact")


@pghistory.track(exclude=["search", "search_exact"])
class Article(models.Model):
    """A piece of news. It appears by its own time, and nothing has to run for that."""

    SEARCH_ORDER = ("-published_at", "-pk")

    class Byline(models.TextChoices):
        TEXT = "text", "Bài"
        PHOTO = "photo", "Ảnh"
        BOTH = "both", "Bài, ảnh"
        SOURCE = "source", "Nguồn"

    category = models.ForeignKey(
        Category,
        on_delete=models.PROTECT,
        related_name="articles",
        verbose_name="chuyên mục",
    )
    title = VietnameseCharField("tiêu đề", max_length=200)
    slug = TitleSlugField("phần địa chỉ", max_length=200, editable=False)
    lead = VietnameseTextField(
        "lời dẫn", max_length=1000, blank=True, help_text="Một đoạn, không có thẻ HTML."
    )
    body = HtmlField(
        "nội dung",
        help_text="Dòng trống ngăn các đoạn. Dùng được các thẻ h2, h3, strong, em, ul, "
        "ol, li, blockquote, a và table.",
    )
    image = models.ForeignKey(
        "news.Image",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="articles",
        verbose_name="ảnh",
    )
    tags = models.ManyToManyField(
        "news.Tag", blank=True, related_name="articles", verbose_name="thẻ"
    )
    byline_role = models.CharField("ghi tên", max_length=10, choices=Byline, blank=True)
    byline_name = VietnameseCharField("tên tác giả, nguồn", max_length=100, blank=True)
    published_at = models.DateTimeField(
        "đăng lúc",
        null=True,
        blank=True,
        help_text="Chưa đến giờ thì bài tự hiện khi đến giờ. Để trống là bản nháp.",
    )
    withdrawn_at = models.DateTimeField("gỡ lúc", null=True, blank=True, editable=False)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="articles",
        verbose_name="người soạn",
    )
    created_at = models.DateTimeField("tạo lúc", auto_now_add=True)
    updated_at = models.DateTimeField("sửa lúc", auto_now=True)

    search = search_column("title", "lead", "body")
    search_exact = search_column("title", "lead", "body", config=WITH_ACCENTS)

    objects = ArticleManager()

    class Meta:
        verbose_name = "bài viết"
        verbose_name_plural = "bài viết"
        ordering = [F("published_at").desc(nulls_first=True), "-pk"]
        indexes = [
            models.Index(
                fields=["-published_at", "-id"],
                name="article_newest",
                condition=Q(withdrawn_at=None),
            ),
            models.Index(
                fields=["category", "-published_at", "-id"],
                name="article_newest_in_category",
                condition=Q(withdrawn_at=None),
            ),
            GinIndex(fields=["search"], name="article_search"),
            GinIndex(
                OpClass(Folded("title"), "gin_trgm_ops"), name="article_title_trigrams"
            ),
        ]
        constraints = [
            NfcConstraint(
                fields=["title", "slug", "lead", "body", "byline_name"],
                name="article_text_is_nfc",
            ),
            models.CheckConstraint(
                name="article_byline_role_known",
                condition=Q(byline_role__in=["", "text", "photo", "both", "source"]),
            ),
            models.CheckConstraint(
                name="article_byline_whole",
                condition=Q(byline_role="", byline_name="")
                | (~Q(byline_role="") & ~Q(byline_name="")),
                violation_error_message="Hãy điền cả hai: ghi là gì và tên ai.",
            ),
            models.CheckConstraint(
                name="article_withdrawn_after_publication",
                condition=Q(withdrawn_at=None)
                | Q(withdrawn_at__gte=F("published_at"), published_at__isnull=False),
                violation_error_message="Bài chưa đăng thì chưa gỡ được.",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self) -> str:
        parts = [self.category.slug, self.slug, self.pk]
        return reverse("news:article_detail", args=parts)

    def is_published(self, *, at: datetime.datetime) -> bool:
        # See also ArticleQuerySet.published().
        return (
            bool(self.published_at)
            and self.published_at <= at
            and not self.is_withdrawn
        )

    def state(self, *, at: datetime.datetime) -> str:
        """What editors call the state of the article at a moment."""
        if self.is_withdrawn:
            return "Đã gỡ"
        if self.published_at is None:
            return "Bản nháp"
        return "Đã đăng" if self.is_published(at=at) else "Chờ đến giờ"

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_at is not None

    def publish(self) -> None:
        """Show the article from now on; one that waits for its hour appears at once."""
        now = timezone.now()
        if not self.is_published(at=now):
            was_public = self.is_withdrawn
            self.published_at = self.published_at if was_public else now
            self.withdrawn_at = None
            self.save(update_fields=["published_at", "withdrawn_at"])

    def withdraw(self) -> None:
        """Take the article away; its address says that it is gone."""
        now = timezone.now()
        if self.is_published(at=now):
            self.withdrawn_at = now
            self.save(update_fields=["withdrawn_at"])
