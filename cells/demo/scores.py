"""How regular meetings of the demo world score themselves."""

from random import Random

from cells.models import Attendance, Meeting, ScoreLine
from members.models.regulation import Subject

# A criterion of the frame of 2018 that can be told from the roll call.
ENOUGH_CAME = "Trên 85 % đảng viên dự họp, không ai vắng không phép"


def lines(session, rules) -> list[ScoreLine]:
    """One line for each criterion of the frame in force that day."""
    meeting = session.meeting
    if meeting.kind != Meeting.Kind.REGULAR:
        return []
    frame = rules.read(Subject.SCORE_FRAME, on=meeting.held_on)
    rng = Random(f"score/{meeting.id}")
    return [
        ScoreLine(
            meeting=meeting,
            position=position,
            criterion=name,
            most=most,
            points=_passed(session, name) if most is None else _points(rng, most),
        )
        for position, (name, most) in enumerate(frame.criteria, 1)
    ]


def _passed(session, name) -> int:
    return int(name != ENOUGH_CAME or _enough_came(session.attendances))


def _enough_came(rows) -> bool:
    expected = [row for row in rows if row.is_expected]
    present = sum(row.is_present for row in expected)
    without_leave = any(r.status == Attendance.Status.UNEXCUSED for r in expected)
    return 100 * present > 85 * len(expected) and not without_leave


def _points(rng, most) -> int:
    """Nearly all of them, and a little less where there are many."""
    return most - rng.choice([0, 0, 1] if most < 20 else [0, 1, 2, 3, 5])
