"""The list of a rating, its levels and its decision; what the database holds."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from members.models import Absence, NoRegulation, Regulation
from reports.models import Rating, RatingCampaign
from tests.factories import (
    decide_campaign,
    make_absence,
    make_campaign,
    make_cell,
    make_member,
)

Level, Exclusion = Rating.Level, Rating.Exclusion
LAST_DAY = datetime.date(2025, 12, 31)


@pytest.fixture
def campaign(office, cell):
    return make_campaign(by=office)


def reason_of(member, by):
    return make_campaign(by=by).ratings.get(member=member).excluded_reason


# The list


def test_everyone_at_home_on_the_last_day_is_listed(office, cell, other_cell):
    stays = make_member(cell=cell)
    gone = make_member(cell=cell)
    gone.memberships.update(
        ended_on=datetime.date(2025, 12, 30), end_reason="moved_away"
    )
    guest = make_member(cell=other_cell)
    guest.memberships.create(cell=cell, kind="temporary", started_on=LAST_DAY)
    campaign = make_campaign(by=office)
    members = campaign.ratings.of_members()
    assert {(r.member, r.home_cell) for r in members} == {
        (stays, cell),
        (guest, other_cell),
    }
    assert {r.cell for r in campaign.ratings.of_cells()} == {cell, other_cell}


def test_a_cell_that_ended_before_is_not_listed(office):
    make_cell(ended_on=datetime.date(2025, 12, 30))
    last = make_cell(ended_on=LAST_DAY)
    [rating] = make_campaign(by=office).ratings.of_cells()
    assert rating.cell == last


@pytest.mark.parametrize("kind", [Absence.Kind.EXEMPT, Absence.Kind.SUSPENDED])
def test_exempt_and_suspended_are_left_out(office, cell, kind):
    member = make_member(cell=cell)
    make_absence(member=member, kind=kind)
    assert reason_of(member, office) == kind


def test_an_exemption_that_ended_leaves_nobody_out(office, cell):
    member = make_member(cell=cell)
    make_absence(member=member, ended_on=datetime.date(2025, 12, 30))
    assert reason_of(member, office) == ""


def test_who_is_away_is_rated(office, cell):
    member = make_member(cell=cell)
    make_absence(member=member, kind=Absence.Kind.AWAY)
    assert reason_of(member, office) == ""


@pytest.mark.parametrize(
    ("admitted_on", "reason"),
    [
        (datetime.date(2025, 6, 30), ""),
        (datetime.date(2025, 7, 1), Exclusion.NEW),
    ],
)
def test_who_was_admitted_after_june_is_left_out(office, cell, admitted_on, reason):
    member = make_member(
        cell=cell, admitted_on=admitted_on, probationary=True, since=admitted_on
    )
    assert reason_of(member, office) == reason


def test_how_new_is_read_from_the_rule_of_the_year(office, cell):
    rule = Regulation.objects.in_force(on=LAST_DAY).filter(subject="unrated_months")
    rule.update(value=1)
    admitted_on = datetime.date(2025, 11, 30)
    member = make_member(
        cell=cell, admitted_on=admitted_on, probationary=True, since=admitted_on
    )
    assert reason_of(member, office) == ""


def test_without_that_rule_there_is_no_list(office, cell):
    Regulation.objects.filter(subject="unrated_months").delete()
    campaign = make_campaign(by=office, frozen=False)
    with pytest.raises(NoRegulation):
        campaign.freeze(by=office)
    campaign.refresh_from_db()
    assert not campaign.is_frozen


def test_a_list_of_the_last_day_is_not_early(office):
    campaign = make_campaign(by=office, frozen=False)
    assert campaign.is_early(on=datetime.date(2025, 12, 30))
    assert not campaign.is_early(on=LAST_DAY)


def test_freezing_again_changes_nothing(office, administrator, campaign, cell):
    make_member(cell=cell)
    campaign.freeze(by=administrator)
    assert campaign.frozen_by == office
    assert not campaign.ratings.of_members().exists()


# Who comes and goes after the list was made


def test_who_came_later_is_taken_in_with_the_day_and_by_whom(
    office, administrator, campaign, cell
):
    late = make_member(cell=cell, full_name="Đỗ Thị Muộn")
    new_cell = make_cell(started_on=LAST_DAY)
    exempt = make_member(cell=new_cell)
    make_absence(member=exempt)
    assert len(campaign.drift().newcomers) == 3
    campaign.catch_up(by=administrator, on=LAST_DAY)
    campaign.catch_up(by=office, on=datetime.date(2026, 1, 5))
    added = campaign.ratings.added()
    assert {row.subject for row in added} == {late, new_cell, exempt}
    assert {(row.added_on, row.added_by) for row in added} == {
        (LAST_DAY, administrator)
    }
    assert added.get(member=exempt).excluded_reason == Exclusion.EXEMPT
    assert campaign.ratings.get(cell=cell).added_on is None
    assert not campaign.drift()


@pytest.mark.parametrize(
    ("end_reason", "reason"),
    [("moved_away", Exclusion.MOVED_AWAY), ("deceased", Exclusion.LEFT)],
)
def test_who_left_later_gets_no_level_and_the_reason(office, cell, end_reason, reason):
    member = make_member(cell=cell)
    campaign = make_campaign(by=office)
    levels = {campaign.ratings.get(member=member).pk: Level.GOOD}
    campaign.ratings.decide(levels, by=office, on=LAST_DAY)
    member.memberships.update(
        ended_on=datetime.date(2025, 12, 15), end_reason=end_reason
    )
    campaign.catch_up(by=office, on=LAST_DAY)
    rating = campaign.ratings.get(member=member)
    assert (rating.level, rating.excluded_reason) == ("", reason)
    assert not campaign.drift()


def test_the_reason_is_that_of_the_last_home(office, cell, other_cell):
    member = make_member(cell=other_cell)
    campaign = make_campaign(by=office)
    member.memberships.update(
        ended_on=datetime.date(2025, 12, 1), end_reason="moved_cell"
    )
    for kind, day, end_reason in [
        ("home", 15, "moved_away"),
        ("temporary", 20, "returned"),
    ]:
        member.memberships.create(
            cell=cell if kind == "home" else other_cell,
            kind=kind,
            started_on=datetime.date(2025, 12, day - 10),
            ended_on=datetime.date(2025, 12, day),
            end_reason=end_reason,
        )
    [(_, reason)] = campaign.drift().leavers
    assert reason == Exclusion.MOVED_AWAY


def test_who_is_exempt_by_now_gets_no_level(office, cell):
    member = make_member(cell=cell)
    campaign = make_campaign(by=office)
    make_absence(member=member)
    campaign.catch_up(by=office, on=LAST_DAY)
    assert campaign.ratings.get(member=member).excluded_reason == Exclusion.EXEMPT


def test_a_cell_that_ended_later_gets_no_level(office, campaign, cell):
    cell.ended_on = datetime.date(2025, 12, 15)
    cell.save()
    campaign.catch_up(by=office, on=LAST_DAY)
    assert campaign.ratings.get().excluded_reason == Exclusion.LEFT


def test_a_reason_that_somebody_wrote_stays(office, cell):
    member = make_member(cell=cell)
    campaign = make_campaign(by=office)
    campaign.ratings.get(member=member).leave_out(Exclusion.MOVED_AWAY)
    assert not campaign.drift()


def test_a_list_that_lacks_somebody_is_not_decided(office, campaign, cell):
    make_member(cell=cell)
    levels = {rating.pk: Level.GOOD for rating in campaign.ratings.all()}
    campaign.ratings.decide(levels, by=office, on=LAST_DAY)
    with pytest.raises(ValidationError, match="Hãy cập nhật danh sách"):
        campaign.decide(by="Ban Thường vụ", on=LAST_DAY)


def test_a_decided_list_takes_nobody_in(office, campaign, cell):
    decide_campaign(campaign, by=office)
    make_member(cell=cell)
    campaign.catch_up(by=office, on=LAST_DAY)
    assert not campaign.ratings.added()


def test_a_list_that_is_not_made_takes_nobody_in(office, cell):
    campaign = make_campaign(by=office, frozen=False)
    campaign.catch_up(by=office, on=LAST_DAY)
    assert not campaign.ratings.exists()


def test_names_of_a_list_stand_by_cell_and_given_name(office, cell):
    below = make_cell(position=1)
    for home, name in [(below, "Đỗ Văn Ba"), (cell, "Bùi Thị Xuân"), (cell, "Vũ An")]:
        make_member(cell=home, full_name=name)
    rows = make_campaign(by=office).ratings.of_members().in_order()
    names = [row.member.full_name for row in rows]
    assert names == ["Vũ An", "Bùi Thị Xuân", "Đỗ Văn Ba"]


def test_queries_of_catching_up_do_not_grow(office, campaign, cell):
    def count():
        with CaptureQueriesContext(connection) as queries:
            assert campaign.drift()
        return len(queries)

    make_member(cell=cell)
    few = count()
    for _ in range(5):
        make_member(cell=make_cell())
    assert count() == few


# Levels


def test_a_level_is_recorded_once_and_taken_back(office, campaign):
    key = campaign.ratings.get().pk
    levels = {key: Level.GOOD}
    assert campaign.ratings.decide(levels, by=office, on=LAST_DAY) == {key: ""}
    assert campaign.ratings.decide(levels, by=None, on=None) == {}
    rating = campaign.ratings.get()
    assert (rating.level, rating.decided_on) == (Level.GOOD, LAST_DAY)
    assert rating.decided_by == office
    assert str(rating) == "Chi bộ thôn Đông: Hoàn thành tốt nhiệm vụ"
    campaign.ratings.decide({key: ""}, by=office, on=LAST_DAY)
    assert campaign.ratings.get().result == "Chưa xếp loại"


def test_who_is_left_out_gets_no_level(office, cell):
    make_absence(member=make_member(cell=cell))
    campaign = make_campaign(by=office)
    rating = campaign.ratings.excluded().get()
    levels = {rating.pk: Level.GOOD}
    assert not campaign.ratings.decide(levels, by=office, on=LAST_DAY)
    assert rating.result == "Không xếp loại: Được miễn công tác và sinh hoạt đảng"


def test_a_queryset_decides_only_its_own(office, campaign):
    other = make_campaign(by=office, year=2024)
    levels = {rating.pk: Level.GOOD for rating in Rating.objects.all()}
    assert len(campaign.ratings.decide(levels, by=office, on=LAST_DAY)) == 1
    assert other.ratings.get().level == ""


def test_at_least_agrees_with_the_order_of_levels(office):
    for _ in Level:
        make_cell()
    campaign = make_campaign(by=office)
    keys = campaign.ratings.order_by("pk").values_list("pk", flat=True)
    levels = dict(zip(keys, Level, strict=True))
    campaign.ratings.decide(levels, by=office, on=LAST_DAY)
    assert campaign.ratings.at_least(Level.EXCELLENT).count() == 1
    assert campaign.ratings.at_least(Level.GOOD).count() == 2
    assert campaign.ratings.at_least(Level.COMPLETED).count() == 3


# The decision


def test_deciding_twice_keeps_the_first_decision(office, campaign):
    decide_campaign(campaign, by=office)
    campaign.decide(by="Ai đó", on=LAST_DAY, document_no="2")
    assert (campaign.decided_by, campaign.document_no) == (
        "Ban Thường vụ Đảng ủy xã",
        "",
    )


def test_a_campaign_with_somebody_waiting_is_not_decided(office, campaign):
    with pytest.raises(ValidationError, match="Còn 1 chi bộ, đảng viên"):
        campaign.decide(by="Ban Thường vụ", on=campaign.opened_on)


def test_a_campaign_without_a_list_is_not_decided(office):
    campaign = make_campaign(by=office, frozen=False)
    with pytest.raises(ValidationError, match="Chưa chốt danh sách"):
        campaign.decide(by="Ban Thường vụ", on=LAST_DAY)


def test_a_campaign_is_not_decided_before_it_opened(office, campaign):
    with pytest.raises(ValidationError, match="trước ngày mở"):
        campaign.decide(by="Ban Thường vụ", on=datetime.date(2025, 1, 1))


# What the database refuses


@pytest.fixture
def refused():
    def refused(sql):
        with (
            pytest.raises(IntegrityError) as caught,
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(sql)
        return str(caught.value)

    return refused


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE reports_rating SET level = 'excellent'",
        "DELETE FROM reports_rating",
        "INSERT INTO reports_rating (campaign_id, cell_id, level, excluded_reason)"
        " SELECT campaign_id, cell_id, level, excluded_reason FROM reports_rating",
        "UPDATE reports_ratingcampaign SET decided_on = NULL, decided_by = ''",
        "UPDATE reports_ratingcampaign SET opened_on = '2025-01-01'",
        "DELETE FROM reports_ratingcampaign",
    ],
)
def test_after_the_decision_nothing_changes(office, campaign, refused, sql):
    decide_campaign(campaign, by=office)
    assert "đã có quyết định" in refused(sql)


def test_before_the_decision_a_level_may_change(office, campaign):
    levels = {campaign.ratings.get().pk: Level.GOOD}
    campaign.ratings.decide(levels, by=office, on=LAST_DAY)
    Rating.objects.update(level=Level.COMPLETED)
    Rating.objects.all().delete()
    RatingCampaign.objects.all().delete()


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ("home_cell_id = cell_id", "Không đổi được"),
        ("excluded_reason = 'left'", "rating_level_or_exclusion"),
        ("decided_on = NULL", "rating_level_with_decision"),
        ("decided_by_id = NULL", "rating_level_with_decision"),
        ("level = ''", "rating_level_with_decision"),
        ("added_on = '2025-12-31'", "rating_added_by_somebody"),
    ],
)
def test_a_level_stands_with_its_decision(
    office, campaign, refused, changes, constraint
):
    levels = {campaign.ratings.get().pk: Level.GOOD}
    campaign.ratings.decide(levels, by=office, on=LAST_DAY)
    said = refused(f"UPDATE reports_rating SET {changes}")
    assert constraint in said


@pytest.mark.parametrize(
    "subject",
    [
        {},
        {"cell": True, "member": True, "home_cell": True},
        {"member": True},
        {"cell": True, "home_cell": True},
    ],
)
def test_a_rating_is_of_one_cell_or_one_member(office, cell, subject):
    campaign = make_campaign(by=office)
    campaign.ratings.all().delete()
    values = {"cell": cell, "home_cell": cell, "member": make_member(cell=cell)}
    fields = {name: values[name] for name in subject}
    with pytest.raises(IntegrityError, match="rating_of_cell_or_member"):
        Rating.objects.create(campaign=campaign, **fields)


def test_a_year_has_one_campaign(office, campaign):
    with pytest.raises(IntegrityError, match="ratingcampaign_year"):
        make_campaign(by=office, frozen=False)


@pytest.mark.parametrize("subject", ["cell", "member"])
def test_nobody_stands_twice_on_a_list(office, cell, subject):
    make_member(cell=cell)
    campaign = make_campaign(by=office)
    [rating] = campaign.ratings.filter(**{f"{subject}__isnull": False})
    rating.pk = None
    with pytest.raises(IntegrityError, match=f"rating_once_a_{subject}"):
        rating.save(force_insert=True)


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ("frozen_by_id = NULL", "who_froze"),
        ("decided_on = '2025-12-31'", "who_decided"),
        ("document_no = '1'", "who_decided"),
        (
            "decided_on = '2025-12-31', decided_by = 'A', frozen_at = NULL",
            "undecided_without_list",
        ),
        ("decided_on = '2025-01-31', decided_by = 'A'", "undecided_before_opening"),
    ],
)
def test_a_campaign_is_decided_in_order(campaign, refused, changes, constraint):
    said = refused(f"UPDATE reports_ratingcampaign SET {changes}")
    assert f"rating_campaign_{constraint}" in said
