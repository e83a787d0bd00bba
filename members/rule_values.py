"""What the value of a rule may look like: a share, a number, a range, a list, a frame.

Each shape is checked here, with a sentence for the office that types it, and read as
something to reckon with.
"""

from dataclasses import dataclass

from partyportal.vietnamese import clean_line

# What votes are counted against: all full members, those present, ballots cast.
VOTE_BASES = ("official", "present", "cast")
# What the excellent ones are counted against.
CAP_BASES = ("good", "good_or_better")
DECIDERS = ("district_standing", "commune_standing")


@dataclass(frozen=True)
class Threshold:
    """A share of votes or people that has to be reached, or with `over` exceeded.

    Compared in whole numbers: two thirds of 31 is not a decimal.
    """

    part: int
    whole: int
    over: bool = False
    # What the whole is, one of VOTE_BASES or CAP_BASES.
    of: str = ""

    def is_reached(self, part: int, *, whole: int) -> bool:
        if self.over:
            return part * self.whole > self.part * whole
        return part * self.whole >= self.part * whole

    def least(self, whole: int) -> int:
        """The smallest number that reaches it: 21 for two thirds of 31."""
        least = -(-self.part * whole // self.whole)
        return least if self.is_reached(least, whole=whole) else least + 1

    def most(self, whole: int) -> int:
        """The largest number that a cap allows: 61 for a fifth of 305."""
        return self.part * whole // self.whole


@dataclass(frozen=True)
class Span:
    """From so many to so many, both included; open above with None."""

    first: int
    last: int | None

    def holds(self, number: int) -> bool:
        return self.first <= number and (self.last is None or number <= self.last)


@dataclass(frozen=True)
class Frame:
    """Criteria as (name, points or None) and grades as (name, from so many points)."""

    criteria: tuple[tuple[str, int | None], ...]
    grades: tuple[tuple[str, int], ...]

    def grade(self, points: int) -> str:
        """The highest grade that so many points reach; "" where there is none."""
        reached = [(start, name) for name, start in self.grades if points >= start]
        return max(reached, default=(0, ""))[1]


def is_number(value) -> bool:
    # True is a number to Python.
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _has_keys(value, needed: set, allowed: set = frozenset()) -> bool:
    return isinstance(value, dict) and needed <= set(value) <= needed | allowed


def _is_text(value) -> bool:
    return isinstance(value, str) and value == clean_line(value) != ""


def _is_share(value) -> bool:
    return (
        _has_keys(value, {"part", "whole"}, {"over"})
        and is_number(value["part"])
        and is_number(value["whole"])
        and 0 < value["part"] <= value["whole"]
        and isinstance(value.get("over", False), bool)
    )


def _is_vote(value) -> bool:
    if not isinstance(value, dict) or value.get("of") not in VOTE_BASES:
        return False
    return _is_share({key: value[key] for key in value if key != "of"})


def _is_cap(value) -> bool:
    if not _has_keys(value, {"part", "whole", "of"}) or value["of"] not in CAP_BASES:
        return False
    return _is_share({"part": value["part"], "whole": value["whole"]})


def _is_span(value) -> bool:
    if not _has_keys(value, {"from", "to"}) or not is_number(value["from"]):
        return False
    last = value["to"]
    return last is None or (is_number(last) and value["from"] <= last)


def _is_list(value) -> bool:
    if not isinstance(value, list) or not value or not all(map(is_number, value)):
        return False
    return value == sorted(set(value))


def _is_frame(value) -> bool:
    if not _has_keys(value, {"criteria", "grades"}):
        return False
    criteria, grades = value["criteria"], value["grades"]
    if not (isinstance(criteria, list) and criteria and isinstance(grades, list)):
        return False
    return all(map(_is_criterion, criteria)) and all(map(_is_grade, grades))


def _is_criterion(row) -> bool:
    if not _has_keys(row, {"name", "points"}) or not _is_text(row["name"]):
        return False
    return row["points"] is None or is_number(row["points"])


def _is_grade(row) -> bool:
    known = _has_keys(row, {"name", "from"}) and _is_text(row["name"])
    return known and is_number(row["from"])


@dataclass(frozen=True)
class Shape:
    """How a value is checked, how it is read, and what an example looks like."""

    check: callable
    read: callable
    example: str

    @property
    def refusal(self) -> str:
        return f"Giá trị chưa đúng dạng. Hãy ghi theo mẫu: {self.example}"


SHARE = Shape(
    _is_share,
    lambda value: Threshold(**value),
    '{"part": 2, "whole": 3} là từ hai phần ba trở lên; '
    '{"part": 1, "whole": 2, "over": true} là quá một nửa.',
)
VOTE = Shape(
    _is_vote,
    lambda value: Threshold(**value),
    '{"part": 2, "whole": 3, "of": "official"} là từ hai phần ba tổng số đảng viên '
    'chính thức trở lên; "of": "present" là tính trên số có mặt, "cast" là trên số '
    'phiếu thu về; thêm "over": true nếu phải quá tỷ lệ đó.',
)
CAP = Shape(
    _is_cap,
    lambda value: Threshold(**value),
    '{"part": 20, "whole": 100, "of": "good"} là 20 % số hoàn thành tốt; '
    '"of": "good_or_better" là số hoàn thành tốt trở lên.',
)
NUMBER = Shape(is_number, int, "một số nguyên, ví dụ 12.")
SPAN = Shape(
    _is_span,
    lambda value: Span(value["from"], value["to"]),
    '{"from": 18, "to": 60}; không giới hạn trên thì ghi "to": null.',
)
LIST = Shape(_is_list, tuple, "các số tăng dần, ví dụ [30, 40, 50].")
DECIDER = Shape(
    lambda value: value in DECIDERS,
    str,
    '"district_standing" là Ban Thường vụ Huyện ủy, '
    '"commune_standing" là Ban Thường vụ Đảng ủy xã.',
)
FRAME = Shape(
    _is_frame,
    lambda value: Frame(
        tuple((row["name"], row["points"]) for row in value["criteria"]),
        tuple((row["name"], row["from"]) for row in value["grades"]),
    ),
    '{"criteria": [{"name": "Chuẩn bị", "points": 10}], '
    '"grades": [{"name": "Tốt", "from": 90}]}; không chấm điểm thì ghi "points": null.',
)
