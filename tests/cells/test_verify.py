"""Anyone may ask whether minutes are genuine, and learns number and date only."""

import pytest
from django.urls import reverse

from cells import sealing
from cells.models import Meeting
from tests.factories import make_sealed_meeting


@pytest.fixture
def sealed(cell, secretary):
    return make_sealed_meeting(
        cell=cell, by=secretary, kind="thematic", topic="Nước sạch"
    )


def url(code):
    return reverse("verify", args=[code])


def test_genuine_minutes_say_number_and_date_and_no_more(client, sealed, cell):
    html = client.get(url(sealed.verification_code)).content.decode()
    assert "Có biên bản đã niêm phong mang mã này." in html
    assert "Số 01-BB/CB" in html
    assert sealed.held_on.strftime("năm %Y") in html
    for private in (cell.name, "Nước sạch", sealed.sealed_sha256, str(sealed.pk)):
        assert private not in html


@pytest.mark.parametrize("code", ["AAAA-AAAA-AAAA", "x", "Đ" * 300])
def test_unknown_code_is_not_genuine(client, sealed, code):
    response = client.get(f"/xac-minh/{code}/")
    assert response.status_code == 404
    assert "Không có biên bản nào" in response.content.decode()


@pytest.mark.parametrize("write", [str.lower, lambda c: c.replace("-", " "), str])
def test_code_may_be_typed_as_one_likes(client, sealed, write):
    typed = write(sealed.verification_code)
    response = client.get(reverse("verify_form"), {"ma": f" {typed} "}, follow=True)
    assert "Có biên bản đã niêm phong mang mã này." in response.content.decode()


def test_empty_code_asks_for_one(client):
    for query in ({}, {"ma": ""}, {"ma": "-"}):
        response = client.get(reverse("verify_form"), query)
        assert "Mã xác minh" in response.content.decode()


def test_page_is_sent_again_only_when_changed(client, sealed):
    address = url(sealed.verification_code)
    first = client.get(address)
    assert first.headers["Cache-Control"] == "public, no-cache"
    again = client.get(address, headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304


def test_page_takes_no_post(client, sealed):
    assert client.post(url(sealed.verification_code)).status_code == 405


def test_codes_have_no_letters_that_look_alike():
    assert not set("0O1IL2Z5S8B6GUVQ") & set(sealing.LETTERS)
    codes = {sealing.new_code() for _ in range(200)}
    assert len(codes) == 200
    assert all(len(code) == 14 for code in codes)


def test_sealed_page_leads_there(client, sealed, secretary):
    client.force_login(secretary)
    html = client.get(sealed.get_absolute_url()).content.decode()
    assert f"http://testserver{url(sealed.verification_code)}" in html
    assert sealed.sealed_sha256 in html
    assert '<svg class="proof-qr"' in html
    assert Meeting.objects.get().sealed_text.splitlines()[0] in html
