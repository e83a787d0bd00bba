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
    columns, values = ["number", "appeared", "expired"], []
    for queryset in others:
        sql, of_queryset = queryset.query.sql_with_params()
        columns.append(f"({sql})")
        values += of_queryset
    with connection.cursor() as cursor:
        sql = f"SELECT {', '.join(columns)} FROM news_version(%s)"
        cursor.execute(sql, [*values, now])
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
        # What pages have in common is kept under it, see {% keep %} and beside().
        request.version = hashlib.sha256(version().encode()).hexdigest()[:32]
        etag = _etag(request)
        # Who asks for any version asks whether there is a page; only the view knows.
        asks_for_any = request.headers.get("If-None-Match", "").strip() == "*"
        known = None if asks_for_any else get_conditional_response(request, etag=etag)
        return known or _page(request, etag, lambda: view(request, *args, **kwargs))

    return public(cache_control(public=True, no_cache=True)(fresh))


def _etag(request) -> str:
    address = f"{request.scheme}://{request.get_host()}{request.path}"
    mark = f"{request.version} {address}?{request.GET.urlencode()}"
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
        kept = content, gzip.compress(content, 5), dict(response.headers)
        caches["pages"].set(etag, kept, None)
    content, packed, headers = kept
    takes_packed = "gzip" in request.headers.get("Accept-Encoding", "")
    response = HttpResponse(packed if takes_packed else content, headers=headers)
    if takes_packed:
        response.headers["Content-Encoding"] = "gzip"
    patch_vary_headers(response, ["Accept-Encoding"])
    return response
