"""What keeps minutes from the seal, said in sentences."""

from collections.abc import Iterator

from cells import roster, voting
from cells.models import TaskProgress
from members.models import Regulation
from members.models.regulation import NoRegulation
from partyportal.vietnamese import short_date


def problems(meeting) -> list[str]:
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
        if meeting.cell.mandate(on=meeting.held_on) is None:
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
