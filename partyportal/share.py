"""A share: part, whole and what the whole is, shown together or not at all."""

from dataclasses import dataclass
from decimal import Decimal

from partyportal.vietnamese import number, percent, percentage


@dataclass(frozen=True, kw_only=True)
class Share:
    """So many of so many, for instance 10 of 11 "chi bộ được xếp loại".

    Its percentage is worked out when asked for, never stored. Shares of the same thing
    add up: `sum(shares, start=Share(part=0, whole=0, of="lượt dự họp"))`.
    """

    part: int
    whole: int
    of: str

    def __post_init__(self):
        if not 0 <= self.part <= self.whole:
            raise ValueError(f"{self.part} of {self.whole} is no share")
        if not self.of:
            raise ValueError("a share says what it is a share of")

    def __str__(self) -> str:
        if not self.whole:
            return f"chưa có {self.of}"
        return f"{self.fraction} {self.of}, {self.percent}"

    def __add__(self, other: "Share") -> "Share":
        if not isinstance(other, Share):
            return NotImplemented
        if self.of != other.of:
            raise ValueError(f"{self.of} and {other.of} do not add up")
        part, whole = self.part + other.part, self.whole + other.whole
        return Share(part=part, whole=whole, of=self.of)

    @property
    def fraction(self) -> str:
        """10/11."""
        return f"{number(self.part)}/{number(self.whole)}"

    @property
    def percent(self) -> str:
        """90,9 % with a space that does not break; "chưa có" if the whole is 0."""
        return percent(self.part, self.whole)

    @property
    def percentage(self) -> Decimal | None:
        """90.9, rounded as vietnamese.percentage() says; None if the whole is 0."""
        return percentage(self.part, self.whole)
