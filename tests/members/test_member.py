"""Members: found without accents, in Vietnamese order, counted by the day."""

from datetime import date, timedelta

import pytest

from members.models import Member, Membership, revealable
from tests.factories import make_absence, make_cell, make_member, make_members

DAY = date(2022, 6, 15)
A_DAY = timedelta(days=1)


def names(members):
    return [member.full_name for member in members]


@pytest.fixture
def people(db):
    return [
        make_member(full_name="Nguyễn Thị Hòa"),
        make_member(full_name="Đặng Văn Ước"),
        make_member(full_name="Lê Hoà", other_names="Tư Thủy"),
    ]


# Search and order


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("hoa", ["Lê Hoà", "Nguyễn Thị Hòa"]),
        ("HOÀ", ["Lê Hoà", "Nguyễn Thị Hòa"]),
        ("dang", ["Đặng Văn Ước"]),
        ("đặng  uoc", ["Đặng Văn Ước"]),
        ("uoc dang", ["Đặng Văn Ước"]),
        ("tu thuỷ", ["Lê Hoà"]),
        ("hoa dang", []),
        ("%", []),
        ("_", []),
        ("", ["Lê Hoà", "Nguyễn Thị Hòa", "Đặng Văn Ước"]),
    ],
)
def test_search_takes_each_word_without_accents(people, asked, found):
    assert names(Member.objects.search(asked)) == found


def test_search_finds_the_new_name_after_a_change(people):
    member = people[0]
    member.full_name = "Nguyễn Thị Xuân"
    member.save()
    assert names(Member.objects.search("xuan")) == ["Nguyễn Thị Xuân"]
    assert names(Member.objects.search("hoa")) == ["Lê Hoà"]


def test_the_database_orders_by_given_name_then_family_then_middle(db):
    ordered = [
        "Nguyễn Văn An",
        "Đỗ Thị Anh",
        "Trần Anh",
        "Lê Ánh",
        "Phạm Văn Ân",
        "Lê Cường",
        "Nguyễn Dung",
        "Lê Đức",
        "Đinh Thị Hoa",
        "Lê Thị Hoa",
        "Lê Văn Hoa",
        "Nguyễn Thị Hòa",
        "Lê Oanh",
        "Lê Ông",
        "Lê Ơn",
        "Lê Uyên",
        "Lê Ước",
        "Lê Yến",
    ]
    for name in reversed(ordered):
        make_member(full_name=name)
    assert names(Member.objects.all()) == ordered
    assert names(Member.objects.reverse()) == ordered[::-1]


# Who belongs on a day


def test_members_of_the_cell_are_those_at_home_and_for_a_time(cell, other_cell):
    at_home = make_member(cell=cell)
    for_a_time = make_member(cell=other_cell)
    make_member(cell=other_cell)
    Membership.objects.create(
        member=for_a_time, cell=cell, kind="temporary", started_on=DAY
    )
    assert set(Member.objects.in_cell(cell, on=DAY)) == {at_home, for_a_time}
    assert set(Member.objects.in_cell(cell, on=DAY - A_DAY)) == {at_home}


def test_the_exempt_and_the_suspended_belong_all_the_same(cell):
    member = make_member(cell=cell)
    make_absence(member=member, kind="suspended")
    assert Member.objects.in_cell(cell, on=DAY).get() == member


def test_a_transfer_moves_on_its_day(cell, other_cell):
    member = make_member(cell=cell)
    Membership.objects.update(ended_on=DAY, end_reason="moved_cell")
    Membership.objects.create(member=member, cell=other_cell, started_on=DAY + A_DAY)
    assert Member.objects.in_cell(cell, on=DAY).exists()
    assert not Member.objects.in_cell(other_cell, on=DAY).exists()
    assert not Member.objects.in_cell(cell, on=DAY + A_DAY).exists()
    assert Member.objects.in_cell(other_cell, on=DAY + A_DAY).exists()
    assert Member.objects.in_party(on=DAY).count() == 1
    assert Member.objects.in_party(on=DAY + A_DAY).count() == 1


def test_the_headcount_leaves_out_guests_for_a_time(cell):
    """A worker from elsewhere counts where the home cell is, in another commune."""
    make_member(cell=cell)
    guest = make_member()
    Membership.objects.create(member=guest, cell=cell, kind="temporary", started_on=DAY)
    assert Member.objects.in_party(on=DAY).count() == 1
    assert Member.objects.in_any_cell(on=DAY).count() == 2


def test_a_cell_counts_who_is_at_home_that_day(cell):
    make_member(cell=cell)
    make_member(cell=cell, since=DAY)
    make_member(cell=cell, probationary=True)
    for day, counts in [(DAY - timedelta(days=1), (2, 1)), (DAY, (3, 2))]:
        found = type(cell).objects.with_member_counts(on=day).get()
        assert (found.members_count, found.official_count) == counts


def test_who_died_is_counted_to_the_last_day(cell):
    make_member(cell=cell)
    Membership.objects.update(ended_on=DAY, end_reason="deceased")
    assert Member.objects.in_party(on=DAY).exists()
    assert not Member.objects.in_party(on=DAY + A_DAY).exists()
    assert not Member.objects.in_any_cell(on=DAY + A_DAY).exists()


def test_two_places_count_one_member_once(cell):
    member = make_member(cell=make_cell())
    Membership.objects.create(
        member=member, cell=cell, kind="temporary", started_on=DAY
    )
    assert Member.objects.in_any_cell(on=DAY).count() == 1


def test_home_cell_of_the_day(cell, other_cell):
    member = make_member(cell=cell)
    Membership.objects.create(
        member=member, cell=other_cell, kind="temporary", started_on=DAY
    )
    other = make_member(cell=other_cell)
    members = Member.objects.with_home_cell(on=DAY)
    assert members.get(pk=other.pk).home_cell_id == other_cell.pk
    found = members.exclude(pk=other.pk).get()
    assert (found.home_cell_id, found.home_cell_name) == (cell.pk, cell.name)
    before = Member.objects.with_home_cell(on=date(2014, 12, 31)).first()
    assert before.home_cell_id is before.home_cell_name is None


# Official or on probation


@pytest.mark.parametrize("official_on", [None, DAY - A_DAY, DAY, DAY + A_DAY])
def test_official_as_filter_and_as_method(db, official_on):
    """Holds MemberQuerySet.official(), probationary() and Member.is_official()."""
    member = make_member(official_on=official_on)
    is_official = official_on is not None and official_on <= DAY
    assert member.is_official(on=DAY) == is_official
    assert Member.objects.official(on=DAY).exists() == is_official
    assert Member.objects.probationary(on=DAY).exists() != is_official


def test_standings_add_up(cell):
    make_members(5, cell=cell, probationary=2)
    official = Member.objects.official(on=DAY)
    probationary = Member.objects.probationary(on=DAY)
    assert (official.count(), probationary.count()) == (3, 2)


# Years in the Party


@pytest.mark.parametrize(
    ("day", "years"),
    [
        (date(2022, 5, 18), 19),
        (date(2022, 5, 19), 20),
        (date(2003, 5, 18), 0),
        (date(2003, 5, 19), 1),
    ],
)
def test_party_age_counts_whole_years_from_the_decision(db, day, years):
    member = make_member(
        admission_decided_on=date(2002, 5, 19), admitted_on=date(2002, 6, 3)
    )
    assert member.party_age(on=day) == years


def test_party_age_counts_from_the_ceremony_where_no_decision_is_known(db):
    member = make_member(admitted_on=date(2002, 6, 3))
    assert member.party_age(on=date(2022, 6, 2)) == 19
    assert member.party_age(on=date(2022, 6, 3)) == 20


def test_party_age_of_who_was_admitted_on_a_leap_day(db):
    member = make_member(admitted_on=date(2004, 2, 29), official_on=None)
    assert member.party_age(on=date(2005, 2, 28)) == 0
    assert member.party_age(on=date(2005, 3, 1)) == 1


# Masked fields


def test_only_masked_fields_are_revealed():
    assert revealable("phone").name == "phone"
    for name in ["full_name", "pk", "memberships", "__class__", ""]:
        with pytest.raises(LookupError):
            revealable(name)
