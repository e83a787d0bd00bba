"""The kinds of rows that minutes have, and the fields of each."""

from django.core.exceptions import ValidationError

from cells import voting
from cells.draft.parts import MemberLink, Person, Position, RowLink, Value
from cells.draft.rows import Kind, uuid_key
from cells.draft.text import NO_SUCH_FIELD, number
from cells.models import (
    AgendaItem,
    Guest,
    Motion,
    Opinion,
    Resolution,
    ScoreLine,
    Task,
    TaskProgress,
)

NEEDS_ITEM = "Ý kiến phải thuộc một mục của chương trình."
NO_INVALID_HANDS = "Giơ tay thì không có phiếu không hợp lệ."
TOO_MANY_POINTS = "Điểm không được quá điểm tối đa."
TOO_MANY_VOTES = "Số phiếu nhiều hơn số đảng viên của một chi bộ."
# The database adds the counts up in two bytes.
MOST_VOTES = 10_000
POSITION = Position("position", counts=False)


def _check_opinion(row):
    if row.item_id is None and (row.text or row.member_id or row.guest_id):
        raise ValidationError(NEEDS_ITEM)


def _check_motion(row):
    # See also the constraint motion_invalid_of_ballots_only.
    if row.method == Motion.Method.HANDS and row.votes_invalid:
        raise ValidationError(NO_INVALID_HANDS)
    if sum(voting.counts(row).values()) > MOST_VOTES:
        raise ValidationError(TOO_MANY_VOTES)


def _check_score(row):
    # See also the constraint score_line_within_most.
    if row.points is not None and row.points > (row.most or 1):
        raise ValidationError(TOO_MANY_POINTS)


def _progress_of(draft, key, model):
    if key not in draft.tasks_to_hear:
        raise ValidationError(NO_SUCH_FIELD)
    return model(
        meeting=draft.meeting,
        task_id=key,
        reported_on=draft.meeting.held_on,
        recorded_by=draft.by,
    )


def _score_of(draft, key, model):
    if not 1 <= key <= len(draft.criteria):
        raise ValidationError(NO_SUCH_FIELD)
    name, most = draft.criteria[key - 1]
    return model(meeting=draft.meeting, position=key, criterion=name, most=most)


# In the order in which one kind points at another.
KINDS = (
    Kind(
        "guest",
        Guest,
        "guests",
        (Value("name"), Value("title")),
        most=100,
        words="khách mời",
    ),
    Kind(
        "item",
        AgendaItem,
        "items",
        (
            Value("title"),
            Person("presenter", member="presenter", guest="guest_presenter"),
            Value("content"),
            Value("conclusion"),
            Value("outcome"),
            POSITION,
        ),
        most=60,
        words="mục",
        child="opinion",
        is_ordered=True,
    ),
    Kind(
        "opinion",
        Opinion,
        "opinions",
        (
            RowLink("item", kind="item", is_parent=True),
            Person("speaker", member="member", guest="guest"),
            Value("text"),
            POSITION,
        ),
        most=300,
        words="ý kiến",
        check=_check_opinion,
        is_ordered=True,
    ),
    Kind(
        "motion",
        Motion,
        "motions",
        (
            RowLink("item", kind="item"),
            Value("kind"),
            Value("text"),
            Person(
                "person", member="member", admission="admission", plain="person_name"
            ),
            Value("method"),
            Value("tellers"),
            Value("voted_at"),
            Value("votes_for"),
            Value("votes_against"),
            Value("votes_abstain"),
            Value("votes_invalid"),
            POSITION,
        ),
        most=40,
        words="biểu quyết",
        check=_check_motion,
        is_ordered=True,
    ),
    Kind(
        "resolution",
        Resolution,
        "resolutions",
        (
            Value("paper"),
            Value("title"),
            Value("text"),
            RowLink("motion", kind="motion"),
            POSITION,
        ),
        most=40,
        words="nghị quyết, kết luận",
        is_ordered=True,
    ),
    Kind(
        "task",
        Task,
        "tasks",
        (
            Value("text"),
            MemberLink("assignee"),
            Value("due_on"),
            RowLink("resolution", kind="resolution"),
            POSITION,
        ),
        most=100,
        words="việc",
        is_ordered=True,
    ),
    Kind(
        "progress",
        TaskProgress,
        "progress",
        (Value("state"), Value("note")),
        most=500,
        words="việc kỳ trước",
        key="task_id",
        key_of=uuid_key,
        new=_progress_of,
    ),
    Kind(
        "score",
        ScoreLine,
        "score_lines",
        (Value("", column="points"),),
        most=50,
        words="điểm",
        key="position",
        key_of=number,
        new=_score_of,
        check=_check_score,
    ),
)
