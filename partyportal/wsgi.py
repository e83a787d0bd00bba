"""The portal as a WSGI application, for gunicorn."""

import os

from django.core.wsgi import get_wsgi_application
from django.utils.http import parse_header_parameters

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "partyportal.settings")
portal = get_wsgi_application()


def application(environ, start_response):
    """Refuse a request in another charset than UTF-8, hand the rest to Django.

    Django reads every parameter in the charset that a client names. Some of Python's
    codecs are no charsets, and with them it fails before the first middleware.
    """
    _, parameters = parse_header_parameters(environ.get("CONTENT_TYPE", ""))
    if parameters.get("charset", "utf-8").lower() not in ("utf-8", "utf8"):
        start_response("400 Bad Request", [("Content-Type", "text/plain")])
        return [b"Only UTF-8 is read here."]
    return portal(environ, start_response)
