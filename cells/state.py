"""What became of a meeting or of a task, in the words of every page."""

import datetime
from dataclasses import dataclass


@dataclass(frozen=True)
class State:
    """A label, and the badge it is shown with."""

    label: str
    badge: str
    is_held: bool = False
    # When it will be held, for a page that does not say so beside the badge.
    day: datetime.date | None = None


NOT_HELD = State("Chưa họp", "late")
SEALED = State("Đã niêm phong", "sealed", is_held=True)
CANCELLED = State("Đã hủy", "cancelled")
UNSEALED = State("Đã họp, chưa niêm phong", "provisional", is_held=True)
BEGUN = State("Đang ghi", "draft")
OVERDUE = State("Quá hạn", "late")


def planned(day: datetime.date) -> State:
    return State("Dự kiến", "planned", day=day)
