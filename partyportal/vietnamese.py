"""Vietnamese text, names, dates and numbers: how they are cleaned, ordered, written."""

import datetime
import re
import unicodedata
from decimal import ROUND_HALF_UP, Decimal

from django.utils import timezone
from django.utils.text import slugify as slugify_ascii

WEEKDAYS = (
    "Thứ Hai",
    "Thứ Ba",
    "Thứ Tư",
    "Thứ Năm",
    "Thứ Sáu",
    "Thứ Bảy",
    "Chủ nhật",
)
NO_BREAK_SPACE = "\u00a0"

# Word and old Macs end lines in ways of their own.
LINE_END = re.compile("\r\n|[\r\v\u0085\u2028\u2029]")
# Soft hyphen, zero-width space, word joiner and byte order mark come along when text
# is copied from web pages; nobody sees them, so nobody could delete them.
INVISIBLE = str.maketrans("", "", "\u00ad\u200b\u2060\ufeff")
# Marks that turn the direction of writing can make a name read as another one.
DIRECTION_MARKS = frozenset(
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
EMOJI = range(0x1F000, 0x1FB00)

# Eth looks like Đ and stands for it in texts converted from older fonts.
D_WITHOUT_STROKE = str.maketrans("đð", "dd")

# The order of dictionaries and of ICU's "vi"; f, j, w, z are there for foreign names.
LETTERS = "0123456789aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
FOREIGN_LETTER = 0xFE
# Combining marks in the order huyền, hỏi, ngã, sắc, nặng; ngang has none.
TONES = "\u0300\u0309\u0303\u0301\u0323"


def today() -> datetime.date:
    """The day in Vietnam. Only views and commands ask; tests move `timezone.now`."""
    return timezone.localdate()


def clean_text(text: str) -> str:
    """Text as it is stored: NFC, trimmed, lines ended by \\n, nothing invisible.

    Control characters stay, so that a form can refuse them: see is_writable().
    """
    text = LINE_END.sub("\n", text).translate(INVISIBLE)
    return unicodedata.normalize("NFC", text).strip()


def clean_line(text: str) -> str:
    """Text of one line as it is stored: clean_text() with single spaces."""
    return " ".join(clean_text(text).split())


def is_writable(text: str) -> bool:
    """Whether text has no control, direction, surrogate or unassigned characters."""
    return all(_is_writable(character) for character in text)


def undirected(text: str) -> str:
    """A text without the marks that turn its direction, which nobody sees to delete."""
    return "".join(character for character in text if character not in DIRECTION_MARKS)


def writable_part(text: str) -> str:
    """What is left of a text without the characters that is_writable() refuses."""
    return "".join(character for character in text if _is_writable(character))


def _is_writable(character: str) -> bool:
    if character in DIRECTION_MARKS:
        return False
    category = unicodedata.category(character)
    if category == "Cn":
        # Postgres may know newer letters than Python does and find them not to be
        # NFC. Emoji newer than Python are harmless, and people do type them.
        return ord(character) in EMOJI
    return category not in ("Cc", "Cs") or character in "\n\t"


def fold(text: str) -> str:
    """Text as it is searched: lower case, no accents, d for đ, single spaces.

    Characters that Postgres refuses are dropped, so any text can be searched for.
    """
    text = unicodedata.normalize("NFKD", text).lower().translate(D_WITHOUT_STROKE)
    kept = (c for c in text if c.isspace() or unicodedata.category(c)[0] not in "CM")
    return " ".join("".join(kept).split())


def slugify(text: str) -> str:
    """Text as part of an address; empty if it has neither letter nor digit.

    Django's own drops the Đ, which begins every headline about "Đảng".
    """
    return slugify_ascii(fold(text))


def name_sort_key(full_name: str) -> bytes:
    """Bytes that order names by given name, then family name, then middle names.

    Each word counts wholly before the next one: letters first, then tone. Where the
    tone mark stands (hòa, hoà) and upper case make no difference.
    """
    *others, given = full_name.split() or [""]
    return b"".join(_word_sort_key(word) for word in (given, *others))


def _word_sort_key(word: str) -> bytes:
    decomposed = unicodedata.normalize("NFD", word.lower())
    tones = bytes(TONES.index(c) + 1 for c in decomposed if c in TONES)
    bare = "".join(c for c in decomposed if c not in TONES)
    letters = bytes(filter(None, map(_weight, unicodedata.normalize("NFC", bare))))
    # Zero is no weight, so a word that ends sorts before one that goes on.
    return letters + b"\0" + tones + b"\0"


def _weight(letter: str) -> int:
    """Place of a letter in the alphabet from 1; 0 for what does not count."""
    base = unicodedata.normalize("NFD", letter)[0]
    for known in (letter, base):
        if known in LETTERS:
            return LETTERS.index(known) + 1
    return FOREIGN_LETTER if letter.isalnum() else 0


def local_day(moment: datetime.date | datetime.datetime) -> datetime.date:
    """The day in Vietnam of a moment; a day is returned as it is."""
    if not isinstance(moment, datetime.datetime):
        return moment
    if timezone.is_aware(moment):
        moment = timezone.localtime(moment)
    return moment.date()


def iso(moment: datetime.datetime) -> str:
    """2022-01-05T08:30:00+07:00, for machines."""
    return timezone.localtime(moment).isoformat(timespec="seconds")


def short_date(day: datetime.date) -> str:
    """05/01/2022."""
    return f"{local_day(day):%d/%m/%Y}"


def date_in_words(day: datetime.date) -> str:
    """Thứ Tư, 05/01/2022."""
    day = local_day(day)
    return f"{WEEKDAYS[day.weekday()]}, {short_date(day)}"


def long_date(day: datetime.date) -> str:
    """Ngày 05 tháng 01 năm 2022, as papers of the Party write it, in lower case.

    Days below 10 and months 1 and 2 get a 0, other months none (36-HD/VPTW of 2018).
    """
    day = local_day(day)
    month = f"{day.month:02}" if day.month <= 2 else day.month
    return f"ngày {day.day:02} tháng {month} năm {day.year}"


def month_label(day: datetime.date) -> str:
    """Tháng 11/2026 in lower case, for any day of that month."""
    day = local_day(day)
    return f"tháng {day.month}/{day.year}"


def next_month(day: datetime.date) -> datetime.date:
    """The first day of the month after that of a day."""
    return datetime.date(day.year + day.month // 12, day.month % 12 + 1, 1)


def number(value: int) -> str:
    """1.234: thousands are parted by a dot."""
    return f"{value:,}".replace(",", ".")


def decimal(value: Decimal) -> str:
    """58,9 or 1.234,56: a comma before the decimals, and no zeros at their end."""
    whole, _, rest = f"{value.normalize():,f}".partition(".")
    return whole.replace(",", ".") + (f",{rest}" if rest else "")


def percentage(part: int, whole: int) -> Decimal | None:
    """Part of whole in percent with one decimal, None of nothing.

    Halves round up, but only all is 100 and only nothing is 0: 9999 of 10000 is 99.9.
    """
    if not whole:
        return None
    if part in (0, whole):
        return Decimal(100 * part // whole)
    tenth = Decimal("0.1")
    rounded = (Decimal(100 * part) / whole).quantize(tenth, ROUND_HALF_UP)
    return min(max(rounded, tenth), 100 - tenth)


def percent(part: int, whole: int) -> str:
    """90,9 % with a space that does not break; "chưa có" where whole is 0."""
    value = percentage(part, whole)
    if value is None:
        return "chưa có"
    return f"{value}{NO_BREAK_SPACE}%".replace(".", ",")
