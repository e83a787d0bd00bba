"""How public pages of news stay fresh and fast.

One query tells the version of all that is published. Whoever has that version gets a
304; for others the page as it was last made comes from the memory of the process, whose
keys carry the version, so that nothing has to be thrown away when something changes.
"""

import functools
import gzip
import hashlib
from pathlib import Path

from django.conf import settings
from django.core.cache import caches
from django.db import connection
from django.db.models import QuerySet
from django.http import HttpResponse, QueryDict
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.views.decorators.cache import cache_control

from news.tokens import slot_of
from partyportal.access import public

MADE_OF = [
    ("templates", "*.html"),
    ("static", "*.css"),
    ("static", "*.js"),
    ("static", "*.svg"),
    ("partyportal", "*.py"),
    ("members", "*.py"),
    ("news", "*.py"),
]
# Written by hand, as it is asked on every request. The hours of articles that are
# withdrawn meanwhile may count too: more versions do no harm.
VERSION = """
    SELECT (SELECT number FROM news_stamp),
        (SELECT max(published_at) FROM news_article
            WHERE published_at <= %s AND withdrawn_at IS NULL),
        (SELECT max(expires_at) FROM news_article WHERE expires_at <= %s)
"""


@functools.cache
def release() -> str:
    """A mark of the code that makes the pages: its templates, styles and Python."""
    marks = hashlib.sha256()
    for folder, pattern in MADE_OF:
        for path in sorted(Path(settings.BASE_DIR, folder).rglob(pattern)):
            marks.update(path.read_bytes())
    return marks.hexdigest()


def news_version(*others: QuerySet) -> str:
    """The version of every page of news at this moment, in one query.

    It changes with the stamp, when the hour of an article comes or ends, and every ten
    hours, so that no cached page carries an old token in its form. Of `others` each
    gives one more value that makes a difference.
    """
    now = timezone.now()
    sql, values = VERSION, [now, now]
    for queryset in others:
        other, of_other = queryset.query.sql_with_params()
        sql, values = f"{sql}, ({other})", [*values, *of_other]
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        moments = cursor.fetchone()
    return f"{moments} {slot_of(now)} {release()}"


def public_page(view=None, *, version=news_version, asks=("page",)):
    """A page anyone may open, asked for anew each time and sent only when changed.

    `asks` names what of the address after the question mark makes a difference; the
    rest, which other sites add to follow their readers, the view does not see.
    """
    if view is None:
        return functools.partial(public_page, version=version, asks=asks)

    @functools.wraps(view)
    def fresh(request, *args, **kwargs):
        request.GET = _known(request.GET, asks)
        etag = _etag(request, version())
        # Who asks for any version asks whether there is a page; only the view knows.
        asks_for_any = request.headers.get("If-None-Match", "").strip() == "*"
        known = None if asks_for_any else get_conditional_response(request, etag=etag)
        return known or _page(request, etag, lambda: view(request, *args, **kwargs))

    return public(cache_control(public=True, no_cache=True)(fresh))


def _etag(request, version) -> str:
    address = request.build_absolute_uri(request.path)
    mark = f"{version} {address}?{request.GET.urlencode()}"
    return f'W/"{hashlib.sha256(mark.encode()).hexdigest()[:32]}"'


def _known(asked: QueryDict, names) -> QueryDict:
    known = QueryDict(mutable=True)
    for name in names:
        if name in asked:
            known[name] = asked[name]
    return known


def _page(request, etag, make):
    """The page from memory, or as `make` makes it, packed where that is understood."""
    kept = caches["pages"].get(etag)
    if kept is None:
        response = make()
        if response.status_code != 200:
            return response
        response.headers["ETag"] = etag
        content = response.content
        kept = content, gzip.compress(content, 6), dict(response.headers)
        caches["pages"].set(etag, kept, None)
    content, packed, headers = kept
    takes_packed = "gzip" in request.headers.get("Accept-Encoding", "")
    response = HttpResponse(packed if takes_packed else content, headers=headers)
    if takes_packed:
        response.headers["Content-Encoding"] = "gzip"
    patch_vary_headers(response, ["Accept-Encoding"])
    return response
