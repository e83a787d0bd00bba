"""What every model keeps, whoever writes: by update(), bulk_create() and SQL too."""

from datetime import date, timedelta
from importlib import import_module
from unicodedata import normalize
from uuid import UUID, uuid4

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import connection, models
from django.db.models import CheckConstraint, Value
from pghistory.models import Event

from cells.models import (
    AgendaItem,
    AgendaTemplate,
    Cell,
    Correction,
    Guest,
    Mandate,
    Meeting,
    MeetingChange,
    Opinion,
    Postponement,
    Resolution,
    ScoreConfirmation,
    ScoreLine,
    Series,
    TaskProgress,
)
from members.intervals import END_BEFORE_START, dates_in_order
from members.models import (
    Admission,
    AdmissionStep,
    AdmissionTarget,
    Member,
    Regulation,
    Reveal,
)
from partyportal.fields import NfcConstraint
from reports.models import Unit
from tests.factories import (
    bare_seal,
    make_absence,
    make_admission,
    make_attendance,
    make_briefing,
    make_campaign,
    make_cell,
    make_counted_motion,
    make_delegation,
    make_entry,
    make_indicator,
    make_mandate,
    make_meeting,
    make_published_figure,
    make_unit,
)
from tests.refusals import only, refused

DAY = date(2022, 6, 15)
A_DAY = timedelta(days=1)
MODELS = [
    model
    for app in ("members", "cells", "reports")
    for model in apps.get_app_config(app).get_models()
    if not issubclass(model, Event)
]
DATED = [
    model
    for model in MODELS
    if {"started_on", "ended_on"} <= {field.name for field in model._meta.fields}
]
MIGRATIONS = [
    "cells.migrations.0004_fix_what_never_changes",
    "cells.migrations.0006_hold_minutes_in_full",
    "members.migrations.0006_hold_steps_in_order",
    "reports.migrations.0002_close_decided_campaigns",
]
FIXED = {}
for migration in MIGRATIONS:
    for table, columns in import_module(migration).FIXED.items():
        FIXED[table] = [*FIXED.get(table, []), *columns]


@pytest.fixture
def rows(cell, secretary):
    """One row of every model, with all that only an end or a cancellation fills in."""
    member = secretary.member
    member.memberships.update(ended_on=DAY, end_reason="moved_cell")
    meeting = make_meeting(cell=cell, held_on=DAY)
    meeting.cancel(by=secretary, reason="Bão")
    made = [
        cell,
        member,
        secretary,
        meeting,
        member.memberships.get(),
        member.terms.get(),
        make_absence(member=member),
        secretary.held_duties.create(kind="office", started_on=DAY),
        make_mandate(cell=cell),
        make_delegation(meeting=meeting, member=member, by=secretary),
        make_attendance(meeting=meeting, member=member),
        Guest.objects.create(meeting=meeting, name="Hà"),
        Reveal.objects.create(user=secretary, member=member, field="phone"),
        Regulation.objects.get(subject="probation_months"),
        *admitted(cell, secretary),
        *reported(cell, secretary),
        *minuted(meeting),
        *written_beside(meeting, secretary),
        MeetingChange.objects.create(
            id=meeting.pk,
            meeting=meeting,
            user=secretary,
            field="topic",
            outcome="applied",
        ),
    ]
    return {type(row): row for row in made}


def minuted(meeting):
    """A row of each part of the minutes, and a usual agenda."""
    item = meeting.items.create(title="Nước sạch")
    template = AgendaTemplate.objects.create(kind="regular", month=3)
    return [
        item,
        meeting.opinions.create(item=item),
        make_counted_motion(meeting=meeting, text="Nhất trí", votes_for=6),
        meeting.resolutions.create(),
        meeting.tasks.create(),
        meeting.score_lines.create(position=1, criterion="Chuẩn bị", points=1),
        template,
        template.items.create(title="Điểm danh"),
    ]


def written_beside(meeting, secretary):
    """What is written of a meeting before it, after its seal, and at the next one."""
    kept = make_meeting(cell=meeting.cell, held_on=DAY, kind="thematic", topic="Nước")
    task = kept.tasks.create(text="Báo cáo")
    bare_seal(kept, by=secretary)
    return [
        meeting.progress.create(task=task, reported_on=DAY, recorded_by=secretary),
        Postponement.objects.create(
            meeting=meeting,
            from_day=DAY,
            to_day=DAY + A_DAY,
            reason="Bão",
            postponed_by=secretary,
        ),
        Correction.objects.create(
            meeting=kept, after="Sửa", reason="Nhầm", made_by=secretary
        ),
        ScoreConfirmation.objects.create(
            meeting=kept, is_agreed=True, confirmed_by=secretary
        ),
        make_mandate(cell=make_cell()).series.create(paper="NQ"),
    ]


def admitted(cell, secretary):
    """A candidate no longer followed, a step and a target."""
    admission = make_admission(cell=cell, by=secretary, since=DAY)
    admission.end(on=DAY, reason="dropped")
    target = AdmissionTarget.objects.create(cell=cell, year=2022, count=1)
    return admission, admission.last_step, target


def reported(cell, secretary):
    """A briefing with what was heard, a rating still open, and figures."""
    briefing = make_briefing(chair=secretary.member)
    campaign = make_campaign(by=secretary, year=2022)
    return [
        briefing,
        briefing.attendances.create(cell=cell),
        make_entry(briefing=briefing, unit=make_unit()),
        make_unit(),
        campaign,
        campaign.ratings.of_cells().get(),
        make_indicator(),
        make_published_figure(),
    ]


# Rules that every model keeps


def test_there_is_a_row_of_every_model(rows):
    assert set(rows) == set(MODELS)


def test_the_database_has_every_constraint(db):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conname FROM pg_constraint UNION SELECT relname FROM pg_class"
        )
        known = {name for (name,) in cursor.fetchall()}
    assert {c.name for model in MODELS for c in model._meta.constraints} <= known


def values_in(condition, field):
    """The values that a condition allows for a field, over all its branches."""
    for part in condition.children:
        if isinstance(part, models.Q):
            yield from values_in(part, field)
        elif part[0] == f"{field}__in":
            yield from part[1]


def known_values(model, field):
    checks = [c for c in model._meta.constraints if type(c) is CheckConstraint]
    return {value for c in checks for value in values_in(c.condition, field.name)}


CHOICES = [
    (model, field) for model in MODELS for field in model._meta.fields if field.choices
]


def test_choices_are_known_to_the_database(rows):
    for model, field in CHOICES:
        allowed = {value for value, _ in field.choices}
        assert known_values(model, field) - {""} == allowed, field
        assert ("" in known_values(model, field)) == field.blank, field
        with refused("_known|term_cell_fits_office|keep_fixed|Không đổi được"):
            only(rows[model]).update(**{field.name: "khác"})


def test_days_are_in_order(rows):
    for row in (rows[model] for model in DATED):
        rules = row._meta.constraints
        [rule] = [c for c in rules if c.name.endswith("dates_in_order")]
        assert rule == dates_in_order(rule.name)
        row.ended_on = row.started_on - A_DAY
        with pytest.raises(ValidationError) as caught:
            row.clean()
        assert caught.value.message_dict == {"ended_on": [END_BEFORE_START]}, row
        with refused(rule.name):
            only(row).update(ended_on=row.ended_on)


# Text that is not held to NFC, and why it need not be.
OTHER_TEXT = {
    "members.User.password": "a hash",
    "members.User.email": "Django's own field, whose check allows no combining marks",
    "members.Member.personal_id": "digits",
    "members.Member.old_personal_id": "digits",
    "members.Member.phone": "digits",
    "members.Member.card_no": "digits",
    "members.Member.search_text": "folded, see FoldedField",
    "members.Admission.phone": "digits",
    "members.Admission.search_text": "folded, see FoldedField",
    "members.Reveal.field": "a name of our own",
    "cells.Correction.field": "a name of our own",
    "cells.Meeting.sealed_text": "made of texts that are composed",
    "cells.Meeting.sealed_sha256": "hexadecimal digits",
    "cells.Meeting.verification_code": "letters and digits of our own",
    "cells.MeetingChange.field": "a name of our own",
    "cells.MeetingChange.was": "as it was sent, cleaned by cells.changes.parse()",
    "cells.MeetingChange.value": "as it was sent, cleaned by cells.changes.parse()",
    "cells.MeetingChange.message": "a sentence of our own",
}


def texts(model):
    return [
        field.name
        for field in model._meta.fields
        if isinstance(field, models.CharField | models.TextField) and not field.choices
    ]


def composed(model):
    checks = [c for c in model._meta.constraints if isinstance(c, NfcConstraint)]
    return [name for check in checks for name in check.fields]


def test_every_text_is_composed_or_listed():
    free = {
        f"{model._meta.app_label}.{model.__name__}.{name}"
        for model in MODELS
        for name in set(texts(model)) - set(composed(model))
    }
    assert free == set(OTHER_TEXT)


# No text of theirs is ever changed, so what is refused is a row that comes in.
APPEND_ONLY = {Correction, Postponement, ScoreConfirmation}


def let_go(model):
    """Switch off the triggers of a table, for the rest of the test."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"ALTER TABLE {model._meta.db_table} DISABLE TRIGGER USER")


COMPOSED = [(model, name) for model in MODELS for name in composed(model)]


def test_decomposed_text_is_refused(rows):
    decomposed = Value(normalize("NFD", "Hòa"), models.TextField())
    for model in APPEND_ONLY:
        let_go(model)
    for model, name in COMPOSED:
        with refused("_text_is_nfc"):
            only(rows[model]).update(**{name: decomposed})


# What never changes


def another(column, value):
    """SQL for some other value of the column's type."""
    match value:
        case str():
            return f"{column} || 'x'"
        case int():
            return f"{column} + 1"
        case date():
            return f"{column} + interval '1 day'"
        case None:
            return "1"
    return "gen_random_uuid()"


FIXED_COLUMNS = [
    (model, column)
    for model in MODELS
    for column in FIXED.get(model._meta.db_table, ())
]


def test_what_never_changes(rows):
    for model, column in FIXED_COLUMNS:
        value = another(column, getattr(rows[model], column))
        with refused("Không đổi được"), connection.cursor() as cursor:
            cursor.execute(f"UPDATE {model._meta.db_table} SET {column} = {value}")


@pytest.mark.parametrize("model", [m for m in DATED if m not in (Cell, Unit)])
def test_whom_and_what_a_dated_fact_is_about_never_changes(model):
    about = {
        field.attname
        for field in model._meta.fields
        if (field.remote_field or field.choices)
        # How it ended is known later; who gave it is not what it is about, nor how
        # sure a rule is.
        and field.name not in ("end_reason", "granted_by", "certainty")
    }
    assert about == set(FIXED[model._meta.db_table])


def test_the_rest_of_a_dated_fact_may_be_corrected(rows):
    for model in DATED:
        only(rows[model]).update(started_on=date(2014, 12, 31))


# What forms refuse in words, or never send


def test_parts_of_a_row_that_do_not_fit(rows, secretary):
    for model in APPEND_ONLY:
        let_go(model)
    mandate, guest = rows[Mandate], Guest.objects.first()
    member = secretary.member
    wrong = [
        (Admission, {"end_reason": ""}, "admission_end_has_reason"),
        (Admission, {"ended_on": None}, "admission_end_has_reason"),
        (AgendaTemplate, {"month": 13}, "agenda_template_month_known"),
        (Correction, {"after": ""}, "correction_changes_something"),
        (Correction, {"reason": ""}, "correction_with_reason"),
        (Meeting, {"number": 1}, "meeting_number_with_mandate"),
        (Meeting, {"mandate": mandate}, "meeting_number_with_mandate"),
        (Postponement, {"to_day": DAY}, "postponement_to_another_day"),
        (Postponement, {"reason": ""}, "postponement_with_reason"),
        (Resolution, {"number": 1}, "resolution_number_with_mandate"),
        (
            Resolution,
            {"mandate": mandate, "number": 0},
            "resolution_number_with_mandate",
        ),
        (ScoreConfirmation, {"is_agreed": False}, "confirmation_says_why_not"),
        (ScoreLine, {"points": 2}, "score_line_within_most"),
        (ScoreLine, {"most": 0}, "score_line_within_most"),
        (
            AgendaItem,
            {"presenter": member, "guest_presenter": guest},
            "agenda_item_one_presenter",
        ),
        (Opinion, {"member": member, "guest": guest}, "opinion_one_speaker"),
    ]
    for model, fields, constraint in wrong:
        with refused(constraint):
            only(rows[model]).update(**fields)


@pytest.mark.parametrize(
    ("told", "constraint"),
    [
        ({"state": ""}, "task_progress_says_something"),
        ({"state": "dropped"}, "task_progress_dropped_with_reason"),
    ],
)
def test_what_is_told_between_meetings_says_something(
    rows, secretary, told, constraint
):
    task = rows[TaskProgress].task
    fields = {"task": task, "reported_on": DAY, "recorded_by": secretary}
    with refused(constraint):
        TaskProgress.objects.create(**fields, **told)


def test_a_reveal_is_about_one_person(rows, secretary):
    people = {"member": secretary.member, "admission": rows[Admission]}
    for about in ({}, people):
        with refused("reveal_about_one_person"):
            Reveal.objects.create(user=secretary, field="phone", **about)


def test_what_there_is_once(rows):
    only(rows[Resolution]).update(mandate=rows[Mandate], number=1)
    once = [
        (AdmissionStep, "admission_step_once"),
        (AdmissionTarget, "admission_target_once"),
        (AgendaTemplate, "agenda_template_once"),
        (Regulation, "regulation_one_a_subject_at_a_time"),
        (Resolution, "resolution_number_once"),
        (ScoreLine, "score_line_once"),
        (Series, "series_once"),
        (TaskProgress, "task_progress_once_a_meeting"),
    ]
    for model, constraint in once:
        row = only(rows[model]).get()
        row.pk = uuid4() if isinstance(row.pk, UUID) else None
        with refused(constraint):
            row.save(force_insert=True)


def test_a_code_verifies_one_meeting(rows, cell, secretary):
    code = Meeting.objects.sealed().get().verification_code
    second = make_meeting(cell=cell, held_on=DAY, kind="extraordinary")
    with refused("meeting_verification_code_once"):
        bare_seal(second, by=secretary, verification_code=code)


def test_history_of_a_person_is_protected(rows):
    """Who stands in any record is not deleted."""
    for model in (Member, Cell):
        with pytest.raises(models.ProtectedError):
            rows[model].delete()
