"""The seal: what it freezes, numbers and writes down, and how anyone verifies it."""

import hashlib
import secrets
from collections import Counter
from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from cells import agenda, roster, unfinished, voting
from cells.models import Cell, Meeting, Motion, Paper, Resolution, Series
from cells.record import Recorder
from cells.record_text import text_of
from partyportal.vietnamese import fold

# None of these looks like another one, in print or by hand: no 0 and O, no 1, I and L,
# no 2 and Z, no 5 and S, no 8 and B, no 6 and G, no U and V.
LETTERS = "ACDEFHJKMNPRTWXY3479"
# 20 letters, 12 times: trying a thousand codes a second, one is hit in decades.
CODE_LENGTH, CODE_PART = 12, 4
# What the seal itself writes on the row of the meeting.
SEAL = [
    "mandate",
    "number",
    "sealed_at",
    "sealed_by",
    "sealed_words",
    "sealed_text",
    "sealed_sha256",
    "verification_code",
]


@transaction.atomic
def seal(meeting: Meeting, *, by) -> None:
    """Freeze the minutes for ever, and hand on what they carried over.

    Raises ValidationError with all that is still missing. Safe to call twice. The row
    is locked before, so that what is checked is what is sealed.
    """
    # One seal of a cell at a time: it hands on to a meeting that another one may be
    # sealing, which would wait for the number taken here.
    Cell.objects.select_for_update(no_key=True).get(pk=meeting.cell_id)
    meeting.refresh_from_db(from_queryset=Meeting.objects.select_for_update())
    if meeting.is_sealed:
        return
    if meeting.is_cancelled:
        raise ValidationError("Buổi họp này đã hủy nên không niêm phong được.")
    check = unfinished.Check(meeting)
    if problems := check.problems():
        raise ValidationError(problems)
    _freeze(meeting, check, by=by)
    agenda.hand_on(meeting)


def _freeze(meeting, check, *, by):
    # The people and rules that were checked: a transfer or a rule written down by now
    # was not, and somebody of whom nothing is known would be frozen as present.
    roster.freeze(meeting, check.lines)
    meeting.progress.filter(state="").delete()
    _freeze_motions(meeting, check)
    _give_numbers(meeting)
    meeting.sealed_at = timezone.now()
    meeting.sealed_by = by
    write_down(meeting, rules=check.rules)
    meeting.save(update_fields=SEAL)


def write_down(meeting, *, rules=None, random=secrets) -> None:
    """Set text, hash and code of a meeting whose rows are frozen, without saving."""
    recorder = Recorder(meeting, rules=rules)
    meeting.sealed_text = text_of(recorder.record())
    meeting.sealed_words = recorder.words
    meeting.sealed_sha256 = sha256(meeting.sealed_text)
    meeting.verification_code = new_code(random)


def _freeze_motions(meeting, check):
    motions = list(meeting.motions.all())
    for motion in motions:
        voting.freeze(motion, check.electorate, check.rules, on=meeting.held_on)
    Motion.objects.bulk_update(motions, voting.FROZEN)


def _give_numbers(meeting):
    """Number minutes and resolutions, each in the series of its paper."""
    resolutions = list(meeting.resolutions.all())
    wanted = Counter(resolution.paper for resolution in resolutions)
    wanted[Paper.MINUTES] = 1
    meeting.mandate = meeting.cell.mandate(on=meeting.held_on)
    next_numbers = _take_numbers(meeting.mandate, wanted)
    meeting.number = next(next_numbers[Paper.MINUTES])
    for resolution in resolutions:
        resolution.mandate = meeting.mandate
        resolution.number = next(next_numbers[resolution.paper])
    Resolution.objects.bulk_update(resolutions, ["mandate", "number"])


def _take_numbers(mandate, wanted: Counter) -> dict[str, Iterator[int]]:
    """The next numbers of each series, whose rows stay locked until the seal is set."""
    Series.objects.bulk_create(
        [Series(mandate=mandate, paper=paper) for paper in sorted(wanted)],
        ignore_conflicts=True,
    )
    # In one order for everybody, so that no two wait for each other.
    rows = mandate.series.filter(paper__in=wanted).order_by("paper")
    taken = {}
    for series in rows.select_for_update():
        first = series.last_number + 1
        series.last_number += wanted[series.paper]
        series.save(update_fields=["last_number"])
        taken[series.paper] = iter(range(first, series.last_number + 1))
    return taken


def sha256(text: str) -> str:
    # The database checks that it fits, see the trigger seal_is_whole.
    return hashlib.sha256(text.encode()).hexdigest()


def new_code(random=secrets) -> str:
    """A code nobody can guess, and anybody can type: ACDE-FHJK-MNPR."""
    return as_code("".join(random.choice(LETTERS) for _ in range(CODE_LENGTH)))


def as_code(typed: str) -> str:
    """A code as it is stored, however it was typed."""
    letters = "".join(c for c in fold(typed).upper() if c.isalnum())
    parts = [letters[n : n + CODE_PART] for n in range(0, len(letters), CODE_PART)]
    return "-".join(parts)
