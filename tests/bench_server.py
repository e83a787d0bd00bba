"""The portal for script/bench, with one view that passes no middleware."""

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.test.utils import override_settings

settings.ROOT_URLCONF = "tests.bench_urls"
portal = get_wsgi_application()
with override_settings(MIDDLEWARE=[]):
    without_middleware = get_wsgi_application()


def application(environ, start_response):
    from tests.bench_urls import BARE

    is_bare = environ["PATH_INFO"] == BARE
    handler = without_middleware if is_bare else portal
    return handler(environ, start_response)
