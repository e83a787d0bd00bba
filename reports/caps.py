"""How many may be excellent: the share that the rules name, reckoned both ways."""

import datetime
from dataclasses import dataclass

from members.models import Regulation

BASES = {
    "good": "số hoàn thành tốt nhiệm vụ",
    "good_or_better": "số hoàn thành tốt nhiệm vụ trở lên",
}


@dataclass(frozen=True)
class Cap:
    """The most that may be excellent of those rated, all others at most good."""

    excellent: int
    rated: int
    limit: int
    base: str
    # Whether the rule counts against this base.
    is_of_rule: bool

    @property
    def is_exceeded(self) -> bool:
        return self.excellent > self.limit

    @property
    def base_label(self) -> str:
        return BASES[self.base]


@dataclass(frozen=True)
class Rule:
    """The rule on the day of a campaign, with its source."""

    regulation: Regulation

    def caps(self, *, excellent: int, rated: int) -> list[Cap]:
        """Against the good only, and against the good and excellent together.

        Of N rated, x excellent and N - x good, a fifth of the good allows N/6 and a
        fifth of both N/5. They warn; the level above may grant exceptions.
        """
        share = self.regulation.reading
        limits = {
            "good": share.part * rated // (share.whole + share.part),
            "good_or_better": share.most(rated),
        }
        return [
            Cap(excellent, rated, limit, base, is_of_rule=base == share.of)
            for base, limit in limits.items()
        ]


def rule_on(day: datetime.date) -> Rule:
    """The rule in force that day; NoRegulation where none is written. One query."""
    return Rule(Regulation.objects.rule(Regulation.Subject.EXCELLENT_CAP, on=day))
