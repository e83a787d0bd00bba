"""The texts of the demo, each a file: lines that say what it is, then the article.

`Ngày` is a moment, `Trước` so many days before the last day of the demo and an hour; an
article without either was never published. The first `Ảnh` stands at the head, others
in the text, where it says [ảnh 1], [ảnh 2]. Title, lead and paragraphs follow, with
blank lines between them.
"""

import datetime
from dataclasses import dataclass
from pathlib import Path

from django.utils import timezone

PAGES = Path(__file__).parent / "pages"


@dataclass(frozen=True)
class Text:
    """An article as it was written, for a demo whose last day is `today`."""

    name: str
    heads: list[tuple[str, str]]
    title: str
    lead: str
    body: str
    today: datetime.date

    def all(self, head: str) -> list[str]:
        return [value for name, value in self.heads if name == head]

    def one(self, head: str) -> str:
        return next(iter(self.all(head)), "")

    @property
    def tags(self) -> list[str]:
        return list(filter(None, self.one("Thẻ").split(", ")))

    @property
    def bylines(self) -> str:
        return self.one("Ghi tên").replace("; ", "\n")

    @property
    def pictures(self) -> list[list[str]]:
        """Drawing, alternative text and caption of each."""
        return [line.split(" | ") for line in self.all("Ảnh")]

    @property
    def published_at(self) -> datetime.datetime | None:
        if day := self.one("Ngày"):
            moment = datetime.datetime.strptime(day, "%d/%m/%Y %H:%M")
        elif before := self.one("Trước"):
            days, hour = before.split()
            hour = datetime.time.fromisoformat(hour)
            moment = datetime.datetime.combine(self._days_ago(days), hour)
        else:
            return None
        return timezone.make_aware(moment)

    @property
    def expires_at(self) -> datetime.datetime | None:
        days = self.one("Hết hạn")
        return days and _midnight(self._days_ago(days)) or None

    @property
    def has_happened(self) -> bool:
        """Whether it could have been written by the last day; the rest may wait."""
        moment = self.published_at
        return not self.one("Ngày") or timezone.localdate(moment) <= self.today

    def _days_ago(self, days):
        return self.today - datetime.timedelta(days=int(days))


def _midnight(day):
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time()))


def read_texts(today: datetime.date) -> list[Text]:
    """What had happened by a day, the oldest first and drafts at the end."""
    texts = [_read(path, today) for path in sorted(PAGES.glob("*.txt"))]
    last = _midnight(today + datetime.timedelta(days=365))
    known = [text for text in texts if text.has_happened]
    return sorted(known, key=lambda text: text.published_at or last)


def _read(path, today) -> Text:
    heads, title, lead, body = path.read_text().split("\n\n", 3)
    pairs = [tuple(line.split(": ", 1)) for line in heads.splitlines()]
    return Text(path.stem, pairs, title, lead, body, today)
