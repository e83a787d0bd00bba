"""What a new meeting finds on its agenda, and what comes back from earlier ones."""

from datetime import date

import pytest
from django.urls import reverse

from cells import agenda, sealing
from cells.models import AgendaTemplate, Meeting
from tests.factories import (
    bare_seal,
    make_attendance,
    make_item,
    make_meeting,
    make_minutes,
    make_task,
)

pytestmark = pytest.mark.django_db

MARCH = date(2022, 3, 3)
APRIL = date(2022, 4, 3)


def titles(meeting):
    return list(meeting.items.values_list("title", flat=True))


def begin(cell, held_on, *, by, **options):
    kind = options.pop("kind", "regular")
    month = held_on.replace(day=1) if kind == "regular" else None
    meeting = Meeting(cell=cell, held_on=held_on, kind=kind, for_month=month)
    agenda.begin(meeting, by=by, **options)
    return meeting


def test_a_meeting_begins_with_the_usual_agenda(cell, secretary):
    meeting = begin(cell, MARCH, by=secretary)
    assert titles(meeting) == agenda.USUAL["regular", None]


def test_a_month_may_have_an_agenda_of_its_own(cell, secretary):
    march = AgendaTemplate.objects.create(kind="regular", month=3)
    march.items.create(title="Kỷ niệm ngày thành lập Đoàn")
    assert titles(begin(cell, MARCH, by=secretary)) == ["Kỷ niệm ngày thành lập Đoàn"]
    april = begin(cell, APRIL, by=secretary)
    assert titles(april) == agenda.USUAL["regular", None]


def test_a_kind_without_usual_agenda_begins_empty(cell, secretary):
    assert titles(begin(cell, MARCH, by=secretary, kind="extraordinary")) == []


def test_the_agenda_of_the_last_time(cell, secretary):
    last = make_meeting(cell=cell, held_on=MARCH)
    last.items.create(title="Đường bê tông", position=1)
    last.items.create(position=2)
    begun = begin(cell, APRIL, by=secretary, like_last=True)
    assert titles(begun) == ["Đường bê tông"]


def test_loading_twice_keeps_what_the_office_wrote(db):
    template = AgendaTemplate.objects.get(kind="regular", month=None)
    template.items.all().delete()
    template.items.create(title="Của văn phòng")
    agenda.load_usual_agendas()
    assert template.items.get().title == "Của văn phòng"


# Carried over


@pytest.fixture
def carrying(cell, secretary):
    """Sealed minutes of March that carried one item over and concluded another."""
    meeting = make_meeting(cell=cell, held_on=MARCH)
    meeting.items.create(title="Nhà văn hóa", outcome="carried")
    meeting.items.create(title="Nước sạch", outcome="decided")
    bare_seal(meeting, by=secretary)
    return meeting


def test_what_was_carried_over_comes_first(cell, secretary, carrying):
    meeting = begin(cell, APRIL, by=secretary)
    assert titles(meeting)[0] == "Nhà văn hóa"
    assert "Nước sạch" not in titles(meeting)
    assert meeting.items.first().carried_from == carrying.items.get(outcome="carried")


def test_it_is_taken_up_once(cell, secretary, carrying):
    begin(cell, APRIL, by=secretary)
    later = begin(cell, date(2022, 5, 3), by=secretary)
    assert "Nhà văn hóa" not in titles(later)


def test_it_comes_back_when_the_meeting_that_took_it_was_called_off(
    cell, secretary, carrying
):
    begin(cell, APRIL, by=secretary).cancel(by=secretary, reason="Bão")
    assert "Nhà văn hóa" in titles(begin(cell, APRIL, by=secretary))


def test_a_draft_has_carried_nothing_over_yet(cell, secretary):
    draft = make_meeting(cell=cell, held_on=MARCH)
    draft.items.create(title="Nhà văn hóa", outcome="carried")
    assert "Nhà văn hóa" not in titles(begin(cell, APRIL, by=secretary))


def test_another_cell_takes_nothing_up(other_cell, office, carrying):
    assert "Nhà văn hóa" not in titles(begin(other_cell, APRIL, by=office))


def test_a_meeting_that_has_begun_gets_it_at_the_seal(cell, secretary):
    meeting = make_minutes(cell=cell, held_on=MARCH, roll_called_at="2022-03-03T20:00Z")
    make_attendance(meeting=meeting, member=secretary.member)
    item = make_item(meeting=meeting, title="Nhà văn hóa", outcome="carried")
    earlier = begin(cell, date(2022, 2, 3), by=secretary)
    thematic = begin(cell, MARCH, by=secretary, kind="thematic")
    following = begin(cell, APRIL, by=secretary)
    # Sealed twice, minutes hand on once.
    sealing.seal(meeting, by=secretary)
    sealing.seal(meeting, by=secretary)
    assert following.items.get(carried_from=item).title == "Nhà văn hóa"
    assert following.items.last().carried_from == item
    for other in (earlier, thematic):
        assert not other.items.filter(carried_from=item).exists()


@pytest.mark.parametrize("by_seal", [False, True], ids=["begun after", "begun before"])
@pytest.mark.parametrize(
    ("kind", "goes_on_in"),
    [
        ("regular", "regular"),
        ("thematic", "thematic"),
        ("committee", "committee"),
        ("extraordinary", "regular"),
        ("congress", "regular"),
    ],
)
def test_each_kind_has_its_next_meeting(cell, secretary, kind, goes_on_in, by_seal):
    def begin_all():
        kinds = Meeting.Kind.values
        return [begin(cell, APRIL, by=secretary, kind=later) for later in kinds]

    meeting = make_meeting(cell=cell, held_on=MARCH, kind=kind)
    meeting.items.create(title="Nhà văn hóa", outcome="carried")
    begun = begin_all() if by_seal else []
    bare_seal(meeting, by=secretary)
    agenda.hand_on(meeting)
    begun = begun or begin_all()
    taken = [later.kind for later in begun if "Nhà văn hóa" in titles(later)]
    assert taken == [goes_on_in]


# Tasks that come back


def test_open_tasks_come_back_until_they_are_done(cell, secretary):
    task = make_task(cell=cell, by=secretary, held_on=MARCH)
    meeting = begin(cell, APRIL, by=secretary)
    assert list(agenda.tasks_to_hear(meeting)) == [task]
    meeting.progress.create(
        task=task, state="done", reported_on=APRIL, recorded_by=secretary
    )
    task.progress.create(state="done", reported_on=APRIL, recorded_by=secretary)
    # Heard at this very meeting, it stays on its list, whoever told of it meanwhile.
    assert list(agenda.tasks_to_hear(meeting)) == [task]
    bare_seal(meeting, by=secretary)
    later = begin(cell, date(2022, 5, 3), by=secretary)
    assert list(agenda.tasks_to_hear(later)) == []


def test_tasks_of_the_committee_stay_with_it(cell, secretary):
    meeting = make_meeting(cell=cell, held_on=MARCH, kind="committee")
    meeting.tasks.create(text="Chuẩn bị nội dung")
    bare_seal(meeting, by=secretary)
    assert not agenda.tasks_to_hear(begin(cell, APRIL, by=secretary))
    assert agenda.tasks_to_hear(begin(cell, APRIL, by=secretary, kind="committee"))


# Through the page


def test_the_page_begins_a_meeting_with_its_agenda(client, cell, secretary):
    client.force_login(secretary)
    address = reverse("cells:meeting_create", args=[cell.pk])
    client.post(address, {"held_on": "03/03/2022", "kind": "regular"})
    assert titles(Meeting.objects.get()) == agenda.USUAL["regular", None]


def test_the_office_begins_one_in_admin_with_its_agenda(client, cell, office):
    client.force_login(office)
    fields = {"cell": cell.pk, "kind": "regular", "held_on": "03/03/2022"}
    client.post(reverse("admin:cells_meeting_add"), fields)
    assert titles(Meeting.objects.get()) == agenda.USUAL["regular", None]
