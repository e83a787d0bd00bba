"""Tags: what articles have in common across the categories."""

import functools

import pghistory
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse

from news.addresses import AddressedQuerySet
from news.models.article import Article
from news.models.newsroom import NewsroomQuerySet
from news.models.stamp import Stamp
from partyportal.fields import NfcConstraint, VietnameseCharField
from partyportal.vietnamese import slugify

KNOWN = "Đã có thẻ này."
WITHOUT_LETTERS = "Tên thẻ phải có chữ hoặc số."


@functools.cache
def tag_address(slug: str) -> str:
    return reverse("news:tag_detail", args=[slug])


class TagSlugField(models.SlugField):
    """The name as part of an address, taken from it on every save."""

    def pre_save(self, model_instance, add):
        slug = slugify(model_instance.name)[: self.max_length].strip("-")
        setattr(model_instance, self.attname, slug)
        return slug


class TagQuerySet(NewsroomQuerySet, AddressedQuerySet):
    def unmerged(self):
        """Those that articles have; one that was merged only leads on."""
        return self.filter(merged_into=None)

    def meant_by(self, slug: str):
        """The tag at an address, or the one that it was merged into."""
        return self.unmerged().filter(Q(slug=slug) | Q(merged__slug=slug))

    def named(self, name: str) -> "Tag":
        """The tag of that name, however it is written; made if there is none."""
        tag, _ = self.get_or_create(slug=slugify(name), defaults={"name": name})
        return tag.merged_into or tag


@pghistory.track()
class Tag(models.Model):
    """A word that articles share, such as "Nông thôn mới".

    Two tags for one thing become one: the other leads there, and its address too.
    """

    name = VietnameseCharField("tên", max_length=60)
    slug = TagSlugField(
        "phần địa chỉ", max_length=60, unique=True, db_index=False, editable=False
    )
    merged_into = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="merged",
        verbose_name="đã gộp vào",
    )

    objects = TagQuerySet.as_manager()

    class Meta:
        verbose_name = "thẻ"
        verbose_name_plural = "thẻ"
        ordering = ["name"]
        constraints = [
            NfcConstraint(fields=["name", "slug"], name="tag_text_is_nfc"),
            models.CheckConstraint(
                name="tag_has_an_address",
                condition=~Q(slug=""),
                violation_error_message=WITHOUT_LETTERS,
            ),
            models.CheckConstraint(
                name="tag_merged_into_another",
                condition=Q(merged_into=None) | ~Q(merged_into=F("id")),
                violation_error_message="Thẻ chỉ gộp được vào một thẻ khác.",
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self) -> str:
        return tag_address(self.slug)

    def clean(self):
        slug = slugify(self.name)
        if not slug:
            raise ValidationError({"name": WITHOUT_LETTERS})
        if Tag.objects.filter(slug=slug).exclude(pk=self.pk).exists():
            raise ValidationError({"name": KNOWN})

    @transaction.atomic
    def merge_into(self, other: "Tag") -> None:
        """Give the articles of this tag to another one, or to where that one leads.

        For good, and nothing happens to a tag that was merged before.
        """
        Stamp.objects.hold()
        # One after the other: two at once could merge each tag into the other.
        list(Tag.objects.select_for_update().order_by("pk").values("pk"))
        self.refresh_from_db()
        other.refresh_from_db()
        other = other.merged_into or other
        if other == self or self.merged_into_id:
            return
        taggings = Article.tags.through.objects
        articles = taggings.filter(tag=self).values_list("article", flat=True)
        other.articles.add(*articles)
        self.articles.clear()
        self.merged.update(merged_into=other)
        self.merged_into = other
        self.save(update_fields=["merged_into"])


@pghistory.track(obj_field=None)
class Tagging(Article.tags.through):
    """That an article has a tag; a proxy, so that history is kept of it."""

    class Meta:
        proxy = True
        verbose_name = "gắn thẻ"
        verbose_name_plural = "gắn thẻ"
