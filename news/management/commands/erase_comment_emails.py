"""Forget the e-mail addresses of readers when their time is over."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from news.models import Comment
from news.models.comment import EMAIL_KEPT_DAYS


class Command(BaseCommand):
    help = (
        "Erase e-mail address and network of comments sent more than "
        f"{EMAIL_KEPT_DAYS} days ago, as the form promises. Run it every night."
    )

    def handle(self, *args, **options):
        erased = Comment.objects.erase_emails(at=timezone.now())
        self.stdout.write(f"Đã xóa email và địa chỉ mạng của {erased} ý kiến.")
