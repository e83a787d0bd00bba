"""Articles, from draft to withdrawal."""

import datetime
import functools

import pghistory
from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, Count, F, Q, Value, When
from django.db.models.functions import TruncMonth
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property

from news.bylines import STORED, WRITES, Byline, BylinesField, parse_bylines
from news.html import HtmlField
from news.models.illustration import Illustration
from news.models.newsroom import NewsroomQuerySet
from news.search import (
    WITH_ACCENTS,
    Pairs,
    SearchedQuerySet,
    WithoutPlaces,
    search_column,
)
from partyportal.fields import (
    NO_SUCH_YEAR,
    YEARS,
    Folded,
    NfcConstraint,
    VietnameseCharField,
    VietnameseTextField,
)
from partyportal.vietnamese import local_day, next_month, slugify

WITHOUT_LETTERS = "tin"
# Letters of what other sites show below the title.
SUMMARY_LENGTH = 160
NEEDS_REASON = "Hãy ghi lý do trả lại để người soạn biết cần sửa gì."
# Wider than forms are by a year, so that no zone makes a difference. What lies before
# our era or at infinity Postgres keeps, but Python cannot read.
READABLE = (
    datetime.datetime(YEARS.start - 1, 1, 1, tzinfo=datetime.UTC),
    datetime.datetime(YEARS.stop + 1, 1, 1, tzinfo=datetime.UTC),
)
NEEDS_HOUR = "Bài chưa có giờ đăng. Hãy ghi giờ đăng trước, rồi mới ghi giờ hết hạn."
EXPIRES_TOO_EARLY = "Bài hết hạn sau giờ đăng. Hãy xem lại hai mốc thời gian này."


class State(models.TextChoices):
    """What editors call the state of an article; never stored, see Article.state()."""

    DRAFT = "draft", "Bản nháp"
    WAITING = "waiting", "Chờ duyệt"
    RETURNED = "returned", "Trả lại"
    APPROVED = "approved", "Đã duyệt"
    SCHEDULED = "scheduled", "Chờ đến giờ"
    PUBLISHED = "published", "Đã đăng"
    EXPIRED = "expired", "Hết hạn"
    WITHDRAWN = "withdrawn", "Đã gỡ"


# What may be done in each state; publish() brings back what is gone.
POSSIBLE = {
    State.DRAFT: ("submit", "approve", "publish"),
    State.WAITING: ("send_back", "approve", "publish"),
    State.RETURNED: ("submit", "approve", "publish"),
    State.APPROVED: ("send_back", "publish"),
    State.SCHEDULED: ("send_back", "publish"),
    State.PUBLISHED: ("withdraw",),
    State.EXPIRED: ("publish",),
    State.WITHDRAWN: ("publish",),
}


@functools.cache
def category_address(slug: str) -> str:
    return reverse("news:category_detail", args=[slug])


def address_of(category: str, slug: str, pk: int) -> str:
    """The address of an article from its parts: below that of its category.

    Put together, as reverse() would take longer than the rest of a headline.
    """
    return f"{category_address(category)}{slug}-{pk}/"


class TitleSlugField(models.SlugField):
    """The title as part of an address, taken from it on every save."""

    def pre_save(self, model_instance, add):
        slug = slugify(model_instance.title)[: self.max_length].strip("-")
        setattr(model_instance, self.attname, slug or WITHOUT_LETTERS)
        return slug or WITHOUT_LETTERS


class ArticleQuerySet(NewsroomQuerySet, SearchedQuerySet):
    def published(self, *, at):
        # See also Article.is_published().
        return self.filter(
            Q(expires_at=None) | Q(expires_at__gt=at),
            published_at__lte=at,
            withdrawn_at=None,
        )

    def in_state(self, state: State, *, at):
        # See also Article.state(): the first that is true counts.
        facts = {
            State.WITHDRAWN: Q(withdrawn_at__isnull=False),
            State.EXPIRED: Q(expires_at__lte=at),
            State.PUBLISHED: Q(published_at__lte=at),
            State.SCHEDULED: Q(published_at__isnull=False),
            State.APPROVED: Q(approved_at__isnull=False),
            State.RETURNED: Q(returned_at__isnull=False),
            State.WAITING: Q(submitted_at__isnull=False),
        }
        whens = [When(true, then=Value(name)) for name, true in facts.items()]
        return self.alias(state=Case(*whens, default=Value(State.DRAFT))).filter(
            state=state
        )

    def waiting_for(self, user, *, on, at):
        """What a publisher has to read; of others, what was sent back to them."""
        articles = self.visible_to(user, on=on)
        if user.duties(on=on).publishes_news:
            return articles.in_state(State.WAITING, at=at)
        return articles.in_state(State.RETURNED, at=at).filter(author=user)

    def approved(self):
        # See also Article.is_approved.
        return self.exclude(approved_at=None)

    def showing(self, image):
        """Those with the picture, beside the title or within the text."""
        within = Illustration.objects.filter(image=image).values("article")
        return self.filter(Q(image=image) | Q(pk__in=within))

    def for_titles(self):
        """Without the text: what a headline and the dates of it need."""
        fields = ["title", "slug", "published_at", "updated_at"]
        fields += ["category__name", "category__slug"]
        return self.select_related("category").only(*fields)

    def for_lists(self):
        return self.select_related("category", "image").defer("body")

    def newest_first(self):
        # As the indexes are ordered: no draft is among what is published.
        return self.order_by("-published_at", "-pk")

    def in_month(self, month: datetime.date):
        start = datetime.datetime.combine(month, datetime.time())
        end = datetime.datetime.combine(next_month(month), datetime.time())
        return self.filter(
            published_at__gte=timezone.make_aware(start),
            published_at__lt=timezone.make_aware(end),
        )

    def months(self) -> list[tuple[datetime.date, int]]:
        """Every month with something to read, newest first, and how much."""
        months = self.annotate(month=TruncMonth("published_at")).values("month")
        counts = months.annotate(count=Count("pk")).order_by("-month")
        return [(local_day(row["month"]), row["count"]) for row in counts]


class ArticleManager(models.Manager.from_queryset(ArticleQuerySet)):
    """Leaves out what only the database reads: it is longer than the article."""

    def get_queryset(self):
        return super().get_queryset().defer("search", "search_exact")


@pghistory.track(exclude=["search", "search_exact"])
class Article(models.Model):
    """A piece of news. It appears by its own time, and nothing has to run for that."""

    SEARCH_ORDER = ("-published_at", "-pk")

    category = models.ForeignKey(
        "news.Category",
        on_delete=models.PROTECT,
        related_name="articles",
        verbose_name="chuyên mục",
    )
    title = VietnameseCharField("tiêu đề", max_length=200)
    slug = TitleSlugField("phần địa chỉ", max_length=200, editable=False)
    lead = VietnameseTextField(
        "lời dẫn",
        max_length=1000,
        blank=True,
        help_text="Một đoạn chữ, không in đậm, không có liên kết.",
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
        verbose_name="ảnh đầu bài",
    )
    tags = models.ManyToManyField(
        "news.Tag", blank=True, related_name="articles", verbose_name="thẻ"
    )
    bylines = BylinesField(
        "tác giả, nguồn",
        max_length=500,
        blank=True,
        help_text="Mỗi dòng một mục: “Bài, ảnh: Thu Hà”, “Ảnh: …” hoặc “Nguồn: …”.",
    )
    # What happened to it; the state follows from these, see state().
    submitted_at = models.DateTimeField(
        "gửi duyệt lúc", null=True, blank=True, editable=False
    )
    returned_at = models.DateTimeField(
        "trả lại lúc", null=True, blank=True, editable=False
    )
    return_reason = VietnameseTextField("lý do trả lại", max_length=1000, blank=True)
    approved_at = models.DateTimeField(
        "duyệt lúc", null=True, blank=True, editable=False
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="decided_articles",
        verbose_name="người duyệt hoặc trả lại",
    )
    published_at = models.DateTimeField(
        "đăng lúc",
        null=True,
        blank=True,
        help_text="Chưa đến giờ thì bài tự hiện khi đến giờ. Đặt giờ đăng cũng là "
        "duyệt bài.",
    )
    expires_at = models.DateTimeField(
        "hết hạn lúc",
        null=True,
        blank=True,
        help_text="Từ giờ này bài không còn trên cổng. Thường để trống.",
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
    source_key = VietnameseCharField(
        "khóa của bài nhập", max_length=300, blank=True, editable=False
    )
    created_at = models.DateTimeField("tạo lúc", auto_now_add=True)
    updated_at = models.DateTimeField("sửa lúc", auto_now=True)

    search = search_column("title", "lead", WithoutPlaces("body"))
    search_exact = search_column(
        "title", "lead", WithoutPlaces("body"), config=WITH_ACCENTS
    )

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
            GinIndex(Pairs("search"), name="article_pairs"),
            GinIndex(
                OpClass(Folded("title"), "gin_trgm_ops"), name="article_title_trigrams"
            ),
            # The version of every public page asks for the last one.
            models.Index(
                fields=["-expires_at"],
                name="article_expiry",
                condition=Q(expires_at__isnull=False),
            ),
        ]
        constraints = [
            NfcConstraint(
                fields=[
                    *("title", "slug", "lead", "body", "bylines"),
                    *("return_reason", "source_key"),
                ],
                name="article_text_is_nfc",
            ),
            models.CheckConstraint(
                name="article_bylines_whole",
                condition=Q(bylines__regex=STORED),
                violation_error_message="Mỗi dòng cần có vai trò và tên.",
            ),
            models.UniqueConstraint(
                name="article_imported_once",
                fields=["source_key"],
                condition=~Q(source_key=""),
            ),
            models.CheckConstraint(
                name="article_returned_whole",
                condition=Q(returned_at=None, return_reason="")
                | (
                    Q(returned_at__isnull=False, submitted_at=None, approved_at=None)
                    & ~Q(return_reason="")
                ),
                violation_error_message=NEEDS_REASON,
            ),
            models.CheckConstraint(
                name="article_decided_on",
                condition=Q(decided_by=None)
                | Q(approved_at__isnull=False)
                | Q(returned_at__isnull=False),
            ),
            models.CheckConstraint(
                name="article_approved_before_publication",
                condition=Q(published_at=None) | Q(approved_at__isnull=False),
                violation_error_message="Bài chưa duyệt thì chưa đăng được.",
            ),
            models.CheckConstraint(
                name="article_withdrawn_after_publication",
                condition=Q(withdrawn_at=None)
                | Q(withdrawn_at__gte=F("published_at"), published_at__isnull=False),
                violation_error_message="Bài chưa đăng thì chưa gỡ được.",
            ),
            models.CheckConstraint(
                name="article_expires_after_publication",
                condition=Q(expires_at=None)
                | Q(expires_at__gt=F("published_at"), published_at__isnull=False),
                violation_error_message=EXPIRES_TOO_EARLY,
            ),
            models.CheckConstraint(
                name="article_hours_readable",
                condition=(Q(published_at=None) | Q(published_at__range=READABLE))
                & (Q(expires_at=None) | Q(expires_at__range=READABLE)),
                violation_error_message=NO_SUCH_YEAR,
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self) -> str:
        return address_of(self.category.slug, self.slug, self.pk)

    def clean(self):
        starts, ends = self.published_at, self.expires_at
        if ends and not starts:
            raise ValidationError({"expires_at": NEEDS_HOUR})
        if ends and ends <= starts:
            raise ValidationError({"expires_at": EXPIRES_TOO_EARLY})

    @property
    def byline_list(self) -> list[Byline]:
        return parse_bylines(self.bylines)

    @property
    def writers(self) -> list[str]:
        """The names of those who wrote it, one by one."""
        return [
            name
            for byline in self.byline_list
            if byline.role in WRITES
            for name in byline.names
        ]

    @cached_property
    def summary(self) -> str:
        """What search engines and other sites show below the title."""
        text = self.lead or self.title
        if len(text) <= SUMMARY_LENGTH:
            return text
        return f"{text[: SUMMARY_LENGTH - 1].rstrip()}…"

    @property
    def modified_at(self) -> datetime.datetime:
        """When readers last got another text: never before they got the first."""
        return max(self.published_at, self.updated_at)

    # The state at a moment

    def is_published(self, *, at: datetime.datetime) -> bool:
        # See also ArticleQuerySet.published().
        return self.state(at=at) is State.PUBLISHED

    def state(self, *, at: datetime.datetime) -> State:
        # See also ArticleQuerySet.in_state(): the first that is true counts.
        facts = {
            State.WITHDRAWN: self.is_withdrawn,
            State.EXPIRED: self.is_expired(at=at),
            State.PUBLISHED: self.has_appeared(at=at),
            State.SCHEDULED: self.published_at,
            State.APPROVED: self.is_approved,
            State.RETURNED: self.returned_at,
            State.WAITING: self.submitted_at,
        }
        return next((state for state, true in facts.items() if true), State.DRAFT)

    def has_appeared(self, *, at: datetime.datetime) -> bool:
        """Whether readers could see it once, even if it is gone by now.

        See also news.reading, whose function of the database asks the same.
        """
        return self.published_at is not None and self.published_at <= at

    def is_expired(self, *, at: datetime.datetime) -> bool:
        return self.expires_at is not None and self.expires_at <= at

    def is_gone(self, *, at: datetime.datetime) -> bool:
        """Whether its address says that it was here."""
        return self.is_withdrawn or self.is_expired(at=at)

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_at is not None

    @property
    def is_approved(self) -> bool:
        """Whether it is with those who publish: an editor changes nothing any more."""
        return self.approved_at is not None

    # What happens to it

    def submit(self) -> None:
        """Ask a publisher to read it."""
        if not (self.submitted_at or self.is_approved):
            self.submitted_at = timezone.now()
            self.returned_at, self.return_reason, self.decided_by = None, "", None
            self._save_events()

    def send_back(self, *, reason: str, by) -> None:
        """Give it back to who wrote it, before readers have seen it."""
        if not self.has_appeared(at=timezone.now()):
            self.returned_at, self.return_reason = timezone.now(), reason
            self.submitted_at = self.approved_at = None
            self.published_at = self.expires_at = None
            self.decided_by = by
            self._save_events()

    def approve(self, *, by) -> None:
        """Find it fit to be published; it appears when it has an hour."""
        if not self.is_approved:
            self.mark_approved(by=by)
            self._save_events()

    def mark_approved(self, *, by) -> None:
        """Approve it without saving, for who saves its text too."""
        self.approved_at, self.decided_by = timezone.now(), by
        self.returned_at, self.return_reason = None, ""

    def publish(self, *, by) -> None:
        """Show the article from now on; one that waits for its hour appears at once.

        One that was withdrawn or has expired comes back as what it was.
        """
        now = timezone.now()
        if self.is_published(at=now):
            return
        if not self.is_approved:
            self.mark_approved(by=by)
        if not self.has_appeared(at=now):
            self.published_at = now
        if self.is_expired(at=now):
            self.expires_at = None
        self.withdrawn_at = None
        self._save_events()

    def withdraw(self) -> None:
        """Take the article away; its address says that it is gone."""
        now = timezone.now()
        if self.is_published(at=now):
            self.withdrawn_at = now
            self._save_events()

    def _save_events(self):
        self.save(
            update_fields=[
                *("submitted_at", "returned_at", "return_reason", "approved_at"),
                *("decided_by", "published_at", "expires_at", "withdrawn_at"),
            ]
        )
