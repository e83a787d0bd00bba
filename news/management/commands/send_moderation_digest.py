"""Tell moderators by mail that comments wait for them."""

from django.core.management.base import BaseCommand, CommandError

from news.digest import send_digest
from partyportal.vietnamese import today


class Command(BaseCommand):
    help = (
        "Write to the moderators where comments wait, and to nobody where none does. "
        "Run it by a timer, as often as comments shall be looked at."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "address", help="where the portal answers, such as https://xa.example"
        )

    def handle(self, *args, address, **options):
        waiting, written = send_digest(address=address, on=today())
        if waiting and not written:
            raise CommandError(
                f"{waiting} ý kiến chờ duyệt mà không người duyệt nào có địa chỉ email."
            )
        self.stdout.write(f"{waiting} ý kiến chờ duyệt, đã gửi {written} thư.")
