"""Django admin for people and accounts, asked as its users ask it."""

import datetime
import unicodedata

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from members.models import Absence, Duty, Member, Membership, Reveal, User
from members.reveals import DOTS
from tests.admin_pages import errors, form_of, posted
from tests.factories import (
    LONG_AGO,
    make_absence,
    make_cell,
    make_member,
    make_sealed_meeting,
    make_user,
)

pytestmark = pytest.mark.django_db

LISTS = ["member", "membership", "absence", "reveal", "user", "duty"]
PHONE = "0912345678"
ID_NUMBER = "001070012345"
DECOMPOSED = unicodedata.normalize("NFD", "Đặng Thị")


def url(page, *args, **query):
    return reverse(f"admin:members_{page}", args=args, query=query)


@pytest.fixture
def office_client(client, office):
    client.force_login(office)
    return client


@pytest.fixture
def administrator_client(client, administrator):
    client.force_login(administrator)
    return client


@pytest.fixture
def member(cell):
    return make_member(
        cell=cell,
        full_name="Đặng Thị Ủy",
        phone=PHONE,
        personal_id=ID_NUMBER,
        born_on=datetime.date(1962, 3, 7),
    )


# Who opens it


def test_nobody_opens_admin_without_a_duty(client, secretary):
    client.force_login(secretary)
    assert client.get("/quan-tri/").status_code == 302
    assert client.get("/quan-tri/", follow=True).status_code == 403


def test_admin_has_no_door_of_its_own(client):
    response = client.get("/quan-tri/", follow=True)
    assert response.redirect_chain[-1][0].startswith("/dang-nhap/?next=")


def test_editors_of_news_see_no_record(client, editor, member):
    client.force_login(editor)
    assert client.get("/quan-tri/").status_code == 200
    assert client.get(url("member_changelist")).status_code == 403
    assert client.get(url("member_change", member.pk)).status_code == 403
    found = client.get(
        reverse("admin:autocomplete"),
        {"app_label": "cells", "model_name": "term", "field_name": "member"},
    )
    assert found.status_code == 403


@pytest.mark.parametrize("page", ["user", "duty"])
def test_office_does_not_touch_accounts(office_client, page):
    assert office_client.get(url(f"{page}_changelist")).status_code == 403
    assert office_client.get(url(f"{page}_add")).status_code == 403


def test_nobody_edits_tables_of_libraries(administrator_client):
    response = administrator_client.get(reverse("admin:auth_group_changelist"))
    assert response.status_code == 403


def test_signing_out_leads_to_the_front_page(office_client):
    assert office_client.post(reverse("admin:logout")).headers["Location"] == "/"
    assert "_auth_user_id" not in office_client.session


def test_own_password_is_changed_in_the_portal(office_client):
    response = office_client.get(reverse("admin:password_change"))
    assert response.headers["Location"] == reverse("account_change_password")


# Lists


@pytest.mark.parametrize("page", LISTS)
def test_queries_of_a_list_do_not_grow(administrator_client, administrator, page):
    def fill(rows):
        for _ in range(rows):
            member = make_member(cell=make_cell())
            make_absence(member=member)
            make_user(member=member, duty=Duty.Kind.OFFICE)
            Reveal.objects.create(user=administrator, member=member, field="phone")

    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert (
                administrator_client.get(url(f"{page}_changelist")).status_code == 200
            )
        return len(captured)

    fill(2)
    few = queries()
    fill(8)
    assert queries() == few


def test_members_stand_in_vietnamese_order(office_client, cell):
    for name in ["Trần Văn Đông", "Lê Thị Ánh", "Nguyễn Văn An", "Bùi Thị Dung"]:
        make_member(cell=cell, full_name=name)
    rows = office_client.get(url("member_changelist")).context["cl"].result_list
    assert [row.full_name for row in rows] == [
        "Nguyễn Văn An",
        "Lê Thị Ánh",
        "Bùi Thị Dung",
        "Trần Văn Đông",
    ]


@pytest.mark.parametrize(
    "text", ["dang uy", "ĐẶNG", "Uỷ", unicodedata.normalize("NFD", "Đặng")]
)
def test_search_ignores_accents(office_client, member, text):
    make_member(full_name="Lê Văn Khác")
    for page in ["member", "membership"]:
        listed = office_client.get(url(f"{page}_changelist", q=text))
        assert [str(row)[:11] for row in listed.context["cl"].result_list] == [
            "Đặng Thị Ủy"
        ]


def test_accounts_are_searched_without_accents(administrator_client):
    make_user(name="Đỗ Thị Thường Trực")
    listed = administrator_client.get(url("user_changelist", q="do thi thuong"))
    assert [user.name for user in listed.context["cl"].result_list] == [
        "Đỗ Thị Thường Trực"
    ]


def test_choices_name_the_cell_of_a_member(office_client, member):
    query = {"app_label": "cells", "model_name": "term", "field_name": "member"}
    found = office_client.get(reverse("admin:autocomplete"), {**query, "term": "uy"})
    assert found.json()["results"] == [
        {"id": str(member.pk), "text": "Đặng Thị Ủy, Chi bộ thôn Đông"}
    ]


@pytest.mark.parametrize("text", ["\0", "'", '"a', "%", "\\"])
def test_odd_searches_are_answered(office_client, member, text):
    query = {"app_label": "cells", "model_name": "term", "field_name": "member"}
    found = office_client.get(reverse("admin:autocomplete"), {**query, "term": text})
    assert found.status_code == 200
    assert office_client.get(url("member_changelist", q=text)).status_code == 200


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({"dien": "du-bi"}, {"Dự Bị"}),
        ({"dien": "chinh-thuc"}, {"Đặng Thị Ủy", "Người Đoài"}),
        ({"dien": "khac"}, {"Dự Bị", "Đặng Thị Ủy", "Người Đoài"}),
        ({"chi-bo": "doai"}, {"Dự Bị", "Đặng Thị Ủy", "Người Đoài"}),
    ],
)
def test_members_are_filtered(office_client, member, other_cell, query, names):
    make_member(cell=other_cell, full_name="Người Đoài")
    make_member(cell=other_cell, full_name="Dự Bị", probationary=True)
    listed = office_client.get(url("member_changelist", **query))
    assert {row.full_name for row in listed.context["cl"].result_list} == names


def test_members_are_filtered_by_their_cell_today(office_client, member, other_cell):
    make_member(cell=other_cell, full_name="Người Đoài")
    listed = office_client.get(url("member_changelist", **{"chi-bo": other_cell.pk}))
    assert [row.full_name for row in listed.context["cl"].result_list] == ["Người Đoài"]


def test_facts_are_filtered_by_whether_they_hold_today(office_client, member):
    ended = make_absence(member=member, ended_on=LONG_AGO)
    lasting = make_absence(member=member, started_on=LONG_AGO + datetime.timedelta(9))

    def listed(choice):
        response = office_client.get(url("absence_changelist", **{"hieu-luc": choice}))
        return list(response.context["cl"].result_list)

    assert listed("co") == [lasting]
    assert listed("khong") == [ended]
    assert listed("la") == [lasting, ended]


# Masked fields


def test_masked_fields_are_shut_until_asked_for(office_client, member):
    page = office_client.get(url("member_change", member.pk))
    text = page.content.decode()
    assert DOTS in text
    for secret in [PHONE, ID_NUMBER, "07/03/1962"]:
        assert secret not in text
        assert (
            secret not in office_client.get(url("member_changelist")).content.decode()
        )
    assert not Reveal.objects.exists()


@pytest.mark.parametrize(
    "query",
    [
        {"phone__startswith": "09"},
        {"personal_id__gt": "0"},
        {"born_on__year": "1962"},
        {"note__contains": "a"},
        {"name_key": "a"},
        {"sex__exact": "\0"},
        {"admitted_on__year": "9" * 30},
        {"pk__regex": "("},
    ],
)
def test_a_list_is_narrowed_by_its_filters_alone(office_client, member, query):
    response = office_client.get(url("member_changelist", **query))
    assert response.headers["Location"].endswith("?e=1")


def test_filters_of_a_list_narrow_it(office_client, member):
    query = {"admitted_on__gte": member.admitted_on, "sex__exact": member.sex}
    listed = office_client.get(url("member_changelist", **query))
    assert list(listed.context["cl"].result_list) == [member]


def test_a_reveal_is_logged_and_opens_one_field(office_client, office, member):
    page = office_client.get(url("member_change", member.pk))
    sent = posted(page, full_name="Đặng Thị Ủy Mới", _reveal="phone")
    shown = office_client.post(url("member_change", member.pk), sent)
    assert shown.status_code == 200
    assert form_of(shown)["phone"].value() == PHONE
    assert form_of(shown)["full_name"].value() == "Đặng Thị Ủy Mới"
    assert ID_NUMBER not in shown.content.decode()
    assert [(r.user, r.member, r.field) for r in Reveal.objects.all()] == [
        (office, member, "phone")
    ]
    member.refresh_from_db()
    assert member.full_name == "Đặng Thị Ủy"


def test_a_revealed_day_is_written_day_first(office_client, member):
    page = office_client.get(url("member_change", member.pk))
    sent = posted(page, _reveal="born_on")
    shown = office_client.post(url("member_change", member.pk), sent)
    assert 'value="07/03/1962"' in shown.content.decode()
    saved = office_client.post(
        url("member_change", member.pk), posted(shown, born_on="08/03/1962")
    )
    assert saved.status_code == 302
    member.refresh_from_db()
    assert member.born_on == datetime.date(1962, 3, 8)


def test_saving_keeps_what_is_masked(office_client, member):
    page = office_client.get(url("member_change", member.pk))
    sent = posted(page, occupation="Nông dân", old_personal_id="123456789")
    assert office_client.post(url("member_change", member.pk), sent).status_code == 302
    member.refresh_from_db()
    assert member.phone == PHONE
    assert member.personal_id == ID_NUMBER
    assert member.born_on == datetime.date(1962, 3, 7)
    # What was blank is no secret and may simply be filled in.
    assert member.old_personal_id == "123456789"


@pytest.mark.parametrize("field", ["full_name", "name_key", "x"])
def test_only_masked_fields_are_revealed(office_client, member, field):
    response = office_client.post(url("member_change", member.pk), {"_reveal": field})
    assert response.status_code == 404
    assert not Reveal.objects.exists()


def test_nothing_is_revealed_of_nobody(office_client):
    response = office_client.post(url("member_change", 0), {"_reveal": "phone"})
    assert response.status_code == 404


def test_a_constraint_over_a_masked_field_is_a_sentence(office_client, member):
    page = office_client.get(url("member_change", member.pk))
    sent = posted(page, admitted_on="01/01/1960", official_on="")
    response = office_client.post(url("member_change", member.pk), sent)
    assert errors(response, "admitted_on") == ["Ngày vào Đảng phải sau ngày sinh."]


def test_history_keeps_masked_fields_masked(office_client, member):
    member.phone, member.occupation = "0999999999", "Giáo viên"
    member.save()
    page = office_client.get(url("member_history", member.pk)).content.decode()
    assert f"Điện thoại: {DOTS} → {DOTS}" in page
    assert "Nghề nghiệp: (trống) → Giáo viên" in page
    assert PHONE not in page


# Adding and bad input


NEW_MEMBER = {
    "full_name": "Ngô Văn Mới",
    "sex": "male",
    "born_on": "05/01/1990",
    "admitted_on": "19/05/2015",
    "official_on": "19/05/2016",
}


def new_member(**changes):
    home = {
        "memberships-TOTAL_FORMS": 1,
        "memberships-INITIAL_FORMS": 0,
        "memberships-0-kind": "home",
    }
    return {**NEW_MEMBER, **home, **changes}


def test_a_member_is_added_with_the_first_home(office_client, cell):
    home = {"memberships-0-cell": cell.pk, "memberships-0-started_on": "05/01/2022"}
    response = office_client.post(url("member_add"), new_member(**home))
    assert response.status_code == 302
    membership = Membership.objects.get(member__full_name="Ngô Văn Mới", cell=cell)
    assert membership.started_on == datetime.date(2022, 1, 5)
    assert membership.member.born_on == datetime.date(1990, 1, 5)


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("full_name", "A" * 10_000, "Nội dung này chỉ"),
        ("full_name", "Ngô\x07Văn", "Nội dung này có lẫn ký tự"),
        ("full_name", "\0", "Nội dung này có lẫn ký tự"),
        ("full_name", "", "Mục này chưa được điền."),
        ("born_on", "31/02/1990", "Ngày này không có trong lịch"),
        ("born_on", "05/01/62", "Ngày này không có trong lịch"),
        ("sex", "x", "“x” không có trong danh sách."),
        ("personal_id", "123", "Số này gồm đúng 12 chữ số."),
        ("personal_id", "١٢٣٤٥٦٧٨٩٠١٢", "Số này gồm đúng 12 chữ số."),
        ("phone", "abc", "Số điện thoại gồm 10 hoặc 11 chữ số"),
        ("admitted_on", "01/01/1980", "Ngày vào Đảng phải sau ngày sinh."),
        ("official_on", "01/01/2015", "Ngày chính thức không được trước"),
        ("admission_decided_on", "01/06/2015", "Ngày vào Đảng không được trước"),
    ],
)
def test_bad_input_is_a_sentence_beside_the_field(
    office_client, field, value, sentence
):
    response = office_client.post(url("member_add"), new_member(**{field: value}))
    beside = "admitted_on" if field == "admission_decided_on" else field
    [said] = errors(response, beside)
    assert said.startswith(sentence)
    assert form_of(response)[field].value() == value
    assert form_of(response)["admitted_on"].value()
    assert not Member.objects.exists()


def test_text_is_stored_composed(office_client):
    office_client.post(url("member_add"), new_member(full_name=DECOMPOSED))
    assert Member.objects.get().full_name == "Đặng Thị"


def test_a_card_number_stands_once(office_client, member):
    Member.objects.filter(pk=member.pk).update(card_no="123456789012")
    response = office_client.post(url("member_add"), new_member(card_no="123456789012"))
    assert errors(response, "card_no") == [
        "Số thẻ này đã có ở một đảng viên khác. Hãy xem lại số."
    ]


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"ended_on": "01/01/2014"}, "ended_on", "Ngày kết thúc không được trước"),
        ({"ended_on": "01/01/2022"}, "end_reason", "Ngày kết thúc và lý do"),
        ({"end_reason": "moved_away"}, "end_reason", "Ngày kết thúc và lý do"),
        ({"started_on": "31/02/2022"}, "started_on", "Ngày này không có trong lịch"),
        ({"decision_no": "9" * 51}, "decision_no", "Nội dung này chỉ"),
    ],
)
def test_a_membership_is_ended_in_order(
    office_client, member, changes, field, sentence
):
    address = url("membership_change", member.memberships.get().pk)
    sent = posted(office_client.get(address), **changes)
    response = office_client.post(address, sent)
    assert errors(response, field)[0].startswith(sentence)


def test_a_second_home_is_refused(office_client, member, other_cell):
    sent = {
        "member": member.pk,
        "cell": other_cell.pk,
        "kind": "home",
        "started_on": "05/01/2022",
    }
    response = office_client.post(url("membership_add"), sent)
    assert errors(response, "started_on")[0].startswith("Trong thời gian này đồng chí")
    assert Membership.objects.count() == 1


def test_moving_an_end_onto_another_row_is_refused(office_client, member, other_cell):
    first = member.memberships.get()
    first.ended_on, first.end_reason = datetime.date(2020, 1, 1), "moved_cell"
    first.save()
    Membership.objects.create(
        member=member, cell=other_cell, started_on=datetime.date(2020, 1, 2)
    )
    address = url("membership_change", first.pk)
    sent = posted(office_client.get(address), ended_on="05/01/2022")
    response = office_client.post(address, sent)
    assert errors(response, "started_on")[0].startswith("Trong thời gian này đồng chí")


def test_member_cell_and_kind_of_a_membership_stay(office_client, member, other_cell):
    membership = member.memberships.get()
    address = url("membership_change", membership.pk)
    other = make_member()
    forged = {"member": other.pk, "cell": other_cell.pk, "kind": "temporary"}
    sent = posted(office_client.get(address), decision_no="12-QĐ/ĐU", **forged)
    assert office_client.post(address, sent).status_code == 302
    before = membership.member_id, membership.cell_id, membership.kind
    membership.refresh_from_db()
    assert (membership.member_id, membership.cell_id, membership.kind) == before
    assert membership.decision_no == "12-QĐ/ĐU"


@pytest.mark.parametrize("key", ["abc", "0", "9" * 30, "a\0b"])
def test_forged_keys_are_refused(office_client, cell, key):
    sent = {"member": key, "cell": key, "kind": "home", "started_on": "05/01/2022"}
    response = office_client.post(url("membership_add"), sent)
    assert errors(response, "member")
    assert errors(response, "cell")
    assert office_client.get(url("membership_add", member=key)).status_code == 200


# Taking back


def test_a_mistake_of_today_is_taken_back(office_client, member):
    membership = member.memberships.get()
    address = url("membership_delete", membership.pk)
    assert office_client.post(address, {"post": "yes"}).status_code == 302
    assert not Membership.objects.exists()


def test_what_is_older_than_a_day_stays(office_client, member, monkeypatch):
    membership = member.memberships.get()
    in_two_days = timezone.now() + datetime.timedelta(days=2)
    monkeypatch.setattr(timezone, "now", lambda: in_two_days)
    address = url("membership_delete", membership.pk)
    assert office_client.post(address, {"post": "yes"}).status_code == 403
    assert Membership.objects.exists()


def test_what_stands_in_sealed_minutes_stays(office_client, secretary, cell):
    exempt = make_member(cell=cell)
    absence = make_absence(member=exempt)
    make_sealed_meeting(cell=cell, by=secretary)
    later = make_absence(
        member=make_member(cell=cell), kind=Absence.Kind.AWAY, started_on=LONG_AGO
    )
    for fact in [absence, exempt.memberships.get()]:
        page = url(f"{fact._meta.model_name}_delete", fact.pk)
        assert office_client.post(page, {"post": "yes"}).status_code == 403
    page = url("absence_delete", later.pk)
    assert office_client.post(page, {"post": "yes"}).status_code == 302


def test_administrators_take_no_record_back(administrator_client, member):
    address = url("membership_delete", member.memberships.get().pk)
    assert administrator_client.post(address, {"post": "yes"}).status_code == 403


def test_nothing_is_deleted_in_bulk(office_client, member):
    sent = {"action": "delete_selected", "_selected_action": [member.pk], "post": "yes"}
    office_client.post(url("member_changelist"), sent)
    assert Member.objects.filter(pk=member.pk).exists()


def test_reveals_are_to_read(administrator_client, administrator, member):
    row = Reveal.objects.create(user=administrator, member=member, field="phone")
    assert administrator_client.get(url("reveal_add")).status_code == 403
    address = url("reveal_change", row.pk)
    assert "điện thoại" in administrator_client.get(address).content.decode()
    assert administrator_client.post(address, {"field": "x"}).status_code == 403
    delete = url("reveal_delete", row.pk)
    assert administrator_client.post(delete, {"post": "yes"}).status_code == 403
    history = administrator_client.get(url("reveal_history", row.pk))
    assert "chưa có lịch sử" in history.content.decode()


# History


def test_history_says_who_and_from_where(office_client, office, member):
    address = url("membership_change", member.memberships.get().pk)
    sent = posted(
        office_client.get(address), ended_on="05/01/2022", end_reason="moved_away"
    )
    office_client.post(address, sent)
    page = office_client.get(address.replace("/change/", "/history/")).content.decode()
    assert "Văn Phòng" in page
    assert "Đến hết ngày: (trống) → 05/01/2022" in page
    assert "Lý do kết thúc: (trống) → Chuyển sinh hoạt đảng đi nơi khác" in page
    assert address in page


def test_history_names_rows_that_were_pointed_to(administrator_client, member):
    account = make_user(name="Tài Khoản")
    account.member = member
    account.save()
    page = administrator_client.get(url("user_history", account.pk)).content.decode()
    assert "Đảng viên: (trống) → Đặng Thị Ủy" in page


def test_history_of_nothing_leads_back(office_client):
    assert office_client.get(url("member_history", 0)).status_code == 302


# Accounts and duties


NEW_ACCOUNT = {
    "username": "canbo1",
    "name": "Cán Bộ Một",
    "password1": "hoa-sen-no-2026",
    "password2": "hoa-sen-no-2026",
}


def test_an_account_is_made_with_its_password(administrator_client, member):
    sent = {**NEW_ACCOUNT, "member": member.pk}
    response = administrator_client.post(url("user_add"), sent)
    account = User.objects.get(username="canbo1")
    assert response.headers["Location"] == url("user_change", account.pk)
    assert account.check_password("hoa-sen-no-2026")
    assert account.member == member


@pytest.mark.parametrize(
    ("field", "value", "beside", "sentence"),
    [
        ("username", "co dau cach", "username", "Tên đăng nhập chỉ gồm"),
        ("password2", "khac-han-2026", "password2", ""),
        ("password2", "123", "password2", ""),
        ("name", "A" * 10_000, "name", "Nội dung này chỉ"),
        ("email", "khong-phai", "email", "Hãy nhập đúng địa chỉ"),
    ],
)
def test_bad_accounts_are_refused(administrator_client, field, value, beside, sentence):
    sent = {**NEW_ACCOUNT, field: value}
    response = administrator_client.post(url("user_add"), sent)
    assert errors(response, beside)[0].startswith(sentence)
    assert not User.objects.filter(name="Cán Bộ Một").exists()


def test_administrators_set_a_new_password(administrator_client, reader):
    address = reverse("admin:auth_user_password_change", args=[reader.pk])
    assert administrator_client.get(address).status_code == 200
    sent = {"password1": "hoa-sen-no-2026", "password2": "hoa-sen-no-2026"}
    sent["usable_password"] = "true"
    assert administrator_client.post(address, sent).status_code == 302
    reader.refresh_from_db()
    assert reader.check_password("hoa-sen-no-2026")


def test_accounts_are_shut_not_deleted(administrator_client, reader):
    address = url("user_change", reader.pk)
    page = administrator_client.get(address)
    assert reader.password not in page.content.decode()
    sent = posted(page, is_active="")
    assert administrator_client.post(address, sent).status_code == 302
    reader.refresh_from_db()
    assert not reader.is_active
    delete = url("user_delete", reader.pk)
    assert administrator_client.post(delete, {"post": "yes"}).status_code == 403


def test_a_duty_is_given(administrator_client, reader):
    sent = {"user": reader.pk, "kind": "editor", "started_on": "05/01/2022"}
    assert administrator_client.post(url("duty_add"), sent).status_code == 302
    duty = reader.held_duties.get()
    assert duty.started_on == datetime.date(2022, 1, 5)
    again = administrator_client.post(url("duty_add"), sent)
    assert errors(again, "started_on")[0].startswith("Tài khoản này đã có nhiệm vụ")


@pytest.mark.parametrize(
    ("field", "value"), [("ended_on", "05/01/2022"), ("started_on", "05/01/2099")]
)
def test_administrators_do_not_end_their_own_power(
    administrator_client, administrator, field, value
):
    duty = administrator.held_duties.get()
    address = url("duty_change", duty.pk)
    sent = posted(administrator_client.get(address), **{field: value})
    response = administrator_client.post(address, sent)
    assert errors(response, field)[0].startswith("Đồng chí không tự kết thúc")
    delete = url("duty_delete", duty.pk)
    assert administrator_client.post(delete, {"post": "yes"}).status_code == 403


def test_administrators_end_the_power_of_others(administrator_client):
    duty = make_user(duty=Duty.Kind.ADMINISTRATOR).held_duties.get()
    address = url("duty_change", duty.pk)
    sent = posted(administrator_client.get(address), ended_on="05/01/2022")
    assert administrator_client.post(address, sent).status_code == 302
    duty.refresh_from_db()
    assert duty.ended_on == datetime.date(2022, 1, 5)


def test_a_duty_given_by_mistake_is_taken_back(administrator_client, office):
    delete = url("duty_delete", office.held_duties.get().pk)
    assert administrator_client.post(delete, {"post": "yes"}).status_code == 302
    assert not office.held_duties.exists()


def test_administrators_do_not_shut_themselves_out(administrator_client, administrator):
    address = url("user_change", administrator.pk)
    sent = posted(administrator_client.get(address), is_active="")
    response = administrator_client.post(address, sent)
    assert errors(response, "is_active")[0].startswith("Đồng chí không tự kết thúc")
    administrator.refresh_from_db()
    assert administrator.is_active
