"""What keeps minutes from the seal, said in sentences."""

from collections.abc import Iterator

from cells import roster, voting
from cells.models import TaskProgress
from cells.problem import Problem
from members.models import Regulation
from members.models.regulation import NoRegulation
from partyportal.vietnamese import short_date


def problems(meeting, lines=None) -> list[Problem]:
    """All that keeps a meeting from being sealed; `lines` are its roster, if known."""
    return Check(meeting, lines).problems()


class Check:
    """What is unfinished in one meeting."""

    def __init__(self, meeting, lines=None):
        self.meeting = meeting
        self.lines = roster.roster(meeting) if lines is None else lines
        self.rules = Regulation.objects.all()
        self.electorate = voting.Electorate(self.lines)
        self.of_the_day = {line.member.pk for line in self.lines}
        self.nameless = set(meeting.guests.nameless().values_list("pk", flat=True))

    def problems(self) -> list[Problem]:
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
        sentence = "Buổi họp chưa điểm danh. Hãy lưu điểm danh trước khi niêm phong."
        return [Problem(sentence, "roll_call")]

    def _head(self) -> Iterator[Problem]:
        meeting = self.meeting
        if meeting.cell.mandate(on=meeting.held_on) is None:
            yield Problem(
                f"Chưa ghi nhiệm kỳ của {meeting.cell} vào ngày "
                f"{short_date(meeting.held_on)} nên chưa cấp được số biên bản. "
                "Hãy đề nghị Văn phòng Đảng ủy ghi nhiệm kỳ."
            )
        posts = [
            ("chair", "Chủ trì", "người chủ trì"),
            ("minute_taker", "Người ghi biên bản", "người ghi biên bản"),
        ]
        for field, post, missing in posts:
            person = getattr(meeting, field)
            if person is None:
                yield Problem(f"Chưa ghi {missing}.", field)
            elif person.pk not in self.of_the_day:
                yield Problem(
                    f"{post}, đồng chí {person}, không thuộc chi bộ ngày họp; "
                    "hãy chọn lại.",
                    field,
                )
        yield from unwritten(meeting)

    def _items(self) -> Iterator[Problem]:
        for number, item in enumerate(self.meeting.items.all(), 1):
            if not item.title:
                yield Problem(f"Mục {number} chưa có tên.", f"item.{item.pk}.title")
            if not item.outcome:
                yield Problem(
                    f"Mục “{item.title or number}” chưa kết luận; "
                    "hãy kết luận hoặc chuyển kỳ sau.",
                    f"item.{item.pk}.outcome",
                )
            if wrong := self._misnamed(item.presenter_id, item.guest_presenter_id):
                yield Problem(
                    f"Người trình bày mục “{item.title or number}” {wrong}",
                    f"item.{item.pk}.presenter",
                )

    def _misnamed(self, member, guest) -> str:
        """What is wrong with whom a row names, by key: written for another day."""
        if member and member not in self.of_the_day:
            return "không thuộc chi bộ ngày họp; hãy chọn lại."
        if guest in self.nameless:
            return "là khách chưa ghi họ tên; hãy ghi họ tên khách mời."
        return ""

    def _opinions(self) -> Iterator[Problem]:
        for opinion in self.meeting.opinions.select_related("item"):
            one, row = (
                f"Một ý kiến ở mục “{opinion.item.title}”",
                f"opinion.{opinion.pk}",
            )
            if not (opinion.member_id or opinion.guest_id):
                yield Problem(f"{one} chưa ghi ai phát biểu.", f"{row}.speaker")
            if wrong := self._misnamed(opinion.member_id, opinion.guest_id):
                yield Problem(f"{one}: người phát biểu {wrong}", f"{row}.speaker")
            if not opinion.text:
                yield Problem(f"{one} chưa ghi nội dung.", f"{row}.text")

    def _motions(self) -> Iterator[Problem]:
        on = self.meeting.held_on
        for motion in self.meeting.motions.all():
            try:
                yield from voting.unfinished(motion, self.electorate, self.rules, on=on)
            except NoRegulation as error:
                yield Problem(str(error))

    def _resolutions(self) -> Iterator[Problem]:
        for resolution in self.meeting.resolutions.select_related("motion"):
            paper, row = resolution.get_paper_display(), f"resolution.{resolution.pk}"
            name = f"{paper} “{resolution.title}”"
            if not resolution.title:
                yield Problem(f"Một {paper.lower()} chưa có trích yếu.", f"{row}.title")
            if not resolution.text:
                yield Problem(f"{name} chưa có nội dung.", f"{row}.text")
            if resolution.motion and self._is_lost(resolution.motion):
                yield Problem(
                    f"{name} dựa vào biểu quyết “{resolution.motion}” không được thông "
                    "qua; hãy chọn lại biểu quyết hoặc bỏ văn bản này.",
                    f"{row}.motion",
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

    def _tasks(self) -> Iterator[Problem]:
        for number, task in enumerate(self.meeting.tasks.all(), 1):
            name, row = f"Nhiệm vụ “{task.text or number}”", f"task.{task.pk}"
            if not task.text:
                yield Problem(f"Nhiệm vụ số {number} chưa ghi việc gì.", f"{row}.text")
            if not task.assignee_id:
                yield Problem(f"{name} chưa giao cho ai.", f"{row}.assignee")
            if wrong := self._misnamed(task.assignee_id, None):
                yield Problem(f"{name}: người làm {wrong}", f"{row}.assignee")
            if not task.due_on:
                yield Problem(f"{name} chưa có hạn.", f"{row}.due_on")

    def _progress(self) -> Iterator[Problem]:
        for told in self.meeting.progress.select_related("task__meeting"):
            one, row = f"Việc “{told.task}”", f"progress.{told.task_id}"
            if told.note and not told.state:
                yield Problem(
                    f"{one} có ghi chú nhưng chưa chọn tình trạng.", f"{row}.state"
                )
            if told.state == TaskProgress.State.DROPPED and not told.note:
                yield Problem(
                    f"{one} thôi không làm thì phải ghi lý do.", f"{row}.note"
                )
            if told.state and told.task.meeting.held_on > self.meeting.held_on:
                yield Problem(
                    f"{one} được giao sau ngày họp này; hãy xem lại ngày họp, "
                    "hoặc bỏ tình trạng của việc.",
                    f"{row}.state",
                )


def unwritten(meeting) -> Iterator[Problem]:
    """Which texts a meeting lacks altogether."""
    if not meeting.items.all():
        yield Problem("Chưa ghi mục nào của chương trình.", "item")
    if not meeting.conclusion:
        yield Problem("Chưa ghi kết luận của người chủ trì.", "conclusion")
    if meeting.kind == meeting.Kind.THEMATIC and not meeting.topic:
        yield Problem("Chưa ghi tên chuyên đề.", "topic")
