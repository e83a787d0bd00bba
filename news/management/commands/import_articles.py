"""Bring articles along from the old site."""

from collections import Counter
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from news.importing import BrokenPage, read_page, save_page
from news.importing_json import read_pages

ADDED, KNOWN, SKIPPED = "đã thêm", "đã có, giữ nguyên", "bỏ qua"


class Command(BaseCommand):
    help = (
        "Make articles of pages of the old site that were saved as text, and of JSON "
        "files (news/importing_json.py tells their shape). Run it as often as needed: "
        "an article that is there stays as it is, even where it was edited since."
    )

    def add_arguments(self, parser):
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")

    def handle(self, *args, files, **options):
        done = Counter(
            self._import(label, page) for path in files for label, page in _pages(path)
        )
        self.stdout.write(
            f"Đã thêm {done[ADDED]}, giữ nguyên {done[KNOWN]}, bỏ qua {done[SKIPPED]}."
        )
        if done[SKIPPED]:
            raise CommandError(f"Đã bỏ qua {done[SKIPPED]} trong {done.total()} bài.")

    def _import(self, label, page) -> str:
        """Say what became of one page, and return it."""
        try:
            if isinstance(page, BrokenPage):
                raise page
            article, is_new = save_page(page)
        except BrokenPage as fault:
            self.stderr.write(f"{label}: {SKIPPED}, {fault}")
            return SKIPPED
        done = ADDED if is_new else KNOWN
        self.stdout.write(f"{label}: {done}, {article.get_absolute_url()}")
        return done


def _pages(path):
    """Pairs of a label and a page, or what is wrong with it."""
    try:
        text = path.read_text(encoding="utf-8-sig")
        if path.suffix.lower() != ".json":
            return [(path, read_page(text))]
        pages = read_pages(text, folder=path.parent)
    except (BrokenPage, OSError, UnicodeDecodeError) as error:
        return [(path, BrokenPage(error))]
    return [(f"{path}, bài {n}", page) for n, page in enumerate(pages, start=1)]
