"""What became of a meeting or of a task, in the words of every page."""

import datetime
from dataclasses import dataclass

from django.db import models


@dataclass(frozen=True)
class State:
    """A label, and the badge it is shown with."""

    label: str
    badge: str
    is_held: bool = False
    # When it will be held, for a page that does not say so beside the badge.
    day: datetime.date | None = None


class Stage(models.TextChoices):
    """What lists of meetings are narrowed to."""

    DRAFT = "draft", "Chưa niêm phong"
    SEALED = "sealed", "Đã niêm phong"
    CANCELLED = "cancelled", "Đã hủy"


NOT_HELD = State("Chưa họp", "late")
SEALED = State(Stage.SEALED.label, "sealed", is_held=True)
CANCELLED = State(Stage.CANCELLED.label, "cancelled")
UNSEALED = State("Đã họp, chưa niêm phong", "provisional", is_held=True)
BEGUN = State("Đang ghi", "draft")
OVERDUE = State("Quá hạn", "late")


def planned(day: datetime.date) -> State:
    return State("Dự kiến", "planned", day=day)
