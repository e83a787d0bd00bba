"""No English on the pages and in the mails of the sign-in."""

import gettext
import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import allauth
import django
import pytest
from django.core import mail
from django.urls import reverse

from tests.factories import make_user
from tests.test_sign_in import (
    NEW_PASSWORD,
    PASSWORD,
    change_password,
    choose_password,
    code_for,
    guess,
    link_in,
    person,
    reset,
    sign_in,
)

__all__ = ["person", "reset"]

READ_ATTRIBUTES = {"placeholder", "alt", "title", "aria-label", "value", "content"}
# Vietnamese syllables that are English words as well, and what has no other name.
VIETNAMESE_TOO = {"them", "that", "hang", "long", "than", "ring", "sang"}


class Reader(HTMLParser):
    """Collects what a person sees or hears of a page."""

    def __init__(self):
        super().__init__()
        self.texts, self.hidden = [], 0

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        self.hidden += tag in ("script", "style")
        if tag == "meta" or attrs.get("type") == "hidden":
            return
        self.texts += [attrs[name] for name in READ_ATTRIBUTES & attrs.keys()]

    def handle_endtag(self, tag):
        self.hidden -= tag in ("script", "style")

    def handle_data(self, text):
        if not self.hidden:
            self.texts.append(text)


def visible(page):
    reader = Reader()
    reader.feed(page)
    return [text.strip() for text in reader.texts if text and text.strip()]


def msgids():
    """The English texts of Django and allauth, from any language they come in."""
    folders = (Path(django.__file__).parent, Path(allauth.__file__).parent)
    for folder in folders:
        for path in folder.rglob("locale/de/LC_MESSAGES/django.mo"):
            with path.open("rb") as file:
                catalogue = gettext.GNUTranslations(file)._catalog
            for key in catalogue:
                yield key[0] if isinstance(key, tuple) else key


@cache
def english():
    """Whole texts, and their words of four letters and more."""
    texts = {text.split("\4")[-1].strip() for text in msgids()} - {""}
    words = {
        word.lower()
        for text in texts
        for word in re.findall(
            r"[a-zA-Z]+", re.sub(r"%\(\w+\)|{\w+}|<[^>]*>", "", text)
        )
        if len(word) > 3
    }
    return texts, words - VIETNAMESE_TOO


def english_in(texts):
    whole, words = english()
    found = set(texts) & whole
    for text in texts:
        for address in re.findall(r"\S+@\S+|https?://\S+|\S*\d\S*", text):
            text = text.replace(address, " ")
        found |= {w for w in re.findall(r"\w+", text) if w.lower() in words}
    return found


def test_english_is_noticed():
    page = "<p title='Password'>Xin chào</p><input placeholder='Email address'>"
    assert english_in(visible(page)) == {
        "Password",
        "Email",
        "address",
        "Email address",
    }


@pytest.fixture
def seen(client):
    """The pages that the client came to, one by one."""
    pages = []
    request = client.request

    def look(**environ):
        response = request(**environ)
        if "text/html" in response.get("Content-Type", ""):
            pages.append((response.request["PATH_INFO"], response.text))
        return response

    client.request = look
    return pages


def assert_vietnamese(seen, *addresses):
    assert {address for address, _ in seen} >= set(addresses)
    assert {
        address: found for address, page in seen if (found := english_in(visible(page)))
    } == {}


def test_sign_in_speaks_vietnamese(client, person, seen):
    client.get("/dang-nhap/")
    sign_in(client, "", "")
    guess(client, 6)
    sign_in(client, "a\0", "x")
    client.get("/dang-xuat/", follow=True)
    other = make_user(username="phobithu1")
    sign_in(client, other.username)
    client.get("/dang-xuat/")
    client.post("/dang-xuat/", follow=True)
    other.is_active = False
    other.save()
    sign_in(client, other.username)
    client.get(reverse("account_inactive"))
    assert_vietnamese(seen, "/dang-nhap/", "/dang-xuat/", "/dang-nhap/da-khoa/")


def test_new_password_speaks_vietnamese(client, person, seen):
    client.force_login(person)
    client.get("/mat-khau/doi/")
    change_password(client, old="", new="")
    for new in (
        "ngan",
        "12345678",
        "987654321098",
        "bithu1bithu1",
        "bithu1@example.vn",
    ):
        change_password(client, old="sai", new=new)
    fields = {"oldpassword": PASSWORD, "password1": NEW_PASSWORD, "password2": "khác"}
    client.post("/mat-khau/doi/", fields)
    change_password(client)
    client.get(reverse("mfa_index"))
    for _ in range(4):
        change_password(client)
    assert "Mật khẩu đã được đổi." in "".join(page for _, page in seen)
    assert "Thử quá nhiều lần" in seen[-1][1]
    assert_vietnamese(seen, "/mat-khau/doi/")


def test_forgotten_password_speaks_vietnamese(client, person, reset, seen):
    client.get("/mat-khau/quen/")
    for email in ("", "khong-phai-thu", "khongco@example.vn"):
        reset(email)
    reset(person.email)
    (message,) = mail.outbox
    choose_password(client, link_in(message), new="ngan")
    choose_password(client, link_in(message))
    client.get(link_in(message), follow=True)
    assert_vietnamese(seen, "/mat-khau/quen/da-gui/", "/mat-khau/quen/xong/")
    assert not english_in([message.subject, *message.body.splitlines()])


def test_second_step_speaks_vietnamese(client, person, seen):
    sign_in(client)
    client.get("/dang-nhap/hai-buoc/")
    client.get("/dang-nhap/hai-buoc/bat/", follow=True)
    for password in ("", "sai", PASSWORD):
        client.post("/dang-nhap/lai/", {"password": password})
    client.get("/dang-nhap/hai-buoc/bat/")
    for code in ("", "000000", code_for(client.session["mfa.totp.secret"])):
        client.post("/dang-nhap/hai-buoc/bat/", {"code": code})
    client.get("/dang-nhap/hai-buoc/ma-du-phong/")
    client.get("/dang-nhap/hai-buoc/ma-du-phong/moi/")
    client.post("/dang-nhap/hai-buoc/ma-du-phong/moi/", follow=True)
    client.get("/dang-nhap/hai-buoc/")
    client.get("/dang-nhap/hai-buoc/tat/")
    client.get("/dang-nhap/lai/")
    client.get("/dang-nhap/hai-buoc/lai/")
    client.post("/dang-nhap/hai-buoc/lai/", {"code": "000000"})
    client.post("/dang-nhap/hai-buoc/tat/", follow=True)
    assert_vietnamese(
        seen,
        "/dang-nhap/lai/",
        "/dang-nhap/hai-buoc/bat/",
        "/dang-nhap/hai-buoc/tat/",
        "/dang-nhap/hai-buoc/lai/",
        "/dang-nhap/hai-buoc/ma-du-phong/",
        "/dang-nhap/hai-buoc/ma-du-phong/moi/",
    )


def test_asking_for_the_second_step_speaks_vietnamese(client, person, seen):
    sign_in(client)
    client.post("/dang-nhap/lai/", {"password": PASSWORD})
    client.get("/dang-nhap/hai-buoc/bat/")
    code = code_for(client.session["mfa.totp.secret"])
    client.post("/dang-nhap/hai-buoc/bat/", {"code": code})
    client.post("/dang-xuat/")
    sign_in(client)
    client.get("/dang-nhap/hai-buoc/ma/")
    for number in range(6):
        client.post("/dang-nhap/hai-buoc/ma/", {"code": f"{number:06}"})
    assert_vietnamese(seen, "/dang-nhap/hai-buoc/ma/")
