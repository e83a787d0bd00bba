"""Pages that say no lead back to where their reader came from."""

import pytest

pytestmark = pytest.mark.django_db

WAY_BACK = '<a class="masthead-link" href="/noi-bo/">Việc cần làm</a>'


@pytest.mark.parametrize(
    ("address", "status"),
    [("/noi-bo/hop/", 403), ("/noi-bo/khong-co/", 404), ("/quan-tri/x/", 404)],
)
def test_who_is_signed_in_is_not_asked_to_sign_in(client, editor, address, status):
    client.force_login(editor)
    response = client.get(address)
    html = response.content.decode()
    assert (response.status_code, WAY_BACK in html) == (status, True)
    assert "Đăng nhập" not in html


@pytest.mark.parametrize("address", ["/khong-co/", "/tin-tuc/noi-bo/"])
def test_a_public_page_that_is_not_there_asks_nobody_who_they_are(
    client, editor, address
):
    client.force_login(editor)
    response = client.get(address)
    html = response.content.decode()
    assert (response.status_code, WAY_BACK in html) == (404, False)
    assert "Đăng nhập" in html
    assert "Cookie" not in response.headers.get("Vary", "")
    assert not response.cookies
