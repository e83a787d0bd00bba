"""What is answered before Django sees a request."""

from wsgiref.util import setup_testing_defaults

import pytest

from partyportal.wsgi import application


def status_of(charset):
    """How the portal answers what is sent in that charset."""
    environ = {
        "PATH_INFO": "/robots.txt",
        "QUERY_STRING": "q=a",
        "CONTENT_TYPE": f"text/plain; charset={charset}",
        "HTTP_HOST": "localhost",
    }
    setup_testing_defaults(environ)
    heard = []
    application(environ, lambda status, *_: heard.append(status))
    return heard[0]


@pytest.mark.parametrize("charset", ["zlib", "hex", "utf-16", "unicode_escape"])
def test_no_charset_but_utf8_is_read(charset):
    assert status_of(charset) == "400 Bad Request"


def test_utf8_is_read(db, settings):
    settings.SECURE_SSL_REDIRECT = False
    assert status_of("UTF-8") == "200 OK"
