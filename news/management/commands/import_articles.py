"""Bring articles along from the old site."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from news.importing import BrokenPage, read_page, save_page


class Command(BaseCommand):
    help = (
        "Make articles of pages of the old site that were saved as text. Run it as "
        "often as needed: an article that is there stays as it is."
    )

    def add_arguments(self, parser):
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")

    def handle(self, *args, files, **options):
        broken = sum(not self._import(path) for path in files)
        if broken:
            raise CommandError(f"Đã bỏ qua {broken} trong {len(files)} trang.")

    def _import(self, path) -> bool:
        """Say what became of one page, and whether it could be read."""
        try:
            article, is_new = save_page(read_page(path.read_text(encoding="utf-8-sig")))
        except (BrokenPage, OSError, UnicodeDecodeError) as error:
            self.stderr.write(f"{path}: bỏ qua, {error}")
            return False
        done = "đã thêm" if is_new else "đã có, giữ nguyên"
        self.stdout.write(f"{path}: {done}, {article.get_absolute_url()}")
        return True
