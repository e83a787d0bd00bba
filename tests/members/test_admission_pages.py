"""Pages of admissions: the list with its year, one person, a new one, an end."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cells.models import Term
from members import admissions
from members.models import (
    Admission,
    AdmissionStep,
    AdmissionTarget,
    Member,
    Regulation,
    Reveal,
)
from members.models.admission_step import StepKind
from reports.admissions import admission_figures
from reports.year import Year
from tests.factories import (
    lead,
    make_admission,
    make_cell,
    make_indicator,
    make_member,
    make_members,
    make_officer,
)

pytestmark = pytest.mark.usefixtures("november")

TODAY = datetime.date(2026, 11, 23)
A_DAY = datetime.timedelta(days=1)
LIST = "/noi-bo/ket-nap/"


@pytest.fixture
def admission(cell, secretary):
    return make_admission(
        cell=cell, by=secretary, full_name="Đỗ Thị Mới", phone="0912345678"
    )


@pytest.fixture
def html_of(client):
    def html_of(by, url=LIST, **query):
        client.force_login(by)
        response = client.get(url, query)
        assert response.status_code == 200
        return response.content.decode()

    return html_of


@pytest.fixture
def post_step(client, admission):
    def post_step(by, kind, on="05/03/2024", **fields):
        client.force_login(by)
        url = reverse("members:admission_step", args=[admission.pk])
        return client.post(url, {"kind": kind, "done_on": on, **fields})

    return post_step


# The list


def test_secretary_sees_own_candidates_only(
    html_of, admission, secretary, other_cell, other_secretary
):
    make_admission(cell=other_cell, by=other_secretary, full_name="Lê Văn Khác")
    html = html_of(secretary)
    assert "Đỗ Thị Mới" in html
    assert "Lê Văn Khác" not in html
    assert str(other_cell) not in html


@pytest.mark.parametrize("who", ["in_charge", "party_committee", "office"])
def test_who_follows_the_cell_sees_its_candidates(html_of, admission, request, who):
    assert "Đỗ Thị Mới" in html_of(request.getfixturevalue(who))


def test_people_stand_below_their_last_step(html_of, cell, secretary):
    for kind in (StepKind.CERTIFIED, StepKind.CEREMONY):
        make_admission(cell=cell, by=secretary, until=kind)
    html = html_of(secretary)
    certified, ceremony = StepKind.CERTIFIED.label, "Đảng viên dự bị"
    assert html.index(f"{certified} <span") < html.index(f"{ceremony} <span")
    assert StepKind.CHECKED.label not in html


def test_who_is_through_or_given_up_is_not_under_way(html_of, cell, secretary):
    make_admission(cell=cell, by=secretary, until=StepKind.RECOGNISED)
    given_up = make_admission(cell=cell, by=secretary)
    given_up.end(on=TODAY - A_DAY, reason="dropped")
    assert "Chưa theo dõi ai." in html_of(secretary)


def test_nothing_masked_is_in_the_list(html_of, admission, secretary):
    html = html_of(secretary)
    assert "0912345678" not in html
    assert "07/08/1999" not in html


def test_list_takes_no_post(client, secretary):
    client.force_login(secretary)
    assert client.post(LIST).status_code == 405


@pytest.mark.parametrize("year", ["x", "0", "-1", "99999999999", "1929"])
def test_senseless_year_is_this_year(html_of, office, year):
    assert "năm 2026" in html_of(office, year=year)


def test_queries_of_the_list_do_not_grow(client, office, secretary):
    client.force_login(office)

    def count():
        with CaptureQueriesContext(connection) as queries:
            client.get(LIST)
        return len(queries)

    def fill(people):
        for _ in range(people):
            place = make_cell()
            make_member(cell=place)
            make_admission(cell=place, by=secretary, until=StepKind.DECIDED)
            make_admission(cell=place, by=secretary, until=StepKind.CEREMONY)
            AdmissionTarget.objects.create(cell=place, year=2026, count=1)

    fill(2)
    few = count()
    fill(4)
    assert count() == few


# A year


def test_year_sets_admitted_beside_target(cell, other_cell, secretary, office):
    for place in (cell, other_cell):
        AdmissionTarget.objects.create(cell=place, year=2024, count=1)
        AdmissionTarget.objects.create(cell=place, year=2023, count=4)
    since = datetime.date(2024, 3, 4)
    for _ in range(2):
        made = make_admission(
            cell=cell, by=secretary, since=since, until=StepKind.CEREMONY
        )
    made.member.memberships.create(
        cell=other_cell, kind="temporary", started_on=made.member.admitted_on
    )
    year = admissions.year_of(office, 2024, on=TODAY)
    rows = {row.cell: row for row in year.rows}
    ours, others = rows[cell], rows[other_cell]
    assert (ours.admitted, ours.share.fraction, ours.beyond) == (2, "1/1", 1)
    assert (others.admitted, others.share.fraction, others.beyond) == (0, "0/1", 0)
    assert str(year.cells_met).startswith("1/2 chi bộ có chỉ tiêu")
    assert len(year.admitted) == len(year.sent_to_class) == 2


def test_year_names_who_is_behind_its_figures(html_of, cell, secretary):
    make_admission(
        cell=cell,
        by=secretary,
        full_name="Đỗ Thị Xưa",
        since=datetime.date(2024, 3, 4),
        until=StepKind.RECOGNISED,
    )
    assert "Đỗ Thị Xưa" not in html_of(secretary)
    html = html_of(secretary, year=2024)
    assert html.count("Đỗ Thị Xưa") == 2


def test_year_without_target_says_so(html_of, secretary, cell):
    html = html_of(secretary)
    assert "Chưa giao chỉ tiêu." in html
    assert "không giao chỉ tiêu" in html


def test_ceremony_is_counted_in_its_year(cell, secretary, office):
    """The decision may be of the year before."""
    admission = make_admission(
        cell=cell,
        by=secretary,
        since=datetime.date(2020, 12, 24),
        until=StepKind.DECIDED,
    )
    lead(admission, until=StepKind.CEREMONY, by=secretary)
    assert admission.last_step.done_on.year == 2021
    assert len(admissions.year_of(office, 2021, on=TODAY).admitted) == 1
    assert not admissions.year_of(office, 2020, on=TODAY).admitted


@pytest.mark.parametrize(("month", "is_said"), [(9, False), (10, True), (12, True)])
def test_target_not_met_is_said_in_the_last_quarter(cell, office, month, is_said):
    AdmissionTarget.objects.create(cell=cell, year=2026, count=1)
    on = datetime.date(2026, month, 20)
    year = admissions.year_of(office, 2026, on=on)
    assert bool(admissions.late_cells(year, on=on)) == is_said


def test_target_met_needs_nobody(html_of, cell, secretary):
    AdmissionTarget.objects.create(cell=cell, year=2026, count=1)
    said = "Đã vào quý IV mà mới kết nạp 0 trong 1 người theo chỉ tiêu năm 2026."
    assert said in html_of(secretary)
    since = datetime.date(2026, 3, 2)
    make_admission(cell=cell, by=secretary, since=since, until=StepKind.CEREMONY)
    assert "Đã vào quý IV" not in html_of(secretary)


def test_who_was_admitted_is_the_same_in_the_year_report(cell, secretary, office):
    make_admission(cell=cell, by=secretary, until=StepKind.CEREMONY)
    day = datetime.date(2024, 5, 6)
    make_member(cell=cell, since=day, admitted_on=day, probationary=True)
    make_member(cell=cell, since=day)
    AdmissionTarget.objects.create(cell=cell, year=2024, count=3)
    make_indicator(year=2024)
    year = admissions.year_of(office, 2024, on=TODAY)
    figure, *_ = admission_figures(Year(2024, on=TODAY))
    assert len(year.admitted) == figure.share.part == 2
    assert f"Chỉ tiêu {year.target} người." in figure.note


# What needs somebody


def alerts(admission, *, on):
    found = admissions.alerts_of(admission, Regulation.objects.all(), on=on)
    return [(alert.text, alert.is_late) for alert in found]


def test_certificate_about_to_expire(cell, secretary):
    admission = make_admission(cell=cell, by=secretary, until=StepKind.CERTIFIED)
    expires_on = admission.certificate_expires_on()
    assert expires_on == datetime.date(2029, 3, 7)
    assert alerts(admission, on=expires_on - 91 * A_DAY) == []
    [(text, is_late)] = alerts(admission, on=expires_on - 90 * A_DAY)
    assert "chỉ có giá trị đến 07/03/2029" in text
    assert not is_late
    assert alerts(admission, on=expires_on + A_DAY)[0][1]


def test_certificate_has_served_once_the_cell_voted(cell, secretary):
    admission = make_admission(cell=cell, by=secretary, until=StepKind.CELL_VOTED)
    assert alerts(admission, on=datetime.date(2029, 12, 1)) == []


def test_ceremony_overdue(cell, secretary):
    since = datetime.date(2026, 8, 1)
    admission = make_admission(
        cell=cell, by=secretary, since=since, until=StepKind.DECIDED
    )
    last_day = admissions.working_days_after(admission.last_step.done_on, 30)
    assert alerts(admission, on=last_day)[0][1] is False
    [(text, is_late)] = alerts(admission, on=last_day + A_DAY)
    assert "Lễ kết nạp đã quá hạn" in text
    assert is_late


def test_no_ceremony_is_overdue_where_no_rule_says_when(cell, secretary):
    since = datetime.date(2021, 2, 1)
    admission = make_admission(
        cell=cell, by=secretary, since=since, until=StepKind.DECIDED
    )
    assert alerts(admission, on=datetime.date(2021, 12, 31)) == []


def test_probation_that_ends(cell, secretary):
    since = datetime.date(2025, 11, 1)
    admission = make_admission(
        cell=cell, by=secretary, since=since, until=StepKind.CEREMONY
    )
    served = admission.probation_ends_on()
    assert alerts(admission, on=served - 31 * A_DAY) == []
    assert alerts(admission, on=served - 30 * A_DAY)[0][1] is False
    assert "chi bộ cần xét" in alerts(admission, on=served)[0][0]
    assert alerts(admission, on=served)[0][1] is False
    late = admissions.working_days_after(served, 30) + A_DAY
    assert alerts(admission, on=late)[0][1] is True


def test_age_outside_the_rule(cell, secretary):
    admission = make_admission(
        cell=cell, by=secretary, born_on=datetime.date(1960, 1, 1)
    )
    assert "từ đủ 18 đến 60 tuổi" in alerts(admission, on=TODAY)[0][0]


@pytest.mark.parametrize(
    ("day", "count", "last"),
    [
        ((2026, 11, 20), 1, (2026, 11, 23)),
        ((2026, 11, 23), 5, (2026, 11, 30)),
        ((2026, 11, 21), 0, (2026, 11, 21)),
    ],
)
def test_working_days(day, count, last):
    assert admissions.working_days_after(datetime.date(*day), count) == datetime.date(
        *last
    )


# One person


def test_page_shows_steps_done_and_to_come(html_of, admission, secretary):
    html = html_of(secretary, admission.get_absolute_url())
    for kind in StepKind:
        assert kind.label in html
    assert "Thứ Hai, 04/03/2024, Chi bộ" in html
    assert "Ghi bước: Công nhận quần chúng ưu tú" in html


def test_secretary_records_a_step(post_step, admission, secretary):
    response = post_step(secretary, StepKind.OUTSTANDING, document_no="05-NQ/CB")
    assert response.status_code == 302
    step = admission.step(StepKind.OUTSTANDING)
    assert step.done_on == datetime.date(2024, 3, 5)
    assert (step.document_no, step.recorded_by) == ("05-NQ/CB", secretary)


def test_step_sent_twice_is_one(post_step, admission, secretary):
    for _ in range(2):
        assert post_step(secretary, StepKind.OUTSTANDING).status_code == 302
    assert admission.steps.count() == 2


@pytest.mark.parametrize(
    ("on", "sentence"),
    [
        ("03/03/2024", "không được trước ngày 04/03/2024"),
        ("24/11/2026", "Ngày này chưa đến."),
        ("31/02/2026", "Ngày này không có trong lịch"),
    ],
)
def test_wrong_day_is_a_sentence(post_step, admission, secretary, on, sentence):
    response = post_step(secretary, StepKind.OUTSTANDING, on=on)
    assert response.status_code == 200
    assert sentence in response.content.decode()
    assert admission.steps.count() == 1


def test_step_sent_again_with_other_content_is_refused(post_step, admission, secretary):
    post_step(secretary, StepKind.OUTSTANDING)
    html = post_step(secretary, StepKind.OUTSTANDING, document_no="05-NQ/CB")
    assert "hãy bấm “Sửa bước này”" in html.content.decode()
    assert admission.step(StepKind.OUTSTANDING).document_no == ""


def test_step_out_of_order_is_a_sentence(post_step, admission, secretary):
    html = post_step(secretary, StepKind.CLASS_PROPOSED).content.decode()
    assert "Trước đó phải ghi bước “Công nhận quần chúng ưu tú”." in html
    assert admission.steps.count() == 1


def test_vote_is_counted_on_the_official_members(html_of, cell, secretary):
    make_members(9, cell=cell, probationary=2)
    admission = make_admission(cell=cell, by=secretary, until=StepKind.CHECKED)
    html = html_of(secretary, admission.get_absolute_url())
    # Seven of them and the secretary.
    assert "Hôm nay chi bộ có 8 đảng viên chính thức." in html


def test_vote_left_open_counts_those_of_its_day(client, cell, secretary):
    newcomer = make_member(cell=cell)
    newcomer.memberships.update(started_on=TODAY)
    admission = make_admission(cell=cell, by=secretary, until=StepKind.CHECKED)
    client.force_login(secretary)
    url = reverse("members:admission_step", args=[admission.pk])
    sent = {"kind": "cell_voted", "done_on": "22/11/2026", "votes_for": "1"}
    html = client.post(url, {**sent, "votes_for": "-1"}).content.decode()
    assert "Số này không được nhỏ hơn 0." in html
    html = client.post(url, {**sent, "votes_for": "99999"}).content.decode()
    assert "Số này không được lớn hơn 32767." in html
    for _ in range(2):
        assert client.post(url, sent).status_code == 302
    assert admission.step(StepKind.CELL_VOTED).votes.fraction == "1/1"


def test_lost_vote_is_a_sentence(client, cell, secretary):
    make_members(30, cell=cell)
    admission = make_admission(cell=cell, by=secretary, until=StepKind.CHECKED)
    client.force_login(secretary)
    url = reverse("members:admission_step", args=[admission.pk])
    sent = {"kind": "cell_voted", "done_on": "23/11/2026", "votes_base": "31"}
    html = client.post(url, {**sent, "votes_for": "20"}).content.decode()
    assert "Cần ít nhất 21/31" in html
    html = client.post(url, {**sent, "votes_for": "32", "votes_base": "32"})
    assert "chi bộ chỉ có 31 đảng viên chính thức." in html.content.decode()
    assert client.post(url, {**sent, "votes_for": "21"}).status_code == 302
    assert admission.step(StepKind.CELL_VOTED).votes.fraction == "21/31"


def test_secretary_does_not_write_for_the_committee(client, html_of, cell, secretary):
    admission = make_admission(cell=cell, by=secretary, until=StepKind.CLASS_PROPOSED)
    html = html_of(secretary, admission.get_absolute_url())
    assert "Ghi bước:" not in html
    assert "do cấp ủy ghi" in html
    url = reverse("members:admission_step", args=[admission.pk])
    response = client.post(url, {"kind": "certified", "done_on": "23/11/2026"})
    assert response.status_code == 403


def test_party_committee_writes_its_own_steps_alone(
    client, cell, secretary, party_committee
):
    admission = make_admission(cell=cell, by=secretary, until=StepKind.CLASS_PROPOSED)
    client.force_login(party_committee)
    url = reverse("members:admission_step", args=[admission.pk])
    sent = {"kind": "certified", "done_on": "23/11/2026"}
    assert client.post(url, sent).status_code == 302
    sent = {"kind": "applied", "done_on": "23/11/2026"}
    assert client.post(url, sent).status_code == 403


@pytest.mark.parametrize("kind", ["", "x", "recorded_by"])
def test_step_that_does_not_exist_is_404(post_step, secretary, kind):
    assert post_step(secretary, kind).status_code == 404


def test_ceremony_on_the_page_makes_a_member(client, cell, secretary):
    admission = make_admission(cell=cell, by=secretary, until=StepKind.DECIDED)
    client.force_login(secretary)
    url = reverse("members:admission_step", args=[admission.pk])
    sent = {"kind": "ceremony", "done_on": "23/11/2026"}
    for _ in range(2):
        assert client.post(url, sent).status_code == 302
    member = Member.objects.get(full_name=admission.full_name)
    assert not member.is_official(on=TODAY)
    html = client.get(admission.get_absolute_url()).content.decode()
    assert member.get_absolute_url() in html


@pytest.mark.parametrize("who", ["other_secretary", "reader", "stranger", "editor"])
def test_outsiders_record_nothing(post_step, admission, request, who):
    response = post_step(request.getfixturevalue(who), StepKind.OUTSTANDING)
    assert response.status_code in (403, 404)
    assert admission.steps.count() == 1


@pytest.mark.parametrize("who", ["committee_member", "in_charge"])
def test_who_only_reads_has_no_form(client, html_of, admission, request, who):
    html = html_of(request.getfixturevalue(who), admission.get_absolute_url())
    assert "Ghi bước:" not in html
    assert "Thôi theo dõi" not in html


def test_page_of_a_step_takes_no_get(client, admission, secretary):
    client.force_login(secretary)
    url = reverse("members:admission_step", args=[admission.pk])
    assert client.get(url).status_code == 405


# Masked fields


def test_phone_is_masked_until_asked_for(client, admission, secretary):
    client.force_login(secretary)
    assert "0912345678" not in client.get(admission.get_absolute_url()).content.decode()
    url = reverse("members:admission_reveal", args=[admission.pk, "phone"])
    assert "0912345678" in client.post(url).content.decode()
    part = client.post(url, headers={"hx-request": "true"}).content.decode()
    assert "0912345678" in part
    assert "<html" not in part
    first, second = Reveal.objects.all()
    assert (first.user, first.admission, first.member) == (secretary, admission, None)
    assert first.field_label == second.field_label == "điện thoại"


def test_looking_at_the_address_reveals_nothing(client, admission, secretary):
    client.force_login(secretary)
    url = reverse("members:admission_reveal", args=[admission.pk, "phone"])
    assert client.get(url).headers["Location"] == admission.get_absolute_url()
    assert not Reveal.objects.exists()


@pytest.mark.parametrize("field", ["full_name", "note", "member", "x"])
def test_field_that_is_not_masked_is_404(client, admission, secretary, field):
    client.force_login(secretary)
    url = reverse("members:admission_reveal", args=[admission.pk, field])
    assert client.post(url).status_code == 404
    assert not Reveal.objects.exists()


def test_another_cells_candidate_is_404_for_every_verb(
    client, admission, other_secretary
):
    client.force_login(other_secretary)
    for name, *rest in [
        ("admission_detail",),
        ("admission_step",),
        ("admission_end",),
        ("admission_reveal", "phone"),
    ]:
        url = reverse(f"members:{name}", args=[admission.pk, *rest])
        response = client.get(url) if name == "admission_detail" else client.post(url)
        assert response.status_code == 404, name
    assert not Reveal.objects.exists()


# A correction


@pytest.fixture
def correct(client, admission):
    def correct(by, kind=StepKind.FOLLOWED, **fields):
        client.force_login(by)
        url = reverse("members:admission_correct", args=[admission.pk, kind])
        page = client.get(url)
        if page.status_code != 200:
            return client.post(url, fields)
        form = page.context["form"]
        sent = {"done_on": "04/03/2024", "reason": "Ghi nhầm"}
        return client.post(
            url, {**sent, "version": form.initial["version"], **fields}, follow=True
        )

    return correct


def test_secretary_corrects_a_step(correct, client, admission, secretary):
    html = correct(secretary, document_no="05-NQ/CB").content.decode()
    assert "Đã sửa bước “Theo dõi, bồi dưỡng”." in html
    assert admission.step(StepKind.FOLLOWED).document_no == "05-NQ/CB"
    url = reverse("members:admission_correct", args=[admission.pk, "followed"])
    html = client.get(url).content.decode()
    assert "Số giấy tờ: (trống) → 05-NQ/CB. Lý do: Ghi nhầm." in html


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"reason": ""}, "Mục này chưa được điền."),
        ({"done_on": "24/11/2026"}, "Ngày này chưa đến."),
        ({"version": "0"}, "đã lưu mục này lúc"),
    ],
)
def test_wrong_correction_is_a_sentence(
    correct, admission, secretary, fields, sentence
):
    html = correct(secretary, document_no="05", **fields).content.decode()
    assert sentence in html
    assert admission.step(StepKind.FOLLOWED).document_no == ""


@pytest.mark.parametrize(
    ("who", "status"),
    [("other_secretary", 404), ("party_committee", 403), ("committee_member", 403)],
)
def test_others_correct_nothing(correct, request, who, status):
    assert correct(request.getfixturevalue(who)).status_code == status


def test_step_not_taken_yet_is_not_corrected(correct, secretary):
    assert correct(secretary, kind=StepKind.CEREMONY).status_code == 404


# Remarks


@pytest.mark.parametrize(
    ("who", "reads"),
    [
        ("secretary", True),
        ("deputy", True),
        ("office", True),
        ("party_committee", True),
        ("committee_member", False),
        ("in_charge", False),
        ("administrator", False),
    ],
)
def test_remarks_are_for_few(html_of, admission, request, who, reads):
    admission.steps.update(note="Có lúc chưa đều")
    Admission.objects.update(note="Hay đi làm xa")
    html = html_of(request.getfixturevalue(who), admission.get_absolute_url())
    assert ("Có lúc chưa đều" in html) == ("Hay đi làm xa" in html) == reads


@pytest.mark.parametrize("who", ["other_secretary", "reader", "stranger", "editor"])
def test_outsiders_read_no_remark(client, admission, request, who):
    client.force_login(request.getfixturevalue(who))
    assert client.get(admission.get_absolute_url()).status_code in (403, 404)


# A new one


@pytest.fixture
def sent(cell):
    return {
        "cell": cell.pk,
        "full_name": "Đỗ Thị Mới",
        "sex": "female",
        "born_on": "07/08/1999",
        "followed_on": "02/11/2026",
    }


def test_officer_begins_to_follow_somebody(client, committee_member, cell, sent):
    client.force_login(committee_member)
    response = client.post("/noi-bo/ket-nap/moi/", sent)
    admission = Admission.objects.get()
    assert response.headers["Location"] == admission.get_absolute_url()
    assert admission.cell == cell
    assert admission.last_step.kind == StepKind.FOLLOWED
    assert admission.last_step.done_on == datetime.date(2026, 11, 2)


def test_nobody_is_followed_twice(client, secretary, sent):
    client.force_login(secretary)
    client.post("/noi-bo/ket-nap/moi/", sent)
    html = client.post("/noi-bo/ket-nap/moi/", sent).content.decode()
    assert "đang theo dõi một người cùng họ tên và ngày sinh" in html
    assert f'href="{Admission.objects.get().get_absolute_url()}"' in html
    assert AdmissionStep.objects.count() == 1


def test_second_post_that_did_not_see_the_first_is_told(
    client, secretary, sent, monkeypatch
):
    """As where two posts come at once: each finds nobody and writes."""
    client.force_login(secretary)
    client.post("/noi-bo/ket-nap/moi/", sent)
    monkeypatch.setattr(Admission, "clean", lambda admission: None)
    response = client.post("/noi-bo/ket-nap/moi/", sent)
    assert response.status_code == 200
    assert Admission.objects.get().get_absolute_url() in response.content.decode()


def test_officer_follows_nobody_in_another_cell(client, secretary, other_cell, sent):
    client.force_login(secretary)
    response = client.post("/noi-bo/ket-nap/moi/", {**sent, "cell": other_cell.pk})
    assert response.status_code == 200
    assert not Admission.objects.exists()


def test_whoever_only_reads_a_cell_follows_nobody_there(
    client, secretary, other_cell, sent
):
    Term.objects.create(
        member=secretary.member,
        office=Term.Office.IN_CHARGE,
        cell=other_cell,
        started_on=TODAY,
    )
    client.force_login(secretary)
    client.post("/noi-bo/ket-nap/moi/", {**sent, "cell": other_cell.pk})
    assert not Admission.objects.exists()


def test_mentor_is_of_the_cell(client, office, other_cell, sent):
    stranger = make_member(cell=other_cell)
    client.force_login(office)
    html = client.post(
        "/noi-bo/ket-nap/moi/", {**sent, "mentor": stranger.pk}
    ).content.decode()
    assert "Đồng chí này không thuộc chi bộ đã chọn." in html
    assert not Admission.objects.exists()


@pytest.mark.parametrize("field", ["followed_on", "born_on"])
def test_day_that_has_not_come_is_refused(client, secretary, sent, field):
    client.force_login(secretary)
    response = client.post("/noi-bo/ket-nap/moi/", {**sent, field: "24/11/2026"})
    assert "Ngày này chưa đến." in response.content.decode()
    assert not Admission.objects.exists()


def test_nobody_is_followed_before_birth(client, secretary, sent):
    client.force_login(secretary)
    html = client.post("/noi-bo/ket-nap/moi/", {**sent, "born_on": "02/11/2026"})
    assert "Ngày sinh phải trước ngày bắt đầu theo dõi." in html.content.decode()
    assert not Admission.objects.exists()


def test_whoever_writes_a_note_is_told_who_reads_it(html_of, admission, secretary):
    html = html_of(secretary, admission.get_absolute_url())
    assert "Chỉ Đảng ủy, văn phòng và bí thư, phó bí thư chi bộ đọc được." in html


# An end


def test_secretary_ends_with_a_reason(client, admission, secretary):
    client.force_login(secretary)
    url = reverse("members:admission_end", args=[admission.pk])
    assert "Xóa tên trong danh sách" not in client.get(url).content.decode()
    sent = {"on": "23/11/2026", "reason": "dropped", "note": "Đi làm xa"}
    assert client.post(url, sent).status_code == 302
    admission.refresh_from_db()
    assert (admission.ended_on, admission.end_reason) == (TODAY, "dropped")
    html = client.get(admission.get_absolute_url()).content.decode()
    assert "Ghi bước:" not in html
    assert "Đi làm xa" in html


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"on": "03/03/2024", "reason": "dropped"}, "Bước cuối đã ghi"),
        ({"on": "24/11/2026", "reason": "dropped"}, "Ngày này chưa đến."),
        ({"on": "23/11/2026", "reason": "struck_off"}, "struck_off"),
    ],
)
def test_wrong_end_is_a_sentence(client, admission, secretary, sent, sentence):
    client.force_login(secretary)
    url = reverse("members:admission_end", args=[admission.pk])
    response = client.post(url, sent)
    assert response.status_code == 200
    assert sentence in response.content.decode()
    admission.refresh_from_db()
    assert admission.ended_on is None


def test_probationer_is_struck_off_on_the_page(client, cell, secretary):
    admission = make_admission(cell=cell, by=secretary, until=StepKind.CEREMONY)
    client.force_login(secretary)
    url = reverse("members:admission_end", args=[admission.pk])
    client.post(url, {"on": "23/11/2026", "reason": "struck_off"})
    admission.refresh_from_db()
    assert admission.member.memberships.get().ended_on == TODAY


def test_officers_of_two_cells_choose_one(client, cell, other_cell, secretary, sent):
    make_officer("deputy", cell=other_cell, home=cell)
    client.force_login(make_officer("secretary", cell=make_cell(), home=cell))
    html = client.get("/noi-bo/ket-nap/moi/").content.decode()
    assert str(other_cell) not in html
