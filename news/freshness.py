"""How public pages of news stay fresh and fast.

One query tells the version of all that is published. Whoever has that version gets a
304; for others the page as it was last made comes from the memory of the process, whose
keys carry the version, so that nothing has to be thrown away when something changes.
"""

import functools
import gzip
import hashlib
import re
from pathlib import Path

from django.conf import settings
from django.core.cache import caches
from django.db import connection
from django.http import HttpResponse, HttpResponseNotModified, QueryDict
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from psycopg.types.range import Range

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
# What a page and "it has not changed" both say.
HEADERS = {"Cache-Control": "public, no-cache", "Vary": "Accept-Encoding"}
# How hard a page is packed: one step more takes twice as long for 5 % less.
PACKED = 3
NUMBER_OF_A_PAGE = re.compile(r"[1-9][0-9]{0,3}")
# Ten times the longest page for people; maps for machines may be longer.
MOST_KEPT = 500_000


@functools.cache
def release() -> str:
    """A mark of the code that makes the pages: its templates, styles and Python."""
    marks = hashlib.sha256()
    for folder, pattern in MADE_OF:
        for path in sorted(Path(settings.BASE_DIR, folder).rglob(pattern)):
            marks.update(path.read_bytes())
    return marks.hexdigest()


NOT_TOLD = None, Range(empty=True), ""
# The stamp as the process last read it, the hours around that moment between which no
# article appears or ends, and since when the database's server runs.
_last_told: tuple[tuple | None, Range, str] = NOT_TOLD


def news_version(*others: tuple[str, tuple]) -> str:
    """The version of every page of news at this moment.

    It changes with the stamp, when the hour of an article comes or ends, and every ten
    hours, so that no cached page carries an old token in its form. `others` are queries
    with their parameters, each for one more value that makes a difference.

    One query; a second one where the process has yet to learn of a change. Looking up
    the hours each time made a 304 slower by 7 %.
    """
    global _last_told
    now = timezone.now()
    stamp, quiet, server = _last_told
    told = _ask(others) if now in quiet else ()
    if told[:2] != stamp:
        hours = f"news_quiet_hours('{now.isoformat()}')"
        started = "pg_postmaster_start_time()::text"
        *told, quiet, server = _ask([*others, (hours, ()), (started, ())])
        told = tuple(told)
        _last_told = told[:2], quiet, server
    return f"{told} {quiet.lower} {server} {slot_of(now)} {release()}"


def _ask(others) -> tuple:
    """The stamp's number, the table it stands in, and a value for each of others.

    After a backup was restored it is another table, or one of another server, which
    counts on from an old number.
    """
    columns, values = ["number", "tableoid"], []
    for sql, of_query in others:
        columns.append(f"({sql})")
        values += of_query
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(columns)} FROM news_stamp", values or None)
        return cursor.fetchone()


@functools.lru_cache(maxsize=4)
def shared_by(version: str) -> dict:
    """What pages of one version have in common, see {% keep %} and news.beside.

    In the memory of the process; filled by whichever page needs it first.
    """
    return {}


def public_page(view=None, *, version=news_version, asks=("page",)):
    """A page anyone may open, asked for anew each time and sent only when changed.

    `asks` names what of the address after the question mark makes a difference; the
    rest, which other sites add to follow their readers, the view does not see. The
    method is looked at here, as a page that is kept would answer any.
    """
    if view is None:
        return functools.partial(public_page, version=version, asks=asks)

    make = cache_control(public=True, no_cache=True)(view)

    @functools.wraps(view)
    def fresh(request, *args, **kwargs):
        current = version()
        etag = _etag(request, current, _narrowed(request, asks))
        # Nothing else looks like it. Who asks for any version, with "*", asks whether
        # there is a page; only the view knows.
        if etag in request.META.get("HTTP_IF_NONE_MATCH", ""):
            return HttpResponseNotModified(headers={**HEADERS, "ETag": etag})
        # Who writes a template wants to see it at once.
        request.shared = {} if settings.DEBUG else shared_by(current)
        return _page(request, etag, lambda: make(request, *args, **kwargs))

    return public(require_safe(fresh))


def _etag(request, version, asked) -> str:
    # The host as it came: CommonMiddleware has found it to be ours.
    host = request.META.get("HTTP_HOST", "")
    mark = f"{version} {request.scheme}://{host}{request.path}?{asked}"
    return f'W/"{hashlib.sha256(mark.encode()).hexdigest()[:32]}"'


def _narrowed(request, names) -> str:
    """What is asked after the question mark; from now on, of `names` alone."""
    # Most addresses have none, and reading it costs as much as the answer's headers.
    if not request.META.get("QUERY_STRING"):
        return ""
    known = QueryDict(mutable=True)
    for name in names:
        if name in request.GET:
            known[name] = request.GET[name]
    request.GET = known
    return known.urlencode()


def _page(request, etag, make):
    """The page from memory, or as `make` makes it, packed where that is understood."""
    kept = caches["pages"].get(etag)
    if kept is None:
        response = make()
        if response.status_code != 200:
            return response
        kept = _both_ways(response, etag)
        if _is_common(request) and len(response.content) <= MOST_KEPT:
            caches["pages"].set(etag, kept, None)
    takes_packed = "gzip" in request.META.get("HTTP_ACCEPT_ENCODING", "")
    content, headers = kept[takes_packed]
    return HttpResponse(content, headers=headers)


def _is_common(request) -> bool:
    """Whether others will ask the same.

    Strangers think of more questions than there is room for, and each that is kept
    pushes a page out that many read.
    """
    number = request.GET.get("page", "1")
    return request.GET.keys() <= {"page"} and bool(NUMBER_OF_A_PAGE.fullmatch(number))


def _both_ways(response, etag) -> tuple:
    """Content and headers of a page as it is, and packed."""
    patch_vary_headers(response, ["Accept-Encoding"])
    headers = {**response.headers, "ETag": etag}
    # Without a time in it, which would cost the faster of two ways.
    packed = gzip.compress(response.content, PACKED, mtime=0)
    return (
        (response.content, headers),
        (packed, {**headers, "Content-Encoding": "gzip"}),
    )
