"""What readers write about articles; nothing is shown before it was approved."""

import datetime
from typing import Self

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import connection, models, transaction
from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone

from news.screening import Reason, reasons_in
from partyportal.fields import (
    AccentlessContains,
    NfcConstraint,
    VietnameseCharField,
    VietnameseTextField,
)

SAME_WITHIN = datetime.timedelta(days=1)
# Limits count the last hour. Many readers share the address of one mobile network.
COUNTED_FOR = datetime.timedelta(hours=1)
MOST_FROM_A_NETWORK = 10
MANY_FROM_A_NETWORK = 3
# Whoever borrows many networks, or hides them, fills no more of the queue than this.
MOST_ON_AN_ARTICLE = 30
UNDONE_FOR = datetime.timedelta(hours=1)
# The form and the privacy page promise this; `erase_comment_emails` keeps it.
EMAIL_KEPT_DAYS = 30
EMAIL_KEPT_FOR = datetime.timedelta(days=EMAIL_KEPT_DAYS)
# Any number, as long as nothing else locks by it.
LOCK = 7_100_517_001

VietnameseTextField.register_lookup(AccentlessContains, "icontains")


class TooManyComments(Exception):
    """A limit is reached: `of` is "network" or "article"."""

    def __init__(self, of: str):
        super().__init__(of)
        self.of = of


class CommentQuerySet(models.QuerySet):
    def visible_to(self, user, *, on):
        duties = user.duties(on=on)
        if duties.moderates_comments:
            return self
        # Who answers for the articles answers readers too, once they are heard.
        return self.approved() if duties.publishes_news else self.none()

    def waiting(self):
        return self.filter(state=Comment.State.WAITING)

    def approved(self):
        return self.filter(state=Comment.State.APPROVED)

    def decided(self):
        return self.exclude(state=Comment.State.WAITING)

    def search(self, text):
        return self.filter(
            Q(name__icontains=text)
            | Q(text__icontains=text)
            | Q(article__title__icontains=text)
        )

    # Coming in

    def same_as(self, *, article, name, email, text, at):
        """The same words of the same reader on the same article, within a day."""
        return self.filter(
            article=article,
            name__iexact=name,
            email__iexact=email,
            text=text,
            sent_at__gt=at - SAME_WITHIN,
        )

    def known_of(self, *, article, email, text, network, at, **rest) -> dict[str, int]:
        """Count what was sent lately that tells of this sender, in one query."""
        in_the_hour = Q(sent_at__gt=at - COUNTED_FOR)
        # Of an unknown network nothing is known: NULL equals nothing.
        theirs = Q(network=network) if network else Q(pk=None)
        refused = Q(state=Comment.State.REFUSED)
        return self.filter(sent_at__gt=at - EMAIL_KEPT_FOR).aggregate(
            from_network=Count("pk", filter=theirs & in_the_hour),
            on_article=Count("pk", filter=Q(article=article) & in_the_hour),
            same_words=Count("pk", filter=Q(text=text)),
            refused=Count("pk", filter=refused & (theirs | Q(email__iexact=email))),
        )

    @transaction.atomic
    def receive(self, *, network: str | None, reasons=(), **sent) -> "Comment":
        """Keep a comment until a moderator decides; TooManyComments past a limit.

        `sent` is article, name, email and text. Sent twice, it is kept once.
        """
        # One after the other: two at once would both find nothing before them.
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        now = timezone.now()
        if already := self.same_as(**sent, at=now).first():
            return already
        known = self.known_of(**sent, network=network, at=now)
        _refuse_too_many(known)
        found = {*reasons, *_reasons_known(known, network)}
        found |= reasons_in(f"{sent['name']}\n{sent['text']}")
        ordered = [reason for reason in Reason if reason in found]
        return self.create(network=network, reasons=ordered, sent_at=now, **sent)

    # Decisions

    def approve(self, *, by) -> int:
        return self._decide(Comment.State.APPROVED, by)

    def refuse(self, *, by) -> int:
        return self._decide(Comment.State.REFUSED, by)

    def _decide(self, state, by) -> int:
        """Decide on what still waits, at one moment, and say on how many."""
        # One statement: what another moderator decided meanwhile is not touched.
        return self.waiting().update(
            state=state, decided_by=by, decided_at=timezone.now()
        )

    def reconsider(self) -> int:
        """Take decisions back: the comments wait again and are not shown."""
        return self.decided().update(
            state=Comment.State.WAITING, decided_by=None, decided_at=None
        )

    def last_decided(self, *, by, at) -> Self:
        """What a user decided in one go, the last time of this hour."""
        theirs = self.decided().filter(decided_by=by, decided_at__gt=at - UNDONE_FOR)
        return theirs.filter(
            decided_at=theirs.order_by("-decided_at").values("decided_at")[:1]
        )

    # What is not kept

    def erase_emails(self, *, at) -> int:
        """Forget addresses and networks of what was sent too long ago."""
        old = self.filter(sent_at__lte=at - EMAIL_KEPT_FOR)
        return old.exclude(email="", network=None).update(email="", network=None)


def _refuse_too_many(known):
    if known["from_network"] >= MOST_FROM_A_NETWORK:
        raise TooManyComments("network")
    if known["on_article"] >= MOST_ON_AN_ARTICLE:
        raise TooManyComments("article")


def _reasons_known(known, network):
    if known["same_words"]:
        yield Reason.SAME_WORDS
    if known["refused"]:
        yield Reason.ONCE_REFUSED
    if network is None:
        yield Reason.NO_NETWORK
    if known["from_network"] >= MANY_FROM_A_NETWORK:
        yield Reason.BUSY_NETWORK


@pghistory.track(exclude=["email", "network"])
class Comment(models.Model):
    """The opinion of a reader. The e-mail address is for the moderators alone."""

    Reason = Reason

    class State(models.TextChoices):
        WAITING = "waiting", "Chờ duyệt"
        APPROVED = "approved", "Đã duyệt"
        REFUSED = "refused", "Không đăng"

    article = models.ForeignKey(
        "news.Article",
        on_delete=models.PROTECT,
        related_name="comments",
        verbose_name="bài viết",
    )
    name = VietnameseCharField("họ tên", max_length=100)
    # Empty once it was erased.
    email = models.EmailField("thư điện tử")
    text = VietnameseTextField("ý kiến", max_length=2000)
    sent_at = models.DateTimeField("gửi lúc")
    network = models.GenericIPAddressField("mạng gửi đến", null=True)
    reasons = ArrayField(
        models.CharField(max_length=20, choices=Reason),
        verbose_name="dấu hiệu",
        default=list,
        blank=True,
    )
    state = models.CharField(
        "trạng thái", max_length=10, choices=State, default=State.WAITING
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="decided_comments",
        verbose_name="người quyết định",
    )
    decided_at = models.DateTimeField("quyết định lúc", null=True, blank=True)
    reply = VietnameseTextField("trả lời", max_length=2000, blank=True)
    replied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="replied_comments",
        verbose_name="người trả lời",
    )
    replied_at = models.DateTimeField("trả lời lúc", null=True, blank=True)

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = "ý kiến"
        verbose_name_plural = "ý kiến"
        ordering = ["sent_at", "pk"]
        indexes = [
            models.Index(fields=["article", "sent_at"], name="comment_of_article"),
            models.Index(fields=["sent_at"], name="comment_by_time"),
            models.Index(fields=["decided_by", "decided_at"], name="comment_decided"),
        ]
        constraints = [
            NfcConstraint(
                fields=["name", "email", "text", "reply"], name="comment_text_is_nfc"
            ),
            models.CheckConstraint(
                name="comment_state_known",
                condition=Q(state__in=["waiting", "approved", "refused"]),
            ),
            models.CheckConstraint(
                name="comment_reasons_known",
                condition=Q(reasons__contained_by=list(Reason.values)),
            ),
            models.CheckConstraint(
                name="comment_decided_by_somebody",
                condition=Q(state="waiting", decided_by=None, decided_at=None)
                | (
                    ~Q(state="waiting")
                    & Q(decided_by__isnull=False, decided_at__isnull=False)
                ),
            ),
            models.CheckConstraint(
                name="comment_replied_by_somebody",
                condition=Q(reply="", replied_by=None, replied_at=None)
                | (
                    ~Q(reply="") & Q(replied_by__isnull=False, replied_at__isnull=False)
                ),
            ),
        ]

    def __str__(self):
        return f"{self.name}: {self.text[:60]}"

    def get_absolute_url(self):
        return reverse("news:comment_detail", args=[self.pk])

    @property
    def is_waiting(self) -> bool:
        # See also CommentQuerySet.waiting().
        return self.state == self.State.WAITING

    @property
    def reason_labels(self) -> list[str]:
        return [Reason(name).label for name in self.reasons]

    def answer(self, text: str, *, by) -> None:
        """Set what the office of the committee answers; an empty text takes it away."""
        if text != self.reply:
            self.reply = text
            self.replied_by = by if text else None
            self.replied_at = timezone.now() if text else None
            self.save(update_fields=["reply", "replied_by", "replied_at"])
