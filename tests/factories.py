"""Rows for tests: set only what the test is about."""

import datetime
import itertools
import uuid
import zipfile
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image as Pixels

from cells import changes, sealing
from cells.models import (
    AgendaItem,
    Attendance,
    Cell,
    Delegation,
    Mandate,
    Meeting,
    Term,
)
from members.models import (
    Absence,
    Admission,
    AdmissionStep,
    Duty,
    Member,
    Membership,
    User,
)
from members.models.admission_step import VOTES
from news.models import Article, Category, Comment, Document, Illustration, Image, Tag
from news.tokens import form_token
from partyportal.vietnamese import today
from reports.models import (
    Briefing,
    Indicator,
    PublishedFigure,
    Rating,
    RatingCampaign,
    Unit,
)

numbers = itertools.count(1)
LONG_AGO = datetime.date(2015, 1, 1)


def make_cell(*, name=None, kind=Cell.Kind.VILLAGE, started_on=LONG_AGO, **fields):
    name = name or f"Chi bộ thôn Thử {next(numbers)}"
    return Cell.objects.create(name=name, kind=kind, started_on=started_on, **fields)


def make_member(
    *, cell=None, full_name=None, probationary=False, since=LONG_AGO, **fields
):
    """A member, at home in `cell` since the day `since` if one is given."""
    fields = {
        "full_name": full_name or f"Trần Văn Thử {next(numbers)}",
        "sex": Member.Sex.MALE,
        "born_on": datetime.date(1970, 5, 4),
        "admitted_on": datetime.date(2010, 5, 19),
        "official_on": None if probationary else datetime.date(2011, 5, 19),
        **fields,
    }
    member = Member.objects.create(**fields)
    if cell:
        Membership.objects.create(member=member, cell=cell, started_on=since)
    return member


def make_members(count, *, cell, probationary=0):
    """So many members of a cell, the last of them on probation."""
    return [
        make_member(cell=cell, probationary=number >= count - probationary)
        for number in range(count)
    ]


def make_user(*, member=None, duty=None, username=None, **fields):
    username = username or f"nguoidung{next(numbers)}"
    name = fields.pop("name", None) or (str(member) if member else "Người Dùng Thử")
    user = User.objects.create_user(
        username, "mat-khau-thu-2026", member=member, name=name, **fields
    )
    if duty:
        Duty.objects.create(user=user, kind=duty, started_on=LONG_AGO)
    return user


def make_officer(office, *, cell=None, home=None, full_name=None, **dates):
    """The account of a member who holds `office`, in `cell` or of the commune."""
    member = make_member(cell=home or cell, full_name=full_name)
    dates = {"started_on": LONG_AGO, **dates}
    Term.objects.create(member=member, office=office, cell=cell, **dates)
    return make_user(member=member)


def make_absence(*, member, kind=Absence.Kind.EXEMPT, started_on=LONG_AGO, **fields):
    fields = {"reason": "Tuổi cao, sức yếu", **fields}
    return Absence.objects.create(
        member=member, kind=kind, started_on=started_on, **fields
    )


def make_mandate(*, cell=None, started_on=LONG_AGO, due_on=None, **fields):
    due_on = due_on or started_on + datetime.timedelta(days=5 * 365)
    return Mandate.objects.create(
        cell=cell, name="2020–2025", started_on=started_on, due_on=due_on, **fields
    )


def make_meeting(*, cell, held_on=None, kind=Meeting.Kind.REGULAR, **fields):
    held_on = held_on or today()
    if kind == Meeting.Kind.REGULAR:
        fields.setdefault("for_month", held_on.replace(day=1))
    return Meeting.objects.create(cell=cell, held_on=held_on, kind=kind, **fields)


def make_item(*, meeting, title="Nội dung sinh hoạt", **fields):
    fields = {"content": "Bàn việc làng", "outcome": "decided", **fields}
    return AgendaItem.objects.create(meeting=meeting, title=title, **fields)


def make_counted_motion(*, meeting, votes_for, **fields):
    """A motion as the seal freezes it: of nine full members two thirds are needed."""
    fields = {"votes_against": 9 - votes_for, "in_room": 9, **fields}
    return meeting.motions.create(
        votes_for=votes_for,
        votes_abstain=0,
        votes_invalid=0,
        entitled=9,
        base_kind="official",
        base=9,
        threshold_part=2,
        threshold_whole=3,
        threshold_is_over=False,
        citation="Điều lệ Đảng",
        **fields,
    )


def charge(*, meeting, assignee, **fields):
    """Give a task at a meeting that is still a draft."""
    due_on = meeting.held_on + datetime.timedelta(days=30)
    fields = {"text": "Báo cáo kết quả", "due_on": due_on, **fields}
    return meeting.tasks.create(assignee=assignee, **fields)


def mandate_of(cell):
    """The mandate that numbers papers of the cell, made where there is none."""
    still_long = today() + datetime.timedelta(days=1000)
    return cell.mandates.first() or make_mandate(cell=cell, due_on=still_long)


def somebody_of(cell, *, on):
    """A member of the cell to take the chair, made where there is none."""
    return Member.objects.in_cell(cell, on=on).first() or make_member(cell=cell)


def make_minutes(*, cell, **fields):
    """A draft with all that a seal asks for but the roll call."""
    mandate_of(cell)
    chair = somebody_of(cell, on=fields.get("held_on") or today())
    fields = {
        "conclusion": "Kết luận",
        "chair": chair,
        "minute_taker": chair,
        **fields,
    }
    meeting = make_meeting(cell=cell, **fields)
    make_item(meeting=meeting)
    return meeting


def bare_seal(meeting, *, by, **columns):
    """Seal a row as it is, where it matters only that it is sealed."""
    columns = {
        "roll_called_at": timezone.now(),
        "sealed_at": timezone.now(),
        "sealed_by": by,
        "mandate": mandate_of(meeting.cell),
        "number": Meeting.objects.filter(number__isnull=False).count() + 1,
        "sealed_text": "Biên bản",
        "sealed_sha256": sealing.sha256("Biên bản"),
        "verification_code": sealing.new_code(),
        **columns,
    }
    Meeting.objects.filter(pk=meeting.pk).update(**columns)


def make_sealed_meeting(*, cell, by, absent=(), points=None, **fields):
    """A sealed meeting at which all of the roster but `absent` were present.

    With `points` it scored itself on one criterion, of ten at most.
    """
    meeting = make_minutes(cell=cell, **fields)
    if points is not None:
        line = {"position": 1, "criterion": "Chuẩn bị nội dung", "most": 10}
        meeting.score_lines.create(points=points, **line)
    marks = [(f"attendance.{member.pk}", "present", "excused:ill") for member in absent]
    sent = [
        changes.Change(uuid.uuid4(), field, was, value)
        for field, was, value in [*marks, ("roll_call", "", "saved")]
    ]
    changes.apply(meeting, sent, by=by, on=today())
    sealing.seal(meeting, by=by)
    return meeting


def make_full_minutes(*, cell, by, held_on, rows=1):
    """A draft ready for its seal, with so many rows of each kind; `by` a member."""
    task = make_task(cell=cell, by=by, held_on=held_on, assignee=by.member)
    meeting = make_minutes(
        cell=cell,
        held_on=held_on,
        start_time=datetime.time(19, 30),
        end_time=datetime.time(21, 0),
        place="Nhà văn hóa",
        roll_called_at=timezone.now(),
    )
    members = Member.objects.in_cell(cell, on=held_on)
    for member in members:
        make_attendance(meeting=meeting, member=member)
    entitled = sum(member.is_official(on=held_on) for member in members)
    guest = meeting.guests.create(name="Lê Văn Khách", title="Đảng ủy viên")
    item = meeting.items.get()
    for number in range(1, rows + 1):
        meeting.opinions.create(item=item, guest=guest, text="Nên làm ngay.")
        motion = meeting.motions.create(
            item=item, text=f"Thông qua việc {number}", votes_for=entitled
        )
        meeting.resolutions.create(
            motion=motion, title="Về đường làng", text="Sửa đường."
        )
        charge(meeting=meeting, assignee=by.member)
        meeting.score_lines.create(
            position=number, criterion="Chuẩn bị", points=95, most=100
        )
    meeting.progress.create(
        task=task, state="done", note="Xong sớm", reported_on=held_on, recorded_by=by
    )
    return meeting


def make_task(*, cell, by, text="Nhắc bà con giữ đường sạch", due_on=None, **fields):
    """A task of sealed minutes, for somebody of the cell."""
    held_on = fields.pop("held_on", None) or today() - datetime.timedelta(days=30)
    meeting = make_minutes(
        cell=cell,
        held_on=held_on,
        kind=Meeting.Kind.EXTRAORDINARY,
        roll_called_at=timezone.now(),
    )
    assignee = fields.pop("assignee", None) or make_member(cell=cell)
    task = meeting.tasks.create(
        text=text, assignee=assignee, due_on=due_on or today(), **fields
    )
    for member in Member.objects.in_cell(cell, on=held_on):
        make_attendance(meeting=meeting, member=member)
    sealing.seal(meeting, by=by)
    return task


def make_delegation(*, meeting, member, by, scope=Delegation.Scope.MINUTES, **dates):
    dates = {"started_on": today(), "ended_on": today(), **dates}
    return Delegation.objects.create(
        meeting=meeting, member=member, scope=scope, granted_by=by, **dates
    )


def make_attendance(*, meeting, member, status=Attendance.Status.PRESENT, **fields):
    return Attendance.objects.create(
        meeting=meeting, member=member, status=status, standing="official", **fields
    )


def make_admission(*, cell, by, since=None, until=None, **fields):
    """A person followed since a day; led on, a step a day, `until` a kind of step.

    The vote on recognition comes when probation is served.
    """
    fields = {
        "full_name": f"Đỗ Thị Thử {next(numbers)}",
        "sex": Member.Sex.FEMALE,
        "born_on": datetime.date(1999, 8, 7),
        **fields,
    }
    admission = Admission(cell=cell, **fields)
    admission.begin(by=by, on=since or datetime.date(2024, 3, 4))
    if until:
        lead(admission, until=until, by=by)
    return admission


def lead(admission, *, until, by):
    """Record the steps up to `until`, each a day after the one before."""
    while admission.last_step.kind != until:
        kind = admission.next_kind
        day = admission.last_step.done_on + datetime.timedelta(days=1)
        if kind == AdmissionStep.Kind.RECOGNITION_VOTED:
            day = admission.probation_ends_on()
        admission.record_step(kind, by=by, on=day, **votes_of(admission, kind, on=day))


def votes_of(admission, kind, *, on):
    """The fields of a vote at which everyone entitled agreed, if the step is one."""
    if kind not in VOTES:
        return {}
    entitled = AdmissionStep(admission=admission, done_on=on).entitled()
    return {"votes_for": entitled, "votes_base": entitled}


def make_unit(*, name=None, **fields):
    fields = {"kind": Unit.Kind.MASS_ORGANISATION, "started_on": LONG_AGO, **fields}
    return Unit.objects.create(name=name or f"Hội Thử {next(numbers)}", **fields)


def make_briefing(*, chair, month=datetime.date(2026, 10, 1), published=True, **fields):
    """The briefing of a month, held on its 27th and published the day after."""
    held_on = month.replace(day=27)
    fields = {
        "held_on": held_on,
        "conclusions": "Các chi bộ sinh hoạt đúng ngày.",
        "published_on": month.replace(day=28) if published else None,
        **fields,
    }
    return Briefing.objects.create(for_month=month, chair=chair, **fields)


def make_entry(*, briefing, strengths="Sinh hoạt đều.", **fields):
    return briefing.entries.create(strengths=strengths, **fields)


def make_campaign(*, by, year=2025, frozen=True):
    """The rating of a year, with the list of its last day."""
    campaign = RatingCampaign.objects.create(
        year=year, opened_on=datetime.date(year, 11, 20)
    )
    if frozen:
        campaign.freeze(by=by)
    return campaign


def decide_campaign(campaign, *, by, level=Rating.Level.GOOD):
    """Give everyone still without one that level, and close the campaign."""
    waiting = campaign.ratings.waiting().values_list("pk", flat=True)
    day = campaign.last_day
    campaign.ratings.decide(dict.fromkeys(waiting, level), by=by, on=day)
    campaign.decide(by="Ban Thường vụ Đảng ủy xã", on=day)
    return campaign


def make_indicator(*, year=2025, name="Tỷ lệ hộ nghèo", **fields):
    fields = fields or {"part": 8, "whole": 1536}
    return Indicator.objects.create(
        year=year, name=name, unit="hộ", source="Ủy ban nhân dân xã", **fields
    )


def make_published_figure(*, year=2025, figure="chi-bo-tot", claimed=92, **fields):
    fields = {"measure": "percent", "quote": f"{claimed}% chi bộ", **fields}
    return PublishedFigure.objects.create(
        year=year, figure=figure, claimed=claimed, published_in="Báo", **fields
    )


# News


def make_category(*, name=None):
    return Category.objects.named(name or f"Chuyên mục {next(numbers)}")


def make_upload(*, kind="JPEG", size=(64, 48), color="red", **saving):
    """A picture as a browser sends it."""
    written = BytesIO()
    Pixels.new("RGB", size, color).save(written, kind, **saving)
    return SimpleUploadedFile(f"anh.{kind.lower()}", written.getvalue())


def make_image(*, alternative_text="Cờ đỏ", **fields):
    fields = {"file": make_upload(), "caption": "Cờ trước cổng làng", **fields}
    return Image.objects.create(alternative_text=alternative_text, **fields)


def make_illustration(*, article, number=1, image=None):
    image = image or make_image()
    return Illustration.objects.create(article=article, number=number, image=image)


def make_tag(*, name=None):
    return Tag.objects.named(name or f"Thẻ {next(numbers)}")


def make_docx(*, text="Văn bản", main_part="word/document.xml", **parts):
    written = BytesIO()
    with zipfile.ZipFile(written, "w") as package:
        package.writestr(main_part, f"<w:p><w:t>{text}</w:t></w:p>")
        for name, content in parts.items():
            package.writestr(name, content)
    return SimpleUploadedFile("van-ban.docx", written.getvalue())


def make_document(*, published=True, **fields):
    number = next(numbers)
    fields = {
        "number": f"{number}-NQ/ĐU",
        "kind": "resolution",
        "issued_on": datetime.date(2026, 3, 2),
        "abstract": "Về xây dựng nông thôn mới.",
        "file": make_docx(text=f"Văn bản {number}"),
        **fields,
    }
    document = Document.objects.create(**fields)
    if published:
        document.publish()
    return document


def make_article(*, published="now", category=None, **fields):
    """An article that appeared a minute ago; `published` is a moment, or None."""
    if published == "now":
        published = timezone.now() - datetime.timedelta(minutes=1)
    fields = {
        "title": f"Đảng bộ xã làm việc thứ {next(numbers)}",
        "lead": "Lời dẫn của bài.",
        "body": "<p>Đoạn thứ nhất.</p>",
        **fields,
    }
    if published:
        fields.setdefault("approved_at", timezone.now())
    category = category or make_category()
    return Article.objects.create(category=category, published_at=published, **fields)


def typed_comment(article, **typed):
    """What a reader sends who typed three answers into a page just opened."""
    return {
        "name": "Trần Thị Bạn Đọc",
        "email": "bandoc@rieng.example",
        "text": "Bài viết rất hay.",
        "token": form_token(article.pk, at=timezone.now()),
        "website": "",
        "seconds": "40",
        **typed,
    }


def make_comment(*, article, state="waiting", by=None, **fields):
    """A comment; `by` decided on it where it does not wait."""
    fields = {
        "name": "Bạn Đọc",
        "email": "bandoc@rieng.example",
        "text": f"Ý kiến thứ {next(numbers)}",
        "sent_at": timezone.now(),
        "network": "203.0.113.0",
        **fields,
    }
    if by:
        fields |= {"decided_by": by, "decided_at": timezone.now()}
    return Comment.objects.create(article=article, state=state, **fields)
