"""How public pages of news stay fresh: whoever has the newest gets a 304, no page."""

import functools
import hashlib
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import Subquery
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import condition

from news.models import Article, Stamp
from news.tokens import slot_of
from partyportal.access import public


@functools.cache
def release() -> str:
    """A mark of the code that makes the pages: its templates, styles and Python."""
    root = Path(settings.BASE_DIR)
    marks = hashlib.sha256()
    for folder, pattern in [("templates", "*.html"), ("static", "*.css")]:
        for path in sorted(root.joinpath(folder).rglob(pattern)):
            marks.update(path.read_bytes())
    for app in ("partyportal", "news"):
        for path in sorted(root.joinpath(app).rglob("*.py")):
            marks.update(path.read_bytes())
    return marks.hexdigest()


def etag(request, *args, **kwargs) -> str | None:
    """The version of every page of news at this moment, in one query.

    It changes with the stamp, when the hour of an article comes or ends, and every ten
    hours, so that no cached page carries an old token in its form.
    """
    if request.headers.get("If-None-Match", "").strip() == "*":
        # Who asks for any version asks whether there is a page; only the view knows.
        return None
    now = timezone.now()
    newest = Article.objects.published(at=now).order_by("-published_at")
    expired = Article.objects.expired(at=now).order_by("-expires_at")
    stamp = Stamp.objects.annotate(
        newest=Subquery(newest.values("published_at")[:1]),
        expired=Subquery(expired.values("expires_at")[:1]),
    ).first()
    moments = stamp and (stamp.number, stamp.newest, stamp.expired)
    version = f"{moments} {slot_of(now)} {release()}"
    return f'"{hashlib.sha256(version.encode()).hexdigest()[:32]}"'


def public_page(view):
    """A page anyone may open, asked for anew each time and sent only when changed."""
    return public(
        transaction.non_atomic_requests(
            cache_control(public=True, no_cache=True)(condition(etag_func=etag)(view))
        )
    )
