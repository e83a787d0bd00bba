"""Who made an article: lines such as "Bài, ảnh: Thảo My", as editors write them."""

import re
from dataclasses import dataclass

from django.core.exceptions import ValidationError

from partyportal.fields import VietnameseTextField
from partyportal.vietnamese import clean_line, clean_text

# The longest first: "Bài" begins "Bài, ảnh" too.
ROLES = ("Bài, ảnh", "Bài", "Ảnh", "Nguồn")
WRITES = ("Bài, ảnh", "Bài")
LINE = re.compile(rf"({'|'.join(ROLES)})\s*:\s*(\S.*)", re.IGNORECASE)
# The same for Postgres: as format_bylines() leaves the lines, and nothing else.
STORED = rf"\A(({'|'.join(ROLES)}): \S[^\n]*(\n(?!\Z)|\Z))*\Z"
BETWEEN_NAMES = re.compile(r"\s*(?:,|;|–| - | và )\s*")
NOT_A_BYLINE = (
    "Dòng “%(line)s” chưa đúng. Mỗi dòng ghi Bài, Ảnh, “Bài, ảnh” hoặc Nguồn, "
    "dấu hai chấm, rồi tên; ví dụ “Bài, ảnh: Thu Hà”."
)


@dataclass(frozen=True)
class Byline:
    """A role and whoever had it; several names stand in one line."""

    role: str
    name: str

    def __str__(self):
        return f"{self.role}: {self.name}"

    @property
    def names(self) -> list[str]:
        return [name for name in BETWEEN_NAMES.split(self.name) if name]


class NotAByline(ValueError):
    """A line that says no role; its text is the line."""


def parse_bylines(text: str) -> list[Byline]:
    """The bylines that stand in a text, line by line; raises NotAByline."""
    lines = map(clean_line, clean_text(text).splitlines())
    return [_parse(line) for line in lines if line]


def _parse(line):
    found = LINE.fullmatch(line)
    if not found:
        raise NotAByline(line)
    role = next(role for role in ROLES if role.lower() == found[1].lower())
    return Byline(role, found[2])


def format_bylines(bylines: list[Byline]) -> str:
    return "\n".join(map(str, bylines))


def validate_bylines(text: str) -> None:
    try:
        parse_bylines(text)
    except NotAByline as error:
        raise ValidationError(
            NOT_A_BYLINE, code="byline", params={"line": str(error)}
        ) from None


class BylinesField(VietnameseTextField):
    """Several bylines as text, one a line, spelled as format_bylines() does."""

    default_validators = [*VietnameseTextField.default_validators, validate_bylines]

    def to_python(self, value):
        value = super().to_python(value)
        try:
            return value and format_bylines(parse_bylines(value))
        except NotAByline:
            # Left to the validator, which names the line.
            return value
