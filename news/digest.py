"""The mail that tells moderators what waits, and nothing about who wrote it."""

from django.core.mail import EmailMessage, get_connection
from django.db.models import Count, Min, Q
from django.template.loader import render_to_string
from django.urls import reverse

from members.intervals import true_on
from members.models import Duty, User
from news.models import Article, Comment

SUBJECT = "Có {} ý kiến bạn đọc chờ duyệt"


def moderators(*, on):
    """Whom the mail goes to: active accounts with that duty and an address."""
    duty = Duty.Kind.MODERATOR
    theirs = Q(held_duties__kind=duty) & true_on(on, through="held_duties")
    return User.objects.filter(theirs, is_active=True).exclude(email="")


def waiting_articles():
    """Articles with waiting comments: `waiting`, `marked` and `oldest` of each."""
    waits = Q(comments__state=Comment.State.WAITING)
    return (
        Article.objects.filter(waits)
        .annotate(
            waiting=Count("comments", filter=waits),
            marked=Count("comments", filter=waits & ~Q(comments__reasons=[])),
            oldest=Min("comments__sent_at", filter=waits),
        )
        .order_by("oldest")
    )


def send_digest(*, address: str, on) -> tuple[int, int]:
    """Send the mail where something waits: how many wait, how many were written to."""
    articles = list(waiting_articles())
    waiting = sum(article.waiting for article in articles)
    addresses = list(moderators(on=on).values_list("email", flat=True))
    if not waiting:
        return 0, 0
    text = render_to_string(
        "emails/moderation_digest.txt",
        {
            "articles": articles,
            "waiting": waiting,
            "url": address.rstrip("/") + reverse("news:comment_list"),
        },
    )
    subject = SUBJECT.format(waiting)
    # One each: nobody learns the addresses of the others.
    mails = [EmailMessage(subject, text, to=[to]) for to in addresses]
    get_connection().send_messages(mails)
    return waiting, len(mails)
