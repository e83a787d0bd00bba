import pytest
from django.test import Client
from django.urls import reverse

from members.models import Reveal
from tests.factories import make_member


@pytest.fixture
def member(cell):
    return make_member(cell=cell, full_name="Đặng Thị Thủy", phone="0912345678")


def ask(client, member, field, *, by, **headers):
    client.force_login(by)
    url = reverse("members:member_reveal", args=[member.pk, field])
    return client.post(url, headers=headers)


def test_asking_shows_one_value_and_logs_it(client, secretary, member):
    html = ask(client, member, "phone", by=secretary).content.decode()
    assert 'href="tel:0912345678"' in html
    assert "0912 345 678" in html
    assert "04/05/1970" not in html
    [reveal] = Reveal.objects.all()
    assert (reveal.user, reveal.member, reveal.field) == (secretary, member, "phone")


def test_day_is_shown_day_first(client, secretary, member):
    html = ask(client, member, "born_on", by=secretary).content.decode()
    assert "04/05/1970" in html
    assert "0912345678" not in html


def test_htmx_gets_the_value_alone(client, secretary, member):
    response = ask(client, member, "phone", by=secretary, hx_request="true")
    html = response.content.decode()
    assert 'href="tel:0912345678"' in html
    assert "<html" not in html
    assert Reveal.objects.count() == 1


def test_every_look_is_logged(client, secretary, member):
    for _ in range(2):
        ask(client, member, "phone", by=secretary)
    assert Reveal.objects.count() == 2


def test_member_looks_at_the_own_record_and_that_is_logged_too(client, reader):
    html = ask(client, reader.member, "born_on", by=reader).content.decode()
    assert "04/05/1970" in html
    assert "Ai xem được hồ sơ của tôi" in html
    assert Reveal.objects.get().user == reader


@pytest.mark.parametrize("field", ["full_name", "pk", "user", "name_key", "x"])
def test_field_that_is_not_masked_is_404(client, secretary, member, field):
    assert ask(client, member, field, by=secretary).status_code == 404
    assert not Reveal.objects.exists()


@pytest.mark.parametrize("who", ["other_secretary", "reader", "stranger", "editor"])
def test_record_of_others_is_404_and_nothing_is_logged(client, member, who, request):
    response = ask(client, member, "phone", by=request.getfixturevalue(who))
    assert response.status_code == 404
    assert not Reveal.objects.exists()


def test_get_shows_nothing_and_leads_to_the_record(client, secretary, reader, member):
    for user, of, target in [
        (secretary, member, member.get_absolute_url()),
        (reader, reader.member, reverse("members:own_record")),
    ]:
        client.force_login(user)
        url = reverse("members:member_reveal", args=[of.pk, "born_on"])
        assert client.get(url).url == target
    assert not Reveal.objects.exists()


def test_without_sign_in_nothing_is_shown(client, member):
    url = reverse("members:member_reveal", args=[member.pk, "phone"])
    assert client.post(url).url.startswith("/dang-nhap/")
    response = client.post(url, headers={"hx-request": "true"})
    assert (response.status_code, response["HX-Refresh"]) == (401, "true")
    assert not Reveal.objects.exists()


def test_form_from_another_site_is_refused(secretary, member):
    client = Client(enforce_csrf_checks=True)
    assert ask(client, member, "phone", by=secretary).status_code == 403
    assert not Reveal.objects.exists()
