"""The nginx block of docs/operations.md, run as it stands there, before the demo."""

import contextlib
import http.client
import os
import re
import shutil
import ssl
import subprocess
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode

import psycopg
import pytest

from partyportal.embedded import APPLICATION, Server
from tests.clones import ROOT, demo_portal, free_port, fresh_clone, listens, until

pytestmark = pytest.mark.slow

NEEDS = "needs Debian's nginx: apt-get install nginx-light openssl"
HOST = "bacbinh.example"
READER = "198.51.100.77"
# Around the block as Debian has it; and who speaks to nginx may say to be elsewhere,
# as everybody here comes from this machine.
AROUND = """
daemon off;
master_process off;
pid {place}/pid;
error_log {place}/error.log;
events {{}}
http {{
    include /etc/nginx/mime.types;
    default_type application/octet-stream;
    gzip on;
    access_log off;
    client_body_temp_path {place}/body;
    proxy_temp_path {place}/proxy;
    fastcgi_temp_path {place}/fastcgi;
    uwsgi_temp_path {place}/uwsgi;
    scgi_temp_path {place}/scgi;
    set_real_ip_from 127.0.0.1;
    real_ip_header X-Reader;
    {block}
}}
"""


class Answer(NamedTuple):
    status: int
    headers: http.client.HTTPMessage
    body: bytes


class Nginx(NamedTuple):
    """Where it listens, and the folder with its certificate."""

    plain: str
    port: str
    place: Path

    def ask(self, path, *, method="GET", body=None, **headers) -> Answer:
        context = ssl.create_default_context(cafile=self.place / "cert.pem")
        connection = http.client.HTTPSConnection(
            "127.0.0.1", self.port, context=context, timeout=60
        )
        return asked(connection, path, method=method, body=body, **headers)


def asked(connection, path, *, method="GET", body=None, **headers):
    headers = {name.replace("_", "-"): text for name, text in headers.items()}
    with contextlib.closing(connection):
        connection.request(method, path, body, {"Host": HOST, **headers})
        answer = connection.getresponse()
        return Answer(answer.status, answer.headers, answer.read())


@contextlib.contextmanager
def nginx_before(portal, *, clone, place):
    """nginx with the block of the page, whose folder and ports are those of here."""
    program = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
    if not (program and shutil.which("openssl")):
        pytest.fail(NEEDS)
    place.mkdir()
    make_certificate(place)
    nginx = Nginx(free_port(), free_port(), place)
    changed = {
        "listen 80;": f"listen 127.0.0.1:{nginx.plain};",
        "listen 443 ": f"listen 127.0.0.1:{nginx.port} ",
        "127.0.0.1:8000": f"127.0.0.1:{portal}",
        "/etc/ssl/portal/fullchain.pem": f"{place}/cert.pem",
        "/etc/ssl/portal/privkey.pem": f"{place}/key.pem",
        "/srv/portal/": f"{clone}/",
    }
    (place / "nginx.conf").write_text(AROUND.format(place=place, block=block(changed)))
    command = [program, "-p", place, "-c", place / "nginx.conf", "-e", "stderr"]
    running = subprocess.Popen(command)
    until(lambda: listens(nginx.port) or running.poll() is not None)
    assert running.poll() is None
    yield nginx
    running.terminate()
    running.wait(30)


def make_certificate(place):
    made = "openssl req -x509 -newkey rsa:2048 -nodes -subj /CN=x -keyout key.pem"
    names = "-addext subjectAltName=IP:127.0.0.1 -out cert.pem"
    subprocess.run(f"{made} {names}".split(), cwd=place, check=True, stderr=-3)


def block(changed):
    page = (ROOT / "docs/operations.md").read_text()
    (found,) = re.findall("```nginx\n(.+?)```", page, re.DOTALL)
    for old, new in changed.items():
        assert old in found, old
        found = found.replace(old, new)
    return found


@pytest.fixture(scope="module")
def clone(tmp_path_factory):
    with fresh_clone(tmp_path_factory.mktemp("nginx") / "clone") as place:
        yield place


@pytest.fixture(scope="module")
def nginx(clone):
    told = {"TRUSTED_PROXIES": "1", "HTTPS": "on", "ALLOWED_HOSTS": f"{HOST},127.0.0.1"}
    with (
        demo_portal(clone, **told) as portal,
        nginx_before(portal, clone=clone, place=clone.parent / "nginx") as nginx,
    ):
        yield nginx


@pytest.fixture(scope="module")
def alone(nginx, clone):
    """nginx without a portal behind it: what it answers comes from nginx itself."""
    place = clone.parent / "alone"
    with nginx_before(free_port(), clone=clone, place=place) as alone:
        yield alone


@pytest.fixture
def rows(nginx, clone):
    url = Server(clone / ".data").url(APPLICATION)
    with psycopg.connect(url, autocommit=True) as connection:
        yield connection


def test_pages_come_with_the_portals_own_headers_once(nginx):
    for path in ("/", "/dang-nhap/", "/healthz"):
        page = nginx.ask(path)
        assert page.status == 200
        for name in (
            "Content-Security-Policy",
            "Strict-Transport-Security",
            "X-Content-Type-Options",
            "X-Frame-Options",
            "Referrer-Policy",
        ):
            assert len(page.headers.get_all(name)) == 1, (path, name)
    assert f'"https://{HOST}/"'.encode() in nginx.ask("/").body


def test_plain_http_is_led_to_https(nginx):
    connection = http.client.HTTPConnection("127.0.0.1", nginx.plain)
    # Who claims to have come by HTTPS is not believed.
    page = asked(connection, "/tin-tuc/", X_Forwarded_Proto="https")
    assert page.status == 301
    assert page.headers["Location"] == f"https://{HOST}/tin-tuc/"


def test_a_page_that_a_browser_has_is_a_304(nginx):
    page = nginx.ask("/", Accept_Encoding="gzip")
    again = nginx.ask("/", Accept_Encoding="gzip", If_None_Match=page.headers["ETag"])
    assert page.headers["Content-Encoding"] == "gzip"
    assert (again.status, again.body) == (304, b"")


def test_static_files_and_pictures_come_from_nginx_itself(nginx, alone):
    html = nginx.ask("/").body.decode()
    found = re.findall(r"/static/[^\"]+\.(?:css|js|svg|woff2)|/anh/[\w.-]+", html)
    kinds = {path.rpartition(".")[2]: path for path in found}
    assert kinds.keys() >= {"css", "svg", "avif", "jpg"}
    for path in kinds.values():
        file = alone.ask(path)
        assert file.status == 200
        assert file.body == nginx.ask(path).body
        assert file.headers["Content-Type"] != "application/octet-stream"
        assert file.headers.get_all("X-Content-Type-Options") == ["nosniff"]
        assert file.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    style = alone.ask(kinds["css"], Accept_Encoding="gzip")
    assert style.headers["Content-Encoding"] == "gzip"
    assert style.headers["Vary"] == "Accept-Encoding"


def test_nothing_else_of_the_clone_comes_from_nginx(alone, clone):
    media = clone / ".data/media"
    assert list(media.glob("images/*"))
    for file in (*media.glob("documents/*"), clone / ".data/env", clone / "manage.py"):
        name, below = file.name, file.relative_to(clone)
        for path in (
            f"/anh/{name}",
            f"/anh/../documents/{name}",
            f"/anh/..%2fdocuments%2f{name}",
            f"/van-ban/tep/{name}",
            f"/{below}",
            f"/static../{below}",
            f"/static/../{below}",
            f"/static/..%2f{below}",
            f"/static//..//{below}",
        ):
            answer = alone.ask(path)
            assert answer.status >= 400, path
            assert answer.body != file.read_bytes()


def test_a_document_goes_when_it_is_withdrawn(nginx, rows):
    published = "published_at IS NOT NULL AND withdrawn_at IS NULL"
    find = f"SELECT id, file FROM news_document WHERE {published} LIMIT 1"
    key, file = rows.execute(find).fetchone()
    path = f"/van-ban/tep/{Path(file).name}"
    assert nginx.ask(path).status == 200
    rows.execute("UPDATE news_document SET withdrawn_at = now() WHERE id = %s", [key])
    assert nginx.ask(path).status == 404


@pytest.mark.parametrize("forged", ["203.0.113.7", "junk", "203.0.113.7, 203.0.113.8"])
def test_a_reader_cannot_forge_a_network(nginx, rows, forged):
    path = article_with_a_form(nginx)
    (token,) = re.findall('name="token" value="(.+?)"', nginx.ask(path).body.decode())
    typed = {"name": "An", "email": "an@rieng.example", "text": f"Ý kiến {forged}"}
    sent = nginx.ask(
        path,
        method="POST",
        body=urlencode({**typed, "token": token, "seconds": "40", "website": ""}),
        Content_Type="application/x-www-form-urlencoded",
        X_Reader=READER,
        X_Forwarded_For=forged,
    )
    assert sent.status == 303
    seen = "SELECT network FROM news_comment WHERE text = %s"
    assert str(rows.execute(seen, [typed["text"]]).fetchone()[0]) == "198.51.100.0"


def article_with_a_form(nginx):
    for path in re.findall(r'"(/tin-tuc/[^"]+-\d+/)"', nginx.ask("/").body.decode()):
        if b'name="token"' in nginx.ask(path).body:
            return path
    pytest.fail("No article of the front page takes comments.")


def test_a_file_that_is_too_large_is_refused_in_words(nginx):
    page = nginx.ask("/quan-tri/", method="POST", body=b"x" * 26_300_000)
    assert page.status == 413
    assert "<h1>Tệp quá lớn</h1>" in page.body.decode()
    assert "immutable" not in page.headers.get("Cache-Control", "")


def test_a_document_of_the_size_that_the_portal_takes_gets_there(nginx):
    head = b'--x\r\nContent-Disposition: form-data; name="f"; filename="a"\r\n\r\n'
    page = nginx.ask(
        "/quan-tri/",
        method="POST",
        body=head + b"x" * 21_000_000 + b"\r\n--x--\r\n",
        Content_Type="multipart/form-data; boundary=x",
        # Or the portal says no before it has read the file, and nginx may lose that.
        Origin=f"https://{HOST}",
        Cookie=f"csrftoken={'a' * 32}",
    )
    assert page.status == 403
    assert page.headers["Content-Security-Policy"]


def test_while_the_portal_is_down_nginx_says_so(alone):
    page = alone.ask("/tin-tuc/")
    assert page.status == 502
    assert "<h1>Tạm ngừng ít phút</h1>" in page.body.decode()
    assert "immutable" not in page.headers.get("Cache-Control", "")
