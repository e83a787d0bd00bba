"""Corrections beside sealed minutes: who makes them, once each, and in order."""

import datetime
import re
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils.html import escape

from cells import corrections, sealing
from cells.models import Correction, Meeting
from cells.record import record_of
from tests.factories import make_full_minutes, make_members, make_sealed_meeting
from tests.locks import elsewhere, wait_for_locks

DAY = datetime.date(2026, 3, 3)


@pytest.fixture
def sealed(cell, secretary):
    return make_sealed_meeting(cell=cell, by=secretary, place="Nhà văn hóa")


def url(meeting, field="place"):
    return reverse("cells:meeting_correct", args=[meeting.pk]) + f"?field={field}"


def posted(*, was="Nhà văn hóa", after="Trường tiểu học", reason="Ghi nhầm", **fields):
    return {"key": uuid.uuid4(), "was": was, "after": after, "reason": reason, **fields}


@pytest.fixture
def correct(client, secretary, sealed):
    """Post a correction as the secretary."""
    client.force_login(secretary)

    def correct(field="place", **fields):
        return client.post(url(sealed, field), posted(**fields))

    return correct


def test_correction_stands_beside_what_it_corrects(client, sealed, correct, secretary):
    assert correct().url == sealed.get_absolute_url()
    made = sealed.corrections.get()
    assert (made.field, made.label) == ("place", "Địa điểm")
    assert (made.before, made.after) == ("Nhà văn hóa", "Trường tiểu học")
    assert made.made_by == secretary
    html = client.get(sealed.get_absolute_url()).content.decode()
    assert html.index("Nhà văn hóa") < html.index("Trường tiểu học")
    assert "Lý do: Ghi nhầm" in html


def test_fields_are_offered_by_the_part_they_stand_in(client, secretary, sealed):
    client.force_login(secretary)
    choices = client.get(url(sealed)).context["choice"].fields["field"].choices
    groups = {group: fields for group, fields in choices if group}
    assert list(groups)[:3] == ["Buổi họp", "Điểm danh", "Chương trình"]
    assert ("place", "Địa điểm") in groups["Buổi họp"]


def test_each_place_leads_to_its_form(client, cell, secretary, reader):
    meeting = make_full_minutes(cell=cell, by=secretary, held_on=DAY)
    sealing.seal(meeting, by=secretary)
    client.force_login(secretary)
    html = client.get(meeting.get_absolute_url()).content.decode()
    places = re.findall(r'class="correct" href="[^"]+[?]field=([^"]+)"', html)
    assert {place.partition(".")[0] for place in places} == {
        *("held_on", "start_time", "place", "chair", "minute_taker", "conclusion"),
        *("attendance", "guest", "item", "opinion", "motion", "resolution"),
        *("task", "progress", "score"),
    }
    assert set(places) <= set(corrections.fields_now(meeting))
    client.force_login(reader)
    assert 'class="correct' not in client.get(meeting.get_absolute_url()).text


def test_a_topic_leads_to_its_form_too(client, cell, secretary):
    thematic = {"kind": Meeting.Kind.THEMATIC, "topic": "Học tập và làm theo Bác"}
    meeting = make_sealed_meeting(cell=cell, by=secretary, **thematic)
    client.force_login(secretary)
    html = client.get(meeting.get_absolute_url()).text
    assert f'href="{url(meeting, "topic")}"' in html


def test_the_form_leads_to_the_other_fields_of_the_row(client, secretary, sealed):
    client.force_login(secretary)
    item = f"item.{sealed.items.get().pk}"
    html = client.get(url(sealed, f"{item}.content")).content.decode()
    assert set(re.findall(r'href="[?]field=([^"]+)"', html)) == {
        f"{item}.{part}" for part in ("title", "presenter", "conclusion", "outcome")
    }


def test_what_stands_there_is_there_to_be_mended(client, secretary, sealed):
    client.force_login(secretary)
    assert client.get(url(sealed)).context["form"]["after"].value() == "Nhà văn hóa"


def test_the_page_sends_back_what_it_showed(client, secretary, cell):
    text = "Dòng một\nDòng “hai” <b>"
    meeting = make_sealed_meeting(cell=cell, by=secretary, conclusion=text)
    client.force_login(secretary)
    page = client.get(url(meeting, "conclusion"))
    form, field = page.context["form"], page.context["field"]
    assert f'name="was" value="{escape(text)}"' in page.content.decode()
    # Browsers end lines of what they send by \\r\\n.
    sent = posted(was=field.text.replace("\n", "\r\n"), key=form.initial["key"])
    assert client.post(url(meeting, "conclusion"), sent).status_code == 302


def test_a_key_that_came_with_something_else_is_refused(
    client, sealed, correct, cell, secretary
):
    key = uuid.uuid4()
    correct(key=key)
    again = correct(key=key, was="Trường tiểu học", after="Nhà ông Tư")
    assert "nội dung khác" in again.text
    other = make_sealed_meeting(cell=cell, by=secretary, kind="extraordinary")
    sent = posted(key=key, was="Kết luận", after="Kết luận khác")
    assert "nội dung khác" in client.post(url(other, "conclusion"), sent).text
    assert sealed.corrections.get().after == "Trường tiểu học"


def test_the_sealed_text_stays_as_it_was(sealed, correct):
    correct()
    text = sealed.sealed_text
    sealed.refresh_from_db()
    assert sealed.sealed_text == text
    assert record_of(sealed)["place"] == "Nhà văn hóa"


def test_a_form_sent_twice_corrects_once(client, sealed, correct):
    key = uuid.uuid4()
    for _ in range(2):
        assert correct(key=key).status_code == 302
    assert sealed.corrections.count() == 1


def test_a_field_is_corrected_again_from_what_stands_now(client, sealed, correct):
    correct()
    assert "Trường tiểu học" in client.get(url(sealed)).content.decode()
    correct(was="Trường tiểu học", after="Nhà ông Tư")
    afters = list(sealed.corrections.values_list("before", "after"))
    assert afters == [
        ("Nhà văn hóa", "Trường tiểu học"),
        ("Trường tiểu học", "Nhà ông Tư"),
    ]


@elsewhere
def correct_place(meeting, field, *, by, after):
    told = {"after": after, "reason": "Nhầm", "by": by}
    corrections.correct(meeting, field, key=uuid.uuid4(), **told)


@pytest.mark.django_db(transaction=True)
def test_two_who_correct_at_once_correct_one_after_the_other(sealed, secretary):
    field = corrections.fields_now(sealed)["place"]
    with ThreadPoolExecutor(2) as pool:
        with transaction.atomic():
            Meeting.objects.select_for_update().get()
            both = [
                pool.submit(correct_place, sealed, field, by=secretary, after=after)
                for after in ("Trường", "Trạm y tế")
            ]
            wait_for_locks(2)
        refused = [each.exception() for each in both if each.exception()]
    assert [type(each) for each in refused] == [ValidationError]
    assert sealed.corrections.count() == 1


def test_who_did_not_see_the_last_correction_is_shown_it(sealed, correct):
    correct()
    html = correct(after="Nhà ông Tư").content.decode()
    assert corrections.MEANWHILE in html
    # What was typed is still there, and so is what stands now.
    assert "Nhà ông Tư" in html
    assert "Trường tiểu học" in html
    assert sealed.corrections.count() == 1


@pytest.mark.parametrize(
    "fields",
    [{"after": ""}, {"reason": " "}, {"after": "Nhà văn hóa"}, {"key": "x"}],
)
def test_a_correction_says_something_and_why(sealed, correct, fields):
    assert correct(**fields).status_code == 200
    assert not sealed.corrections.exists()


@pytest.mark.parametrize("field", ["", "version", "item.1.content", "attendance.0"])
def test_no_such_field_is_not_corrected(sealed, correct, field):
    assert correct(field).status_code == 200
    assert not Correction.objects.exists()


def test_office_corrects_too(client, office, sealed):
    client.force_login(office)
    client.post(url(sealed), posted())
    assert sealed.corrections.get().made_by == office


def test_a_draft_is_not_corrected(client, secretary, draft):
    client.force_login(secretary)
    assert client.post(url(draft), posted()).status_code == 404


def test_another_cells_minutes_are_not_corrected(client, other_secretary, sealed):
    client.force_login(other_secretary)
    assert client.post(url(sealed), posted()).status_code == 404


def test_who_corrects_elsewhere_finds_no_way_here(
    client, cell, sealed, other_cell, other_secretary
):
    member = other_secretary.member
    member.terms.create(cell=cell, office="in_charge", started_on=DAY)
    make_sealed_meeting(cell=other_cell, by=other_secretary)
    client.force_login(other_secretary)
    page = client.get(sealed.get_absolute_url())
    assert page.context["may_correct"] is False


def test_every_field_has_a_name_of_its_own_that_fits(cell, secretary):
    make_members(3, cell=cell)
    meeting = make_sealed_meeting(cell=cell, by=secretary, points=7)
    fields = corrections.fields_of(record_of(meeting))
    names = [field.name for field in fields]
    assert len(names) == len(set(names))
    longest = Correction._meta.get_field("field").max_length
    assert max(map(len, names)) <= longest
    item = meeting.items.get()
    assert {f"item.{item.pk}.content", "score.1", "conclusion"} <= set(names)


def test_correction_of_a_name_on_the_roster(client, sealed, correct, secretary):
    key = secretary.member.pk
    correct(f"attendance.{key}", was="Có mặt", after="Vắng có lý do: Ốm")
    html = client.get(sealed.get_absolute_url()).content.decode()
    assert "Vắng có lý do: Ốm" in html
    # The figure is that of the seal.
    assert '1<span class="figure-of">/1</span>' in html
