"""The seal: what keeps minutes from it, and what it freezes, numbers and stores."""

import hashlib
import secrets
from collections import Counter
from collections.abc import Iterator

from django.utils import timezone

from cells import roster, voting
from cells.models.cell import Mandate
from cells.models.motion import Motion
from cells.models.resolution import Paper, Resolution, Series, TaskProgress
from cells.record import Recorder
from cells.record_text import text_of
from members.models import Regulation
from members.models.regulation import NoRegulation
from partyportal.vietnamese import fold, short_date

# None of these looks like another one, in print or by hand: no 0 and O, no 1, I and L,
# no 2 and Z, no 5 and S, no 8 and B, no 6 and G, no U and V.
LETTERS = "ACDEFHJKMNPRTWXY3479"
# 20 letters, 12 times: trying a thousand codes a second, one is hit in decades.
CODE_LENGTH, CODE_PART = 12, 4


def unfinished(meeting) -> list[str]:
    """Sentences saying all that keeps a meeting from being sealed."""
    return Check(meeting).problems()


class Check:
    """What is unfinished in one meeting."""

    def __init__(self, meeting):
        self.meeting = meeting
        self.lines = roster.roster(meeting)
        self.rules = Regulation.objects.all()
        self.electorate = voting.Electorate(self.lines)

    def problems(self) -> list[str]:
        return [
            *self._attendance(),
            *self._head(),
            *self._items(),
            *self._opinions(),
            *self._motions(),
            *self._resolutions(),
            *self._tasks(),
            *self._progress(),
        ]

    def _attendance(self):
        if self.meeting.is_roll_called:
            return roster.unfinished(self.lines)
        return ["Buổi họp chưa điểm danh. Hãy lưu điểm danh trước khi niêm phong."]

    def _head(self) -> Iterator[str]:
        meeting = self.meeting
        if mandate_of(meeting) is None:
            yield (
                f"Chưa ghi nhiệm kỳ của {meeting.cell} vào ngày "
                f"{short_date(meeting.held_on)} nên chưa cấp được số biên bản. "
                "Hãy đề nghị Văn phòng Đảng ủy ghi nhiệm kỳ."
            )
        of_the_day = {line.member.pk for line in self.lines}
        posts = [
            ("Chủ trì", "người chủ trì", meeting.chair),
            ("Người ghi biên bản", "người ghi biên bản", meeting.minute_taker),
        ]
        for post, missing, person in posts:
            if person is None:
                yield f"Chưa ghi {missing}."
            elif person.pk not in of_the_day:
                yield (
                    f"{post}, đồng chí {person}, không thuộc chi bộ ngày họp; "
                    "hãy chọn lại."
                )
        yield from unwritten(meeting)

    def _items(self) -> Iterator[str]:
        for number, item in enumerate(self.meeting.items.all(), 1):
            if not item.title:
                yield f"Mục {number} chưa có tên."
            if not item.outcome:
                yield (
                    f"Mục “{item.title or number}” chưa kết luận; "
                    "hãy kết luận hoặc chuyển kỳ sau."
                )

    def _opinions(self) -> Iterator[str]:
        for opinion in self.meeting.opinions.select_related("item"):
            name = opinion.item.title
            if not (opinion.member_id or opinion.guest_id):
                yield f"Một ý kiến ở mục “{name}” chưa ghi ai phát biểu."
            if not opinion.text:
                yield f"Một ý kiến ở mục “{name}” chưa ghi nội dung."

    def _motions(self) -> Iterator[str]:
        on = self.meeting.held_on
        for motion in self.meeting.motions.all():
            try:
                yield from voting.unfinished(motion, self.electorate, self.rules, on=on)
            except NoRegulation as error:
                yield str(error)

    def _resolutions(self) -> Iterator[str]:
        for resolution in self.meeting.resolutions.select_related("motion"):
            name = f"{resolution.get_paper_display()} “{resolution.title}”"
            if not resolution.title:
                yield f"Một {resolution.get_paper_display().lower()} chưa có trích yếu."
            if not resolution.text:
                yield f"{name} chưa có nội dung."
            if resolution.motion and self._is_lost(resolution.motion):
                yield (
                    f"{name} dựa vào biểu quyết “{resolution.motion}” không được thông "
                    "qua; hãy chọn lại biểu quyết hoặc bỏ văn bản này."
                )

    def _is_lost(self, motion) -> bool:
        if motion.votes_for is None:
            return False
        on = self.meeting.held_on
        try:
            tally = voting.tally(motion, self.electorate, self.rules, on=on)
        except NoRegulation:
            return False
        return not tally.is_carried

    def _tasks(self) -> Iterator[str]:
        for number, task in enumerate(self.meeting.tasks.all(), 1):
            name = task.text or f"số {number}"
            if not task.text:
                yield f"Nhiệm vụ số {number} chưa ghi việc gì."
            if not task.assignee_id:
                yield f"Nhiệm vụ “{name}” chưa giao cho ai."
            if not task.due_on:
                yield f"Nhiệm vụ “{name}” chưa có hạn."

    def _progress(self) -> Iterator[str]:
        for told in self.meeting.progress.exclude(note="").select_related("task"):
            if not told.state:
                yield f"Việc “{told.task}” có ghi chú nhưng chưa chọn tình trạng."
        dropped = self.meeting.progress.filter(
            state=TaskProgress.State.DROPPED, note=""
        )
        for told in dropped.select_related("task"):
            yield f"Việc “{told.task}” thôi không làm thì phải ghi lý do."


def unwritten(meeting) -> Iterator[str]:
    """Sentences saying which texts a meeting lacks altogether."""
    if not meeting.items.all():
        yield "Chưa ghi mục nào của chương trình."
    if not meeting.conclusion:
        yield "Chưa ghi kết luận của người chủ trì."
    if meeting.kind == meeting.Kind.THEMATIC and not meeting.topic:
        yield "Chưa ghi tên chuyên đề."


def mandate_of(meeting) -> Mandate | None:
    """The mandate of the cell on the day of the meeting, which numbers its papers."""
    return meeting.cell.mandates.on(meeting.held_on).first()


def freeze(meeting, *, by) -> None:
    """Seal a meeting in which nothing is unfinished; the caller holds its lock."""
    roster.freeze(meeting)
    meeting.progress.filter(state="").delete()
    _freeze_motions(meeting)
    _give_numbers(meeting)
    meeting.sealed_at = timezone.now()
    meeting.sealed_by = by
    write_down(meeting)
    meeting.save(update_fields=SEAL)


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


def write_down(meeting, *, rules=None, random=secrets) -> None:
    """Set text, hash and code of a meeting whose rows are frozen, without saving."""
    recorder = Recorder(meeting, rules=rules)
    meeting.sealed_text = text_of(recorder.record())
    meeting.sealed_words = recorder.words
    meeting.sealed_sha256 = sha256(meeting.sealed_text)
    meeting.verification_code = new_code(random)


def _freeze_motions(meeting):
    motions = list(meeting.motions.all())
    electorate = voting.Electorate(roster.sealed_roster(meeting))
    rules = Regulation.objects.all()
    for motion in motions:
        voting.freeze(motion, electorate, rules, on=meeting.held_on)
    Motion.objects.bulk_update(motions, voting.FROZEN)


def _give_numbers(meeting):
    """Number minutes and resolutions, each in the series of its paper."""
    resolutions = list(meeting.resolutions.all())
    wanted = Counter(resolution.paper for resolution in resolutions)
    wanted[Paper.MINUTES] = 1
    meeting.mandate = mandate_of(meeting)
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
