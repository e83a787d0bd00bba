"""Every fact keeps who changed it, when, and on which page or by which command."""

from datetime import timedelta

import pghistory
import pytest
from django.apps import apps
from django.core import management
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from pghistory.models import Context, Event

import manage
from cells.models import Guest, Meeting
from members.models import Absence, Duty, Member, User
from tests.factories import make_absence, make_meeting, make_member, make_user

# Models without a history, and why.
UNTRACKED = {
    "members.Reveal": "a log itself, whose rows a trigger keeps as they are",
    "cells.MeetingChange": "a log itself, whose rows a trigger keeps as they are",
    **dict.fromkeys(
        [
            "cells.AgendaItem",
            "cells.Opinion",
            "cells.Motion",
            "cells.Resolution",
            "cells.Task",
            "cells.ScoreLine",
        ],
        "of a draft, whose every change stands in MeetingChange, until the seal",
    ),
    **dict.fromkeys(
        [
            "cells.TaskProgress",
            "cells.Correction",
            "cells.ScoreConfirmation",
            "cells.Postponement",
        ],
        "a row of its own each time, which a trigger keeps as it is",
    ),
    "cells.Series": "counts numbers that stand in sealed rows",
    "news.Stamp": "counts the changes of other rows",
    "news.Article_tags": "tracked by its proxy, Tagging",
    "admin.LogEntry": "Django admin's own log, beside the history",
    "auth.Permission": "unused: rights are read from terms and duties",
    "auth.Group": "unused: rights are read from terms and duties",
    "auth.Group_permissions": "unused: rights are read from terms and duties",
    "contenttypes.ContentType": "names of models, made by migrations",
    "sessions.Session": "who is signed in now; no fact of the portal",
    "account.EmailAddress": "unused: addresses stand on the account",
    "account.EmailConfirmation": "unused: addresses stand on the account",
    "mfa.Authenticator": "secrets of the second step, which no copy may keep",
    "pghistory.Context": "the history itself",
    "pghistory.Events": "the history itself, as a view",
    "pghistory.MiddlewareEvents": "the history itself, as a view",
}
# Fields that the history leaves out, and why.
LEFT_OUT = {
    "members.Member.name_key": "made from the name",
    "members.Member.search_text": "made from the names",
    "members.Admission.name_key": "made from the name",
    "members.Admission.search_text": "made from the name",
    "members.User.password": "a secret",
    "members.User.last_login": "no fact of the portal",
    "cells.Meeting.conclusion": "each change to a draft stands in MeetingChange, and "
    "a sealed text never changes",
    "news.Comment.email": "a stranger's, which no copy may outlive",
    "news.Comment.network": "as the e-mail address",
    "news.Article.search": "made from the text",
    "news.Article.search_exact": "made from the text",
    "news.Document.search": "made from the text",
    "news.Document.search_exact": "made from the text",
    "cells.Meeting.sealed_text": "written once, by the seal",
    "cells.Meeting.sealed_words": "written once, by the seal",
    "cells.Meeting.version": "counts the rows of MeetingChange",
}


def current_models():
    models = apps.get_models(include_auto_created=True)
    return [model for model in models if not issubclass(model, Event)]


TRACKED = [model for model in current_models() if hasattr(model, "pgh_event_model")]


def labels(events):
    return list(events.order_by("pgh_id").values_list("pgh_label", flat=True))


def last_context(row):
    return row.events.latest("pgh_id").pgh_context.metadata


# Everything is tracked


def test_every_model_is_tracked_or_listed():
    untracked = {model._meta.label for model in set(current_models()) - set(TRACKED)}
    # Models of tests are made and gone with them.
    assert {label for label in untracked if not label.startswith("tests.")} == set(
        UNTRACKED
    )


def test_every_field_is_tracked_or_listed():
    left_out = {
        f"{model._meta.label}.{field.name}"
        for model in TRACKED
        for field in model._meta.fields
        if field.name not in {f.name for f in model.pgh_event_model._meta.fields}
    }
    assert left_out == set(LEFT_OUT)


@pytest.mark.parametrize("model", TRACKED)
def test_insert_update_and_delete_have_their_trigger(db, model):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT split_part(tgname, '_', 2) FROM pg_trigger"
            " WHERE tgrelid = %s::regclass AND tgname LIKE 'pgtrigger%%'"
            " AND tgenabled = 'O'",
            [model._meta.db_table],
        )
        operations = sorted(operation for (operation,) in cursor.fetchall())
    assert operations == ["delete", "insert", "update"]


@pytest.mark.parametrize("model", TRACKED)
def test_what_was_written_stays(db, model):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgenabled FROM pg_trigger"
            " WHERE tgname = 'keep_history' AND tgrelid = %s::regclass",
            [model.pgh_event_model._meta.db_table],
        )
        assert cursor.fetchall() == [("O",)]


# Whatever the way


def test_one_row_through_its_life(db):
    absence = make_absence(member=make_member())
    absence.reason = "Ốm nặng"
    absence.save()
    pk = absence.pk
    absence.delete()
    events = Absence.pgh_event_model.objects.filter(pgh_obj=pk)
    assert labels(events) == ["insert", "update", "delete"]
    assert list(events.order_by("pgh_id").values_list("reason", flat=True)) == [
        "Tuổi cao, sức yếu",
        "Ốm nặng",
        "Ốm nặng",
    ]


def test_rows_by_the_queryset(cell):
    meeting = make_meeting(cell=cell)
    Guest.objects.bulk_create(
        [Guest(meeting=meeting, name="Bà Tư"), Guest(meeting=meeting, name="Ông Sáu")]
    )
    Guest.objects.update(title="Trưởng thôn")
    guests = list(Guest.objects.all())
    for guest in guests:
        guest.title = "Phó thôn"
    Guest.objects.bulk_update(guests, ["title"])
    Guest.objects.all().delete()
    events = Guest.pgh_event_model.objects
    for guest in guests:
        life = ["insert", "update", "update", "delete"]
        assert labels(events.filter(pgh_obj=guest.pk)) == life


def test_rows_by_bare_sql(cell):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE cells_cell SET position = 7")
    assert labels(cell.events) == ["insert", "update"]


def test_a_save_that_changes_nothing_leaves_nothing(cell):
    cell.save()
    assert labels(cell.events) == ["insert"]


def test_the_moment_stands_on_the_event(cell):
    moment = cell.events.get().pgh_created_at
    assert timezone.now() - moment < timedelta(minutes=1)


# Who, on which page, by which command


def test_a_page_names_itself_and_who_wrote(client, secretary, draft):
    client.force_login(secretary)
    url = reverse("cells:meeting_cancel", args=[draft.pk])
    client.post(url, {"reason": "Bão số 3"})
    draft.refresh_from_db()
    assert draft.is_cancelled
    assert last_context(draft) == {"user": secretary.pk, "url": url}


def test_a_look_at_a_page_leaves_no_context(client, secretary, draft):
    client.force_login(secretary)
    client.get(draft.get_absolute_url())
    assert not Context.objects.exists()


def test_a_command_names_itself(db, monkeypatch):
    monkeypatch.setattr("sys.argv", ["manage.py", "load_people", "--file", "x.csv"])
    monkeypatch.setattr(
        management, "execute_from_command_line", lambda argv: make_member()
    )
    manage.main()
    assert last_context(Member.objects.get()) == {"command": "load_people"}


def test_changes_of_one_page_share_their_context(cell):
    with pghistory.context(url="/x/"):
        first, second = make_member(cell=cell), make_member(cell=cell)
    assert first.events.get().pgh_context == second.events.get().pgh_context


# What it never keeps


def test_no_password_is_kept(db):
    user = make_user()
    user.set_password("mat-khau-khac-2026")
    user.save()
    assert labels(user.events) == ["insert"]
    columns = {
        field.name for model in TRACKED for field in model.pgh_event_model._meta.fields
    }
    assert not {name for name in columns if "password" in name or "secret" in name}


def test_an_account_that_is_shut_is_kept(db):
    user = make_user()
    User.objects.update(is_active=False)
    assert list(user.events.order_by("pgh_id").values_list("is_active", flat=True)) == [
        True,
        False,
    ]


def test_signing_in_is_no_event(client, db):
    user = make_user()
    client.force_login(user)
    assert labels(user.events) == ["insert"]


def test_a_draft_is_not_kept_at_every_keystroke(draft):
    for text in ("B", "Bà", "Bàn"):
        Meeting.objects.update(conclusion=text, version=len(text))
    assert labels(draft.events) == ["insert"]
    Meeting.objects.update(topic="Nước sạch")
    assert labels(draft.events) == ["insert", "update"]


def test_what_is_gone_keeps_its_history(db):
    user = make_user(duty=Duty.Kind.EDITOR)
    duty = user.held_duties.get()
    events = Duty.pgh_event_model.objects.filter(pgh_obj=duty.pk)
    duty.delete()
    assert events.latest("pgh_id").user == user
