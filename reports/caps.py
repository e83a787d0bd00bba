"""How many may be excellent: the share that the rules name, reckoned both ways."""

import datetime
from dataclasses import dataclass
from decimal import Decimal

from members.models import Regulation
from partyportal.vietnamese import NO_BREAK_SPACE, decimal

# What the share is taken of, in the words of a rule's `of`.
BASES = {
    "good": "hoàn thành tốt nhiệm vụ",
    "good_or_better": "hoàn thành tốt nhiệm vụ trở lên",
}


@dataclass(frozen=True)
class Cap:
    """The most that may be excellent, against the levels known so far."""

    excellent: int
    # How many stand in the base; with somebody waiting, as many as may come to.
    whole: int
    limit: int
    base: str
    # Whether the rule counts against this base.
    is_of_rule: bool
    # Whether somebody has no level yet, so that this is the most that can be.
    is_possible: bool

    @property
    def is_exceeded(self) -> bool:
        return self.excess > 0

    @property
    def excess(self) -> int:
        return max(0, self.excellent - self.limit)

    @property
    def base_label(self) -> str:
        return BASES[self.base]


@dataclass(frozen=True)
class Rule:
    """The rule on the day of a campaign, with its source."""

    regulation: Regulation

    @property
    def percent(self) -> str:
        """20 %, with a space that does not break."""
        share = self.regulation.reading
        return f"{decimal(Decimal(100 * share.part) / share.whole)}{NO_BREAK_SPACE}%"

    def caps(self, *, excellent: int, good: int, waiting: int) -> list[Cap]:
        """Against the good only, and against the good and excellent together.

        The base that the rule names comes first. They warn and never block; the level
        above may grant exceptions.
        """
        share = self.regulation.reading
        able = good + excellent + waiting
        wholes = {"good": good, "good_or_better": good + excellent}
        limits = {base: share.most(whole) for base, whole in wholes.items()}
        if waiting:
            # Whoever is excellent is not good: of 305 able, 50 leave 255 good.
            most = share.part * able // (share.whole + share.part)
            limits = {"good": most, "good_or_better": share.most(able)}
            wholes = {"good": able - most, "good_or_better": able}
        return [
            Cap(
                excellent,
                wholes[base],
                limits[base],
                base,
                is_of_rule=base == share.of,
                is_possible=waiting > 0,
            )
            for base in sorted(BASES, key=lambda base: base != share.of)
        ]


def rule_on(day: datetime.date) -> Rule:
    """The rule in force that day; NoRegulation where none is written. One query."""
    return Rule(Regulation.objects.rule(Regulation.Subject.EXCELLENT_CAP, on=day))
