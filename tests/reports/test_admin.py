"""Django admin for briefings, ratings and figures."""

import datetime

import pytest
from django.urls import reverse

from reports.models import (
    Briefing,
    Indicator,
    PublishedFigure,
    Rating,
    RatingCampaign,
    Unit,
)
from tests.admin_pages import errors, posted
from tests.factories import (
    decide_campaign,
    make_briefing,
    make_campaign,
    make_entry,
    make_indicator,
    make_member,
    make_published_figure,
    make_unit,
)

pytestmark = pytest.mark.usefixtures("november")

MODELS = [
    "unit",
    "briefing",
    "briefingattendance",
    "briefingentry",
    "ratingcampaign",
    "rating",
    "indicator",
    "publishedfigure",
]


def url(page, *args):
    return reverse(f"admin:reports_{page}", args=args)


@pytest.fixture
def office_client(client, office):
    client.force_login(office)
    return client


@pytest.fixture
def rows(cell, office):
    briefing = make_briefing(chair=make_member())
    make_entry(briefing=briefing, cell=cell)
    briefing.attendances.create(unit=make_unit(name="Hội Nông dân xã"))
    make_campaign(by=office)
    make_published_figure(figure="", indicator=make_indicator(), measure="value")


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("who", ["office", "administrator"])
def test_lists_and_forms_open(client, request, rows, model, who):
    client.force_login(request.getfixturevalue(who))
    page = client.get(url(f"{model}_changelist"), {"q": "Hội"})
    assert page.status_code == 200
    row = client.get(url(f"{model}_changelist")).context["cl"].queryset.first()
    assert client.get(url(f"{model}_change", row.pk)).status_code == 200
    assert client.get(url(f"{model}_history", row.pk)).status_code == 200


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("who", ["secretary", "party_committee", "editor"])
def test_others_find_no_door(client, request, rows, model, who):
    client.force_login(request.getfixturevalue(who))
    assert client.get(url(f"{model}_changelist")).status_code in (302, 403)


# Briefings


def test_a_briefing_is_written_with_its_rows(office_client, cell):
    chair = make_member()
    told = {
        "for_month": "01/10/2026",
        "held_on": "27/10/2026",
        "chair": chair.pk,
        "conclusions": "Giữ nền nếp.",
    }
    assert office_client.post(url("briefing_add"), told).status_code == 302
    briefing = Briefing.objects.get()
    address = url("briefing_change", briefing.pk)
    assert briefing.attendances.get(cell=cell).is_present
    sent = posted(office_client.get(address))
    rows = {
        "attendances-TOTAL_FORMS": 1,
        "attendances-INITIAL_FORMS": 1,
        "attendances-0-id": briefing.attendances.get(cell=cell).pk,
        "attendances-0-status": "absent",
        "attendances-0-reason": "Ốm",
        "entries-TOTAL_FORMS": 1,
        "entries-0-cell": cell.pk,
        "entries-0-strengths": "Họp đều.",
    }
    assert office_client.post(address, {**sent, **rows}).status_code == 302
    assert briefing.entries.get().strengths == "Họp đều."
    assert not briefing.attendances.get().is_present


def test_a_new_briefing_is_held_like_the_last(office_client, november):
    def proposed():
        form = office_client.get(url("briefing_add")).context["adminform"].form
        return form.initial

    month = november.replace(day=1)
    assert proposed() == {"for_month": month, "held_on": november}
    last = make_briefing(chair=make_member(), place="Hội trường")
    assert proposed()["for_month"] == month
    assert (proposed()["place"], proposed()["chair"]) == ("Hội trường", last.chair_id)
    make_briefing(chair=last.chair, month=month)
    assert proposed()["for_month"] == datetime.date(2026, 12, 1)


def test_the_roll_of_a_briefing_names_each_once(office_client, cell):
    briefing = make_briefing(chair=make_member())
    briefing.invite()
    html = office_client.get(url("briefing_change", briefing.pk)).text
    assert f"<p>{cell}</p>" in html
    assert 'name="attendances-0-cell"' not in html
    assert html.count("Xem trên cổng") == 1


def test_a_new_briefing_invites_the_cells_and_units_of_its_day(office_client, cell):
    unit = make_unit()
    make_unit(name="Đội cũ", ended_on=datetime.date(2026, 10, 26))
    told = {"for_month": "01/10/2026", "held_on": "27/10/2026"}
    office_client.post(url("briefing_add"), {**told, "chair": make_member().pk})
    briefing = Briefing.objects.get()
    assert {row.subject for row in briefing.attendances.all()} == {cell, unit}
    briefing.invite()
    assert briefing.attendances.count() == 2


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"held_on": "29/10/2026"}, "held_on", "Ngày công bố không được"),
        ({"conclusions": ""}, "conclusions", "Chưa ghi kết luận"),
    ],
)
def test_what_is_published_keeps_its_day_and_conclusions(
    office_client, changes, field, sentence
):
    briefing = make_briefing(chair=make_member())
    address = url("briefing_change", briefing.pk)
    sent = posted(office_client.get(address), **changes)
    response = office_client.post(address, {**sent, "published_on": ""})
    assert errors(response, field)[0].startswith(sentence)


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"for_month": "02/10/2026"}, "for_month", "Tháng được ghi bằng"),
        ({"for_month": "31/02/2026"}, "for_month", "Ngày này không có trong lịch"),
        ({"place": "A" * 10_000}, "place", "Nội dung này chỉ"),
        ({"conclusions": "a\x07b"}, "conclusions", "Nội dung này có lẫn ký tự"),
        ({"chair": "0"}, "chair", "Lựa chọn này không có"),
    ],
)
def test_bad_briefing_is_a_sentence_beside_the_field(
    office_client, changes, field, sentence
):
    told = {
        "for_month": "01/10/2026",
        "held_on": "27/10/2026",
        "chair": make_member().pk,
        "conclusions": "Giữ nền nếp.",
        **changes,
    }
    response = office_client.post(url("briefing_add"), told)
    assert errors(response, field)[0].startswith(sentence)
    assert not Briefing.objects.exists()


def test_a_second_briefing_of_a_month_is_refused(office_client, rows):
    told = {
        "for_month": "01/10/2026",
        "held_on": "30/10/2026",
        "chair": make_member().pk,
    }
    response = office_client.post(url("briefing_add"), told)
    assert errors(response, "for_month") == [
        "Tháng này đã có một buổi giao ban. Hãy mở buổi ấy để sửa."
    ]


# Campaigns


def test_a_campaign_is_opened(office_client):
    told = {"year": 2026, "opened_on": "20/11/2026"}
    assert office_client.post(url("ratingcampaign_add"), told).status_code == 302
    assert not RatingCampaign.objects.get().is_frozen


def test_a_second_campaign_of_a_year_is_refused(office_client, office):
    make_campaign(by=office)
    told = {"year": 2025, "opened_on": "20/11/2025"}
    response = office_client.post(url("ratingcampaign_add"), told)
    assert errors(response, "year") == [
        "Năm này đã có một đợt xếp loại. Hãy mở đợt ấy."
    ]


def test_a_year_out_of_reach_is_refused(office_client):
    for year in (0, 99_999):
        told = {"year": year, "opened_on": "20/11/2025"}
        assert errors(office_client.post(url("ratingcampaign_add"), told), "year")


def test_a_decided_campaign_is_to_read(office_client, office, cell):
    campaign = decide_campaign(make_campaign(by=office), by=office)
    for page in (
        url("ratingcampaign_change", campaign.pk),
        url("rating_change", campaign.ratings.get().pk),
    ):
        assert office_client.get(page).status_code == 200
        assert office_client.post(page, {}).status_code == 403


def test_a_frozen_campaign_is_not_taken_back(office_client, office, cell):
    page = url("ratingcampaign_delete", make_campaign(by=office).pk)
    assert office_client.post(page, {"post": "yes"}).status_code == 403
    empty = make_campaign(by=office, year=2024, frozen=False)
    page = url("ratingcampaign_delete", empty.pk)
    assert office_client.post(page, {"post": "yes"}).status_code == 302


def test_somebody_who_moved_is_left_out_with_a_reason(office_client, office, cell):
    make_member(cell=cell)
    rating = make_campaign(by=office).ratings.of_members().get()
    address = url("rating_change", rating.pk)
    sent = posted(office_client.get(address), excluded_reason="moved_away")
    assert office_client.post(address, sent).status_code == 302
    rating.refresh_from_db()
    assert rating.is_excluded


def test_who_has_a_level_is_not_left_out(office_client, office, cell):
    campaign = make_campaign(by=office)
    rating = campaign.ratings.get()
    levels = {rating.pk: Rating.Level.GOOD}
    campaign.ratings.decide(levels, by=office, on=campaign.last_day)
    address = url("rating_change", rating.pk)
    sent = posted(office_client.get(address), excluded_reason="left")
    response = office_client.post(address, sent)
    assert errors(response, "excluded_reason")[0].startswith("Dòng này đã có mức")


def test_nobody_joins_or_leaves_a_frozen_list(office_client, office, cell):
    rating = make_campaign(by=office).ratings.get()
    assert office_client.get(url("rating_add")).status_code == 403
    page = url("rating_delete", rating.pk)
    assert office_client.post(page, {"post": "yes"}).status_code == 403


# Units and figures


def test_a_unit_that_ends_before_it_begins(office_client):
    told = {
        "name": "Hội Nông dân xã",
        "kind": "mass_organisation",
        "started_on": "05/01/2022",
        "ended_on": "04/01/2022",
        "position": 1,
    }
    response = office_client.post(url("unit_add"), told)
    assert errors(response, "ended_on") == [
        "Ngày kết thúc không được trước ngày bắt đầu."
    ]
    told["ended_on"] = ""
    office_client.post(url("unit_add"), told)
    assert Unit.objects.get().started_on == datetime.date(2022, 1, 5)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"part": "9", "whole": "8"}, "part"),
        ({"part": "1"}, "value"),
        ({"value": "1,23", "part": "1", "whole": "2"}, "value"),
        ({"value": "không"}, "value"),
    ],
)
def test_an_indicator_that_cannot_be(office_client, changes, field):
    told = {"year": 2025, "name": "Hộ nghèo", "unit": "hộ", "source": "Xã", **changes}
    assert errors(office_client.post(url("indicator_add"), told), field)
    assert not Indicator.objects.exists()


def test_a_value_is_typed_with_a_comma(office_client):
    told = {"year": 2021, "name": "Hộ nghèo", "unit": "%", "source": "Xã"}
    office_client.post(url("indicator_add"), {**told, "value": "1,23"})
    assert Indicator.objects.get().written == "1,23\u00a0%"


def test_a_published_figure_names_one_figure(office_client):
    told = {
        "year": 2021,
        "quote": "92% chi bộ",
        "published_in": "Báo",
        "bound": "exactly",
        "claimed": "92",
        "measure": "percent",
    }
    response = office_client.post(url("publishedfigure_add"), told)
    assert errors(response, "figure")[0].startswith("Hãy chọn một số liệu của cổng")
    office_client.post(url("publishedfigure_add"), {**told, "figure": "chi-bo-tot"})
    assert PublishedFigure.objects.get().claimed == 92
