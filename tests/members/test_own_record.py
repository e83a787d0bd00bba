import pytest
from django.urls import reverse

from members import record
from members.models import Member, Reveal, User
from partyportal.vietnamese import today
from tests.factories import make_sealed_meeting

URL = "/noi-bo/dang-vien/toi/"


@pytest.fixture
def html_of(client):
    def html_of(user):
        client.force_login(user)
        response = client.get(URL)
        assert response.status_code == 200
        return response.content.decode()

    return html_of


def test_member_sees_own_facts_and_attendance(html_of, reader, secretary, cell):
    meeting = make_sealed_meeting(cell=cell, by=secretary, absent=[reader.member])
    html = html_of(reader)
    assert "Vũ Thị Đảng Viên" in html
    assert '0<span class="figure-of">/1</span>' in html
    assert meeting.get_absolute_url() in html


def test_own_identifiers_are_masked_too(html_of, reader):
    reader.member.phone = "0912345678"
    reader.member.save()
    html = html_of(reader)
    assert "0912345678" not in html
    assert "04/05/1970" not in html


def test_member_sees_who_looked_at_what(html_of, reader, deputy):
    Reveal.objects.create(user=deputy, member=reader.member, field="phone")
    html = html_of(reader)
    assert "Lê Văn Phó" in html
    assert "xem điện thoại" in html


def test_nobody_looked_is_said(html_of, reader):
    assert "Chưa ai xem mục nào." in html_of(reader)


def test_offices_that_may_read_are_named_with_their_holders(
    html_of, reader, secretary, deputy, in_charge, office, other_secretary
):
    html = html_of(reader)
    assert "Bí thư chi bộ, Chi bộ thôn Đông" in html
    assert "Nguyễn Thị Bí Thư" in html
    assert "Cấp ủy viên phụ trách chi bộ, Chi bộ thôn Đông" in html
    assert "Văn Phòng" in html
    assert "Hoàng Văn Đoài" not in html


CAST = [
    "secretary",
    "deputy",
    "committee_member",
    "other_secretary",
    "in_charge",
    "party_committee",
    "office",
    "editor",
    "administrator",
    "stranger",
]


def test_named_readers_are_those_who_may_read(request, reader):
    """record.readers_of() says what MemberQuerySet.visible_to() decides."""
    for who in CAST:
        request.getfixturevalue(who)
    named = {
        name
        for group in record.readers_of(reader.member, on=today())
        for name in group.names
    }
    members = Member.objects.filter(pk=reader.member_id)
    allowed = {
        str(user)
        for user in User.objects.exclude(pk=reader.pk)
        if members.visible_to(user, on=today()).exists()
    }
    assert named == allowed


def test_locked_account_is_no_reader(reader, secretary, office):
    User.objects.update(is_active=False)
    assert record.readers_of(reader.member, on=today()) == []


def test_officer_finds_the_same_page_under_both_addresses(client, secretary):
    client.force_login(secretary)
    html = client.get(secretary.member.get_absolute_url()).content.decode()
    assert "Ai xem được hồ sơ của tôi" in html


@pytest.mark.parametrize("who", ["office", "stranger", "editor"])
def test_account_without_member_has_no_record(client, who, request):
    client.force_login(request.getfixturevalue(who))
    assert client.get(URL).status_code == 403


def test_page_takes_no_post(client, reader):
    client.force_login(reader)
    assert client.post(reverse("members:own_record")).status_code == 405
