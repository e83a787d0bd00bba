"""What readers write about articles; nothing is shown before it was approved."""

import datetime

import pghistory
from django.conf import settings
from django.db import connection, models, transaction
from django.db.models import Q
from django.utils import timezone

from partyportal.fields import NfcConstraint, VietnameseCharField, VietnameseTextField

SAME_WITHIN = datetime.timedelta(days=1)
# Many readers share the address of one mobile network.
MOST_FROM_A_NETWORK = 10
COUNTED_FOR = datetime.timedelta(hours=1)
# Any number, as long as nothing else locks by it.
LOCK = 7_100_517_001


class CommentQuerySet(models.QuerySet):
    def visible_to(self, user, *, on):
        return self if user.duties(on=on).moderates_comments else self.none()

    def approved(self):
        return self.filter(state=Comment.State.APPROVED)

    def is_too_busy(self, network: str, *, at) -> bool:
        recent = self.filter(network=network, sent_at__gt=at - COUNTED_FOR)
        return recent.count() >= MOST_FROM_A_NETWORK

    def same_as(self, *, article, name, email, text, at):
        """The same words of the same reader on the same article, within a day."""
        return self.filter(
            article=article,
            name__iexact=name,
            email__iexact=email,
            text=text,
            sent_at__gt=at - SAME_WITHIN,
        )

    @transaction.atomic
    def receive(self, *, network: str, **sent) -> "Comment | None":
        """Keep a comment until a moderator decides; None if the network sent too many.

        `sent` is article, name, email and text. Sent twice, it is kept once.
        """
        # One after the other: two at once would both find nothing before them.
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        now = timezone.now()
        if already := self.same_as(**sent, at=now).first():
            return already
        if self.is_too_busy(network, at=now):
            return None
        return self.create(network=network, sent_at=now, **sent)


@pghistory.track(exclude=["email", "network"])
class Comment(models.Model):
    """The opinion of a reader. The e-mail address is for the moderators alone."""

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
    email = models.EmailField("thư điện tử")
    text = VietnameseTextField("ý kiến", max_length=2000)
    sent_at = models.DateTimeField("gửi lúc")
    network = models.GenericIPAddressField("mạng gửi đến")
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

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = "ý kiến"
        verbose_name_plural = "ý kiến"
        ordering = ["sent_at", "pk"]
        indexes = [
            models.Index(fields=["article", "sent_at"], name="comment_of_article"),
            models.Index(fields=["network", "sent_at"], name="comment_of_network"),
        ]
        constraints = [
            NfcConstraint(fields=["name", "email", "text"], name="comment_text_is_nfc"),
            models.CheckConstraint(
                name="comment_state_known",
                condition=Q(state__in=["waiting", "approved", "refused"]),
            ),
            models.CheckConstraint(
                name="comment_decided_by_somebody",
                condition=Q(state="waiting", decided_by=None, decided_at=None)
                | (
                    ~Q(state="waiting")
                    & Q(decided_by__isnull=False, decided_at__isnull=False)
                ),
            ),
        ]

    def __str__(self):
        return f"{self.name}: {self.text[:60]}"

    def approve(self, *, by) -> None:
        self._decide(self.State.APPROVED, by)

    def refuse(self, *, by) -> None:
        self._decide(self.State.REFUSED, by)

    def reconsider(self) -> None:
        """Take a decision back: the comment waits again and is not shown."""
        self.state = self.State.WAITING
        self.decided_by = self.decided_at = None
        self.save(update_fields=["state", "decided_by", "decided_at"])

    def _decide(self, state, by):
        if self.state != state:
            self.state, self.decided_by, self.decided_at = state, by, timezone.now()
            self.save(update_fields=["state", "decided_by", "decided_at"])
