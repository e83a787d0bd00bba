"""What stands on the agenda of a meeting that begins: what is left, what is usual.

The office keeps usual agendas by kind of meeting and month. What an earlier meeting
carried over comes first, and its open tasks are heard before that.
"""

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from cells.models import AgendaItem, AgendaTemplate, Meeting, Task
from cells.models.agenda import DECEMBER

Kind = Meeting.Kind
HALF_YEAR = 6
# The kinds that have meetings of their own to come back to. What any other meeting
# carries over waits for the next regular one, and nothing is mixed into these.
WITH_NEXT_OF_ITS_KIND = (Kind.REGULAR, Kind.THEMATIC, Kind.COMMITTEE)

# By kind and month; None stands for every month without an agenda of its own.
USUAL = {
    (Kind.REGULAR, None): [
        "Thông tin thời sự, phổ biến văn bản mới",
        "Tình hình tư tưởng của đảng viên và Nhân dân",
        "Đánh giá kết quả thực hiện nhiệm vụ tháng trước",
        "Nhiệm vụ tháng tới và phân công thực hiện",
    ],
    (Kind.REGULAR, HALF_YEAR): [
        "Thông tin thời sự, phổ biến văn bản mới",
        "Tình hình tư tưởng của đảng viên và Nhân dân",
        "Sơ kết công tác sáu tháng đầu năm",
        "Nhiệm vụ sáu tháng cuối năm và phân công thực hiện",
    ],
    (Kind.REGULAR, DECEMBER): [
        "Thông tin thời sự, phổ biến văn bản mới",
        "Tổng kết công tác năm",
        "Kiểm điểm, đề nghị xếp loại chất lượng đảng viên và chi bộ",
        "Nhiệm vụ tháng tới và phân công thực hiện",
    ],
    (Kind.THEMATIC, None): [
        "Trình bày chuyên đề",
        "Thảo luận, liên hệ",
    ],
    (Kind.CONGRESS, None): [
        "Báo cáo tổng kết nhiệm kỳ và phương hướng nhiệm kỳ tới",
        "Báo cáo kiểm điểm của chi ủy",
        "Bầu chi ủy, bí thư, phó bí thư",
    ],
    (Kind.COMMITTEE, None): [
        "Đánh giá công tác tháng qua",
        "Chuẩn bị nội dung sinh hoạt chi bộ",
    ],
}


def load_usual_agendas(model=AgendaTemplate) -> None:
    """Write the usual agendas that are not there yet; those of the office stay.

    Called by a migration, with the model as it was then, and before each test that
    begins with empty tables.
    """
    for (kind, month), titles in USUAL.items():
        template, is_new = model.objects.get_or_create(kind=kind.value, month=month)
        if is_new:
            for position, title in enumerate(titles, 1):
                template.items.create(position=position, title=title)


def usual_titles(meeting: Meeting) -> list[str]:
    """The agenda the office set for this kind and month, or for every month."""
    month = (meeting.for_month or meeting.held_on).month
    templates = AgendaTemplate.objects.filter(kind=meeting.kind)
    fitting = templates.filter(Q(month=month) | Q(month=None)).order_by("month")
    # NULL comes last, so the agenda of the month itself comes first.
    template = fitting.first()
    return list(template.items.values_list("title", flat=True)) if template else []


def last_titles(meeting: Meeting) -> list[str]:
    """The agenda of the last meeting of this kind; what it carried over is apart."""
    last = meeting.cell.meetings.not_cancelled().filter(
        kind=meeting.kind, held_on__lte=meeting.held_on
    )
    last = last.exclude(pk=meeting.pk).first()
    if last is None:
        return []
    own = last.items.filter(carried_from=None).exclude(title="")
    return list(own.values_list("title", flat=True))


def next_kind(kind: str) -> str:
    """The kind of meeting that goes on with what one of this kind carried over."""
    return kind if kind in WITH_NEXT_OF_ITS_KIND else Kind.REGULAR


def left_over(meeting: Meeting):
    """Items carried over to this kind of meeting, and not taken up by a later one."""
    kinds = [kind for kind in Kind if next_kind(kind) == meeting.kind]
    taken = AgendaItem.objects.filter(
        carried_from=OuterRef("pk"), meeting__cancelled_at=None
    )
    carried = AgendaItem.objects.filter(
        ~Exists(taken),
        outcome=AgendaItem.Outcome.CARRIED,
        meeting__in=_earlier(meeting).filter(kind__in=kinds),
    )
    return carried.order_by("meeting__held_on", "position", "pk")


def tasks_to_hear(meeting: Meeting):
    """Tasks that were open before this meeting, with their state of that day."""
    heard = Q(pk__in=meeting.progress.values("task"))
    # What was told of stays to be seen, even where the meeting was put before the task.
    tasks = Task.objects.filter(Q(meeting__in=_earlier(meeting)) | heard)
    still_open = tasks.with_state(on=meeting.held_on)
    found = still_open.filter(heard | Q(pk__in=still_open.open().values("pk")))
    return found.select_related("assignee", "meeting").order_by("due_on", "pk")


def _earlier(meeting: Meeting):
    """Sealed meetings before this one whose business it goes on with.

    The committee goes on with all, the cell with all but what its committee met for.
    """
    earlier = Meeting.objects.sealed().filter(
        cell=meeting.cell_id, held_on__lte=meeting.held_on
    )
    if meeting.kind != Kind.COMMITTEE:
        earlier = earlier.exclude(kind=Kind.COMMITTEE)
    return earlier


@transaction.atomic
def begin(meeting: Meeting, *, by, like_last: bool = False) -> None:
    """Record a new meeting with its agenda, the usual one or that of the last time."""
    meeting.begin(by=by)
    set_out(meeting, like_last=like_last)


def set_out(meeting: Meeting, *, like_last: bool = False) -> None:
    """Put the agenda on a new meeting: what is left over, then what is usual."""
    titles = last_titles(meeting) if like_last else usual_titles(meeting)
    items = [
        *(
            AgendaItem(title=item.title, carried_from=item)
            for item in left_over(meeting)
        ),
        *(AgendaItem(title=title) for title in titles),
    ]
    for position, item in enumerate(items, 1):
        item.meeting, item.position = meeting, position
    AgendaItem.objects.bulk_create(items)


def hand_on(meeting: Meeting) -> None:
    """Give what sealed minutes carried over to the next meeting if it has begun."""
    following = meeting.cell.meetings.drafts().filter(
        kind=next_kind(meeting.kind), held_on__gte=meeting.held_on
    )
    following = following.order_by("held_on", "created_at").first()
    if following is None:
        return
    last = following.items.order_by("-position").first()
    position = last.position if last else 0
    AgendaItem.objects.bulk_create(
        AgendaItem(
            meeting=following,
            position=position + number,
            title=item.title,
            carried_from=item,
        )
        for number, item in enumerate(left_over(following), 1)
    )
