"""How many of a roster belonged to the cell, were expected, came and stayed away."""

from collections.abc import Iterable

from cells.models import Attendance
from cells.roster import Line


def counts(lines: Iterable[Line]) -> dict:
    """The figures by name, those of people by standing; who is unknown did not come."""
    lines = list(lines)
    expected = [line for line in lines if line.is_expected]
    by_status = {
        status: sum(line.status == status for line in lines)
        for status in Attendance.Status.values
    }
    return {
        "members": _by_standing(lines),
        "expected": _by_standing(expected),
        "present": _by_standing([line for line in expected if line.is_present]),
        "absent": by_status["excused"] + by_status["unexcused"],
        **{status: n for status, n in by_status.items() if status != "present"},
    }


def _by_standing(lines: list[Line]) -> dict:
    standings = Attendance.Standing
    official = sum(line.standing == standings.OFFICIAL for line in lines)
    return {
        "total": len(lines),
        "official": official,
        "probationary": len(lines) - official,
        "temporary": sum(line.is_temporary for line in lines),
    }
