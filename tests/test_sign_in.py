"""Coming in, going out, passwords forgotten and changed, the second step."""

import datetime
import re
import threading
import time

import pytest
from allauth.mfa.totp.internal import auth
from django.contrib.auth import get_user
from django.core import mail
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from partyportal.sign_in import DEMO_PASSWORD, deliver
from tests.factories import make_user
from tests.test_public_pages import VIEWS

PASSWORD = "mat-khau-thu-2026"
NEW_PASSWORD = "bau-troi-thang-chin"
WRONG = "Tên đăng nhập hoặc mật khẩu chưa đúng."
LOCKED = "Đã nhập sai quá nhiều lần. Vì an toàn, đồng chí chờ 5 phút rồi thử lại."
SIGN_IN = "/dang-nhap/"


@pytest.fixture
def person(db):
    return make_user(username="bithu1", email="Bithu1@Example.vn")


@pytest.fixture
def clock(monkeypatch):
    """Move the clock that limits, codes and sessions read."""
    real, moved = time.time, [0]
    monkeypatch.setattr(time, "time", lambda: real() + moved[0])
    return lambda **by: moved.append(
        moved.pop() + datetime.timedelta(**by).total_seconds()
    )


def sign_in(client, username="bithu1", password=PASSWORD, **fields):
    return client.post(
        SIGN_IN, {"login": username, "password": password, **fields}, follow=False
    )


def is_signed_in(client):
    return get_user(client).is_authenticated


def guess(client, times, username="bithu1"):
    for number in range(times):
        sign_in(client, username, f"sai-{number}")


# Coming in and going out


def test_right_password_leads_home(client, person):
    response = sign_in(client)
    assert response.url == reverse("home")
    assert is_signed_in(client)


@pytest.mark.parametrize("username", ["bithu1", "khongco"])
def test_wrong_password_and_unknown_name_look_alike(client, person, username):
    response = sign_in(client, username, "sai")
    assert response.status_code == 200
    assert WRONG in response.text
    assert f'value="{username}"' in response.text
    assert not is_signed_in(client)


def test_name_is_taken_in_any_case(client, person):
    sign_in(client, " BiThu1 ")
    assert is_signed_in(client)


@pytest.mark.parametrize("username", ["a" * 10_000, "a\0b", "", "Bí thư\u202e"])
def test_strange_name_is_refused_with_a_sentence(client, person, username):
    response = sign_in(client, username)
    assert response.status_code == 200
    assert "alert-danger" in response.text or "invalid-feedback" in response.text


def test_page_asked_for_is_opened_after_sign_in(client, person):
    page = reverse("members:own_record")
    assert client.get(page).url == f"{SIGN_IN}?next={page}"
    response = client.post(
        f"{SIGN_IN}?next={page}", {"login": "bithu1", "password": PASSWORD}
    )
    assert response.url == page


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example/",
        "//evil.example/",
        "https:///evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "http://testserver@evil.example/",
    ],
)
def test_other_sites_are_not_led_to(client, person, address):
    response = sign_in(client, next=address)
    assert response.url == reverse("home")


def test_who_is_inside_goes_home(client, person):
    client.force_login(person)
    assert client.get(SIGN_IN).url == reverse("home")


def test_closed_account_is_told_so(client, person):
    person.is_active = False
    person.save()
    response = sign_in(client)
    assert response.url == reverse("account_inactive")
    assert "hiện không được đăng nhập" in client.get(response.url).text
    assert not is_signed_in(client)


def test_closing_an_account_ends_its_sessions(client, person):
    sign_in(client)
    person.is_active = False
    person.save()
    assert not is_signed_in(client)


def test_session_ends_with_the_browser(client, person):
    cookie = sign_in(client).cookies["sessionid"]
    assert cookie["max-age"] == ""
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_own_phone_stays_signed_in_for_two_weeks(client, person):
    cookie = sign_in(client, remember="on").cookies["sessionid"]
    assert cookie["max-age"] == 14 * 24 * 3600


def test_each_day_of_use_renews_the_session(client, person, monkeypatch):
    sign_in(client, remember="on")
    own_page = reverse("mfa_index")
    assert "sessionid" not in client.get(own_page).cookies
    tomorrow = timezone.now() + datetime.timedelta(days=1)
    monkeypatch.setattr(timezone, "now", lambda: tomorrow)
    assert client.get(own_page).cookies["sessionid"]["max-age"] == 14 * 24 * 3600
    assert "sessionid" not in client.get(own_page).cookies


def test_cookies_are_for_https_alone_where_it_is_on(client, person, settings):
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    response = sign_in(client)
    assert response.cookies["sessionid"]["secure"]
    assert response.cookies["csrftoken"]["secure"]


def test_signing_out_asks_first(client, person):
    client.force_login(person)
    assert "Đồng chí có muốn đăng xuất không?" in client.get("/dang-xuat/").text
    assert is_signed_in(client)
    response = client.post("/dang-xuat/", follow=True)
    assert response.redirect_chain == [(SIGN_IN, 302)]
    assert "Đồng chí đã đăng xuất." in response.text
    assert not is_signed_in(client)


def test_there_is_no_sign_up(client):
    with pytest.raises(NoReverseMatch):
        reverse("account_signup")


# Pages


ACCOUNT_PAGES = [
    name for name, view in VIEWS.items() if getattr(view, "readers", "") == "account"
]


def address_of(name):
    parts = {"uidb36": "1", "key": "x-y"} if name.endswith("from_key") else {}
    return reverse(name, kwargs=parts)


@pytest.mark.parametrize("name", ACCOUNT_PAGES)
def test_account_pages_stay_out_of_caches(client, person, name):
    if getattr(VIEWS[name], "login_required", True):
        client.force_login(person)
    assert "no-store" in client.get(address_of(name))["Cache-Control"]


@pytest.mark.parametrize(
    "name",
    [
        "account_change_password",
        "account_reauthenticate",
        "mfa_index",
        "mfa_reauthenticate",
        "mfa_activate_totp",
        "mfa_deactivate_totp",
        "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes",
    ],
)
def test_pages_of_ones_own_account_are_shut(client, db, name):
    for response in (client.get(address_of(name)), client.post(address_of(name))):
        assert response.url.startswith(f"{SIGN_IN}?next=")


# Wrong guesses


def test_five_wrong_passwords_close_the_account_for_five_minutes(client, person, clock):
    guess(client, 5)
    assert LOCKED in sign_in(client, password="sai").text
    assert LOCKED in sign_in(client).text
    clock(minutes=5, seconds=1)
    sign_in(client)
    assert is_signed_in(client)


def test_unknown_name_is_closed_as_well(client, person):
    guess(client, 5, "khongco")
    assert LOCKED in sign_in(client, "khongco").text


def test_name_in_another_case_or_at_another_host_is_the_same(client, person, settings):
    settings.ALLOWED_HOSTS = ["testserver", "www.testserver"]
    guess(client, 3)
    guess(client, 2, "BITHU1")
    response = client.post(
        SIGN_IN,
        {"login": "bithu1", "password": "sai"},
        headers={"host": "www.testserver"},
    )
    assert LOCKED in response.text


def test_others_may_still_sign_in(client, person):
    guess(client, 5)
    make_user(username="bithu2")
    sign_in(client, "bithu2")
    assert is_signed_in(client)


def test_right_passwords_do_not_count(client, person):
    for _ in range(6):
        sign_in(client)
        client.post("/dang-xuat/")
    sign_in(client)
    assert is_signed_in(client)


def guess_from(client, address, number):
    return client.post(
        SIGN_IN,
        {"login": f"ten{number}", "password": "sai"},
        headers={"x-forwarded-for": address},
    )


def test_one_address_may_not_try_many_names(client, db):
    for number in range(30):
        assert WRONG in guess_from(client, f"10.0.0.{number}", number).text
    # Nobody stands before us, so what the header says is the guesser's own word.
    assert LOCKED in guess_from(client, "10.0.1.1", 99).text


def test_trusted_proxy_tells_the_address(client, db, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for number in range(30):
        guess_from(client, f"10.0.0.{number}, 203.0.113.9", number)
    assert LOCKED in guess_from(client, "10.0.1.1, 203.0.113.9", 98).text
    assert WRONG in guess_from(client, "203.0.113.9, 203.0.113.10", 99).text


def test_logs_tell_nothing_of_the_person(client, person, caplog):
    guess(client, 6)
    assert "bithu1" not in caplog.text


# The password of the demo


def test_demo_password_opens_the_embedded_database(client, person, settings):
    settings.EMBEDDED_DATABASE = True
    person.set_password(DEMO_PASSWORD)
    person.save()
    sign_in(client, password=DEMO_PASSWORD)
    assert is_signed_in(client)


def test_demo_password_opens_no_other_database(client, person, settings):
    settings.EMBEDDED_DATABASE = False
    person.set_password(DEMO_PASSWORD)
    person.save()
    response = sign_in(client, password=DEMO_PASSWORD)
    assert "Mật khẩu của bản dùng thử không dùng được ở đây." in response.text
    assert not is_signed_in(client)


def test_demo_password_is_not_chosen_again(client, person):
    client.force_login(person)
    response = change_password(client, new=DEMO_PASSWORD)
    assert "Mật khẩu này nhiều người dùng, rất dễ đoán." in response.text


# Changing a password


def change_password(client, *, old=PASSWORD, new=NEW_PASSWORD):
    fields = {"oldpassword": old, "password1": new, "password2": new}
    return client.post("/mat-khau/doi/", fields)


def test_changing_the_password_ends_other_sessions(client, person):
    other = type(client)()
    sign_in(client)
    sign_in(other)
    assert change_password(client).url == reverse("home")
    assert is_signed_in(client)
    assert not is_signed_in(other)
    person.refresh_from_db()
    assert person.check_password(NEW_PASSWORD)


def test_changing_needs_the_password_in_use(client, person):
    client.force_login(person)
    assert "Mật khẩu đang dùng chưa đúng." in change_password(client, old="sai").text


def test_guessing_the_password_in_use_is_stopped(client, person):
    client.force_login(person)
    for _ in range(10):
        change_password(client, old="sai")
    response = change_password(client, old="sai")
    assert response.status_code == 429
    assert "Thử quá nhiều lần" in response.text


# A forgotten password


@pytest.fixture
def reset(client, django_capture_on_commit_callbacks):
    """Ask for a mail, and wait for those that are on their way."""

    def ask(email):
        with django_capture_on_commit_callbacks(execute=True):
            response = client.post("/mat-khau/quen/", {"email": email}, follow=True)
        for thread in threading.enumerate():
            if thread.name == "mail":
                thread.join()
        return response

    return ask


def link_in(message):
    return re.search(r"http://testserver(\S+)", message.body)[1]


def choose_password(client, link, new=NEW_PASSWORD):
    page = client.get(link, follow=True)
    return client.post(
        page.request["PATH_INFO"], {"password1": new, "password2": new}, follow=True
    )


def test_mail_leads_to_a_new_password(client, person, reset):
    assert "Đã nhận yêu cầu" in reset("bithu1@example.vn").text
    (message,) = mail.outbox
    assert message.to == ["Bithu1@Example.vn"]
    assert "bithu1" in message.body

    assert "Đã đặt mật khẩu mới" in choose_password(client, link_in(message)).text
    assert not is_signed_in(client)
    sign_in(client, password=NEW_PASSWORD)
    assert is_signed_in(client)


def test_link_works_once(client, person, reset):
    reset("bithu1@example.vn")
    link = link_in(mail.outbox[0])
    choose_password(client, link)
    assert "Liên kết không còn dùng được" in client.get(link, follow=True).text


def test_link_works_for_a_day(client, person, reset, settings):
    settings.PASSWORD_RESET_TIMEOUT = -1
    reset("bithu1@example.vn")
    link = link_in(mail.outbox[0])
    assert "Liên kết không còn dùng được" in client.get(link, follow=True).text


def test_link_is_void_once_the_address_changed(client, person, reset):
    reset("bithu1@example.vn")
    person.email = "moi@example.vn"
    person.save()
    link = link_in(mail.outbox[0])
    assert "Liên kết không còn dùng được" in client.get(link, follow=True).text
    mail.outbox.clear()
    reset("bithu1@example.vn")
    assert not mail.outbox


def test_key_does_not_stay_in_the_address(client, person, reset):
    reset("bithu1@example.vn")
    response = client.get(link_in(mail.outbox[0]))
    assert response.url.endswith("-set-password/")


def test_new_password_opens_a_locked_account(client, person, reset):
    guess(client, 5)
    reset("bithu1@example.vn")
    choose_password(client, link_in(mail.outbox[0]))
    sign_in(client, password=NEW_PASSWORD)
    assert is_signed_in(client)


def test_answer_does_not_tell_whether_the_address_is_known(client, person, reset):
    known = reset("bithu1@example.vn")
    unknown = reset("khongco@example.vn")
    assert known.redirect_chain == unknown.redirect_chain
    assert known.text == unknown.text
    assert len(mail.outbox) == 1


def test_closed_account_gets_no_mail(client, person, reset):
    person.is_active = False
    person.save()
    reset("bithu1@example.vn")
    assert not mail.outbox


def test_people_who_share_an_address_get_a_mail_each(client, person, reset):
    make_user(username="phobithu1", email="bithu1@example.vn")
    reset("bithu1@example.vn")
    assert {("bithu1" in m.body, "phobithu1" in m.body) for m in mail.outbox} == {
        (True, False),
        (True, True),
    }


def test_mail_goes_to_the_address_on_record(client, person, reset):
    """Postgres takes a dotless i for an i; the mail server does not."""
    reset("bıthu1@example.vn")
    assert all(message.to == ["Bithu1@Example.vn"] for message in mail.outbox)


def test_one_address_gets_three_mails_at_most(client, person, reset):
    for _ in range(3):
        reset("bithu1@example.vn")
    assert reset("bithu1@example.vn").status_code == 429
    assert len(mail.outbox) == 3


@pytest.mark.parametrize(
    "link", ["zzzzzzzzzzzzz-x", "1-x", "0-a-b", "zzzzzzzz-cu1-%00"]
)
def test_made_up_link_is_refused(client, db, link):
    response = client.get(f"/mat-khau/quen/{link}/")
    assert response.status_code == 200
    assert "Liên kết không còn dùng được" in response.text


class BrokenMail:
    def send(self):
        raise OSError("bithu1@example.vn: mailbox unavailable")


def test_failed_mail_is_logged_without_the_address(caplog):
    deliver(BrokenMail())
    assert "could not be sent" in caplog.text
    assert "bithu1" not in caplog.text


# The second step


def code_for(secret):
    return auth.format_hotp_value(auth.hotp_value(secret, int(time.time()) // 30))


@pytest.fixture
def secret(client, person):
    """The key in the person's phone, who has just turned the second step on."""
    sign_in(client)
    client.post("/dang-nhap/lai/", {"password": PASSWORD})
    client.get("/dang-nhap/hai-buoc/bat/")
    key = client.session["mfa.totp.secret"]
    response = client.post("/dang-nhap/hai-buoc/bat/", {"code": code_for(key)})
    assert response.url == reverse("mfa_view_recovery_codes")
    return key


def codes_shown(client):
    page = client.get(reverse("mfa_view_recovery_codes"))
    return re.findall(r"<li>(\d+)</li>", page.text)


def test_second_step_is_asked_for(client, secret):
    client.post("/dang-xuat/")
    assert sign_in(client).url == reverse("mfa_authenticate")
    assert not is_signed_in(client)
    response = client.post("/dang-nhap/hai-buoc/ma/", {"code": code_for(secret)})
    assert response.url == reverse("home")
    assert is_signed_in(client)


def test_recovery_code_works_once(client, secret):
    code = codes_shown(client)[0]
    for is_first in (True, False):
        client.post("/dang-xuat/")
        sign_in(client)
        client.post("/dang-nhap/hai-buoc/ma/", {"code": code})
        assert is_signed_in(client) == is_first


def test_five_wrong_codes_close_the_second_step(client, secret):
    client.post("/dang-xuat/")
    sign_in(client)
    for number in range(5):
        client.post("/dang-nhap/hai-buoc/ma/", {"code": f"{number:06}"})
    response = client.post("/dang-nhap/hai-buoc/ma/", {"code": code_for(secret)})
    assert LOCKED in response.text
    assert not is_signed_in(client)


def test_second_step_is_turned_off(client, secret):
    assert client.post("/dang-nhap/hai-buoc/tat/").url == reverse("mfa_index")
    client.post("/dang-xuat/")
    sign_in(client)
    assert is_signed_in(client)


def test_secrets_are_shown_after_the_password_alone(client, secret):
    client.post("/dang-xuat/")
    sign_in(client)
    client.post("/dang-nhap/hai-buoc/ma/", {"code": code_for(secret)})
    for name in ("mfa_view_recovery_codes", "mfa_deactivate_totp"):
        assert "/lai/" in client.get(reverse(name)).url
