"""One month of the report of a year, with the names behind its figures."""

from partyportal.share import Share
from partyportal.vietnamese import month_label
from reports.figure import Figure, Line, Month
from reports.models import PublishedFigure

Kind = PublishedFigure.Figure


def figures_of_month(year, month: Month) -> dict[str, Figure]:
    """The two figures of a month, by their kind."""
    return {
        Kind.REGULAR: _regular(year, month),
        Kind.ATTENDANCE: _attendance(year, month),
    }


def _regular(year, month):
    held = year.held_in(month.first_day.month)
    return Figure(
        Kind.REGULAR,
        month.held,
        lambda: [
            Line(cell.name, cell.get_absolute_url(), is_counted=cell.pk in held)
            for cell in year.due(month.first_day.month)
        ],
        is_provisional=month.is_provisional,
        note=month_label(month.first_day).capitalize(),
    )


def _attendance(year, month):
    return Figure(
        Kind.ATTENDANCE,
        month.attendance,
        lambda: _attendance_lines(year, month),
        is_provisional=month.is_provisional,
        is_sum=True,
        note=month_label(month.first_day).capitalize(),
    )


def _attendance_lines(year, month):
    nobody = Share(part=0, whole=0, of=month.attendance.of)
    shares = year.attendances_in(month.first_day.month).shares_by_cell()
    return [
        Line(cell.name, cell.get_absolute_url(), share=shares.get(cell.pk, nobody))
        for cell in year.cells_of_year
        if cell.pk in shares or cell in year.due(month.first_day.month)
    ]
