"""What no browser of ours sends, and what is on a page to be filled in."""

import unicodedata
from html.parser import HTMLParser
from typing import NamedTuple
from urllib.parse import urljoin

PLAIN = """
0 -1 1 1.5 1e400 NaN ٣ ² true null on 999999999 9999999999 2147483648
9223372036854775808 -99999999999999999999 31/02/2026 05/01/2022 29/02/2023 1/1/1
0000-00-00 9999-12-31 31/12/9999 01/01/0001 10000-01-01 2026-11-23T25:61 24:00 12:60
../../etc/passwd / \\ .. ? # //evil.example/ javascript:x %s%n%(a)s % [] {} {"a":[1]}
[1,2 a,b,c __all__ pk__in & a&b=c | 25-NQ/ĐU Mật ! :* <-> () "><script>alert(1)</script>
00000000-0000-4000-8000-000000000000 [ảnh_99999999999999999999]
"""
HIDDEN = ["\0", "a\0b", "\x1b[31m", "\r\nX-Odd: 1", "\u202eabc", "\u200f", "\ufeff"]
STRANGE = ["", " ", "' OR 1=1 --", "{{ 7|add:7 }}", "\ud7ff", "\ufffe", "\u0301"]
LONG = ["a" * 101, "ữ" * 5000, "x" * 70_000, "9" * 400]
APPLE = unicodedata.normalize("NFD", "Đảng ủy xã Bắc Bình họp thường kỳ")
TEXTS = [*PLAIN.split(), *HIDDEN, *STRANGE, *LONG, APPLE, "\U0001f9d1\u200d\U0001f33e"]
FIELDS = """
page q loai nam e o p next id pk form version __proto__ field[] field[0] a.b.c was.
guest. _popup _to_field all action _selected_action select_across TOTAL_FORMS
"""
NAMES = [*FIELDS.split(), "", "\0"]
FILES = [b"", b"x", b"%PDF-1.4\n%%EOF", b"PK\x03\x04x", b"GIF89a", b"<svg/>", b"{}" * 9]
FILES += [b"\xff\xd8\xff\xe0x", b"\x89PNG\r\n\x1a\n", b"\xd0\xcf\x11\xe0\xa1\xb1"]
FILE_NAMES = [
    "a.pdf",
    "a.jpg",
    "..",
    "ữ" * 300,
    "a\r\nb.pdf",
    '".docx',
    "\u202efdp.exe",
]
METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "ODD"]
TYPES = [
    *("application/json", "text/plain", "multipart/form-data", "", "x", "/;=;"),
    *("application/x-www-form-urlencoded", "multipart/form-data; boundary=\xe9"),
    "multipart/form-data; boundary=odd",
]
HEADERS = {
    "Accept": ["application/json", "*/*;q=x", "text/html", ",,;"],
    "HX-Request": ["true"],
    "If-None-Match": ["*", '"', 'W/"x", x'],
    "If-Modified-Since": ["Mon, 32 Foo 2026 99:00:00 GMT", "0"],
    "Range": ["bytes=5-1", "bytes=-99999999999", "x"],
    "Cookie": ["sessionid=\x01; csrftoken=x; messages=x", "=;=", "messages=W10:x:y"],
    "Host": ["evil.example", "testserver:99999", "[::1", "a_b"],
    "X-Forwarded-For": ["junk, 1.2.3.4", ",,,"],
    "Accept-Language": ["en", "x" * 999, "vi;q=9e9"],
}
# What a form takes where it is filled with nothing yet.
PLAUSIBLE = {
    "number": ["3", "12"],
    "date": ["2026-11-05", "2025-02-03"],
    "time": ["08:30"],
    "email": ["an@rieng.example"],
    "text": ["05/11/2026", "Nội dung", "Nguyễn Thị An", "08:30", "7"],
}


class Form(NamedTuple):
    action: str
    method: str
    fields: dict  # of what may be chosen for each name; None for a file
    buttons: list


class Page(HTMLParser):
    """The links and forms of a page."""

    def __init__(self, response):
        super().__init__()
        self.address = response.request["PATH_INFO"]
        self.links, self.forms, self.name = [], [], None
        self.feed(response.getvalue().decode())

    def handle_starttag(self, tag, attributes):
        attributes = {name: value or "" for name, value in attributes}
        if tag == "a" and "href" in attributes:
            self.links.append(urljoin(self.address, attributes["href"]))
        elif tag == "form":
            action = urljoin(self.address, attributes.get("action", ""))
            method = attributes.get("method", "get").upper()
            self.forms.append(Form(action, method, {}, []))
        elif self.forms and tag in ("input", "textarea", "select", "option", "button"):
            self.handle_field(tag, attributes)

    def handle_field(self, tag, attributes):
        form, name = self.forms[-1], attributes.get("name")
        kind, value = attributes.get("type", "text"), attributes.get("value", "")
        self.name = name if tag in ("textarea", "select") else self.name
        if tag == "option" and self.name:
            form.fields[self.name].append(value)
        elif not name:
            return
        elif tag == "button" or kind == "submit":
            form.buttons.append((name, value))
        else:
            choices = form.fields.setdefault(name, [])
            if tag == "input" and kind == "file":
                choices.append(None)
            elif tag == "input":
                choices += [value] if value else PLAUSIBLE.get(kind, [""])

    def handle_data(self, text):
        # What a text box is filled with; texts of options come after their values.
        if self.name and not self.forms[-1].fields[self.name]:
            self.forms[-1].fields[self.name].append(text.strip())

    def handle_endtag(self, tag):
        if tag in ("textarea", "select"):
            self.name = None
