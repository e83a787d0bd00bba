"""Remove the files of pictures that no row names any more."""

import datetime

from django.core.files.storage import default_storage
from django.core.management.base import BaseCommand
from django.utils import timezone

from news.models import Image
from news.pictures import key_of

FOLDER = "images"
# Longer than saving a row may take after its files were written, or reading a page that
# shows a picture which was replaced meanwhile.
KEPT_FOR = datetime.timedelta(days=1)


class Command(BaseCommand):
    help = (
        "Remove files of pictures that were replaced or never saved, once they are a "
        "day old. Run it every night."
    )

    def handle(self, *args, **options):
        unused = list(_unused_files(before=timezone.now() - KEPT_FOR))
        for path in unused:
            default_storage.delete(path)
        self.stdout.write(f"Đã xóa {len(unused)} tệp ảnh không còn dùng.")


def _unused_files(*, before):
    # A folder that nobody has written to is not there yet.
    if not default_storage.exists(FOLDER):
        return
    used = Image.objects.keys()
    for name in default_storage.listdir(FOLDER)[1]:
        path = f"{FOLDER}/{name}"
        if key_of(name) not in used and _written_at(path) < before:
            yield path


def _written_at(path):
    return default_storage.get_modified_time(path)
