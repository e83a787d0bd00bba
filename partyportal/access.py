"""Who may open which page: the first two of three lines of defence.

The sign-in middleware shuts every page not marked public. Each view then names its
readers with one decorator. The third line is `visible_to()` and `editable_by()`, which
every look-up goes through.
"""

from functools import wraps

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponse, JsonResponse
from django.utils.cache import add_never_cache_headers
from django.views.decorators.cache import cache_control
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import conditional_page
from pghistory.middleware import HistoryMiddleware

from partyportal.vietnamese import today

PRIVATE_PATHS = ("/noi-bo/", "/quan-tri/", "/dang-nhap/", "/dang-xuat/", "/mat-khau/")
SIGN_IN_AGAIN = (
    "Phiên làm việc đã hết. Đồng chí hãy đăng nhập lại; "
    "những gì đã ghi vẫn còn trên máy này."
)


class SignInMiddleware(LoginRequiredMiddleware):
    """Ask for sign-in unless the view is marked public.

    Django's own looks at `request.user` before the mark, which reads the session and
    puts `Vary: Cookie` on every public page.
    """

    def process_view(self, request, view_func, view_args, view_kwargs):
        if not getattr(view_func, "login_required", True):
            # Who sends a cookie that is no token is sent none: a form asks for its own.
            request.META.pop("CSRF_COOKIE_NEEDS_UPDATE", None)
            return None
        if request.user.is_authenticated:
            keep_signed_in(request.session)
            return None
        if "HX-Request" in request.headers:
            # The piece of a page is no place for the sign-in: the whole page reloads.
            return HttpResponse(status=401, headers={"HX-Refresh": "true"})
        if request.accepts("text/html"):
            return self.handle_no_permission(request, view_func)
        return JsonResponse({"error": SIGN_IN_AGAIN}, status=401)

    def process_response(self, request, response):
        # Sign-in and what lies behind it stay out of caches, the Back button's too.
        if request.path.startswith(PRIVATE_PATHS):
            add_never_cache_headers(response)
        return response


def keep_signed_in(session):
    """Let the two weeks of a session start anew on each day it is used."""
    # Saving starts them; once a day, or every page would be a write.
    day = str(today())
    if session.get("used_on", day) != day:
        session["used_on"] = day


class AuthorMiddleware(HistoryMiddleware):
    """Tell history who writes, but on public pages: there a reader stays a reader."""

    def get_context(self, request):
        if request.path.startswith(PRIVATE_PATHS):
            return super().get_context(request)
        return {"user": None, "url": request.path}


def public(view):
    """Mark a view that anyone may open; it must not touch the session or the user.

    It runs outside a transaction: most only read, and what writes says so itself.
    """
    view.login_required = False
    view.readers = "public"
    return transaction.non_atomic_requests(view)


def fresh_page(view):
    """A public page asked for anew each time, and sent only when it changed."""
    return public(cache_control(public=True, no_cache=True)(conditional_page(view)))


def _readers(name, allowed):
    """Make a decorator that lets in users whose duties today satisfy `allowed`.

    Their pages go packed: a roll call of thirty is 180 KB, which a phone in a village
    hall would wait ten seconds for. Django pads each with a random number of bytes, and
    no two tokens of forms look alike, so the length of a page gives nothing away.
    """

    def decorator(view):
        packed = gzip_page(view)

        @wraps(view)
        def guarded(request, *args, **kwargs):
            if not allowed(request.user.duties(on=today())):
                raise PermissionDenied
            return packed(request, *args, **kwargs)

        guarded.readers = name
        return guarded

    return decorator


signed_in = _readers("signed_in", lambda duties: True)
cell_readers = _readers("cell_readers", lambda duties: duties.reads_cells)
record_readers = _readers("record_readers", lambda duties: duties.reads_members)
meeting_writers = _readers("meeting_writers", lambda duties: duties.writes_meetings)
cell_officers = _readers(
    "cell_officers", lambda duties: duties.is_office or bool(duties.officer_of)
)
cell_secretaries = _readers(
    "cell_secretaries", lambda duties: duties.is_office or bool(duties.seals_for)
)
in_charge_only = _readers("in_charge_only", lambda duties: bool(duties.in_charge_of))
briefing_readers = _readers("briefing_readers", lambda duties: duties.reads_members)
commune_readers = _readers("commune_readers", lambda duties: duties.reads_all_cells)
office_only = _readers("office_only", lambda duties: duties.is_office)
commune_deciders = _readers("commune_deciders", lambda duties: duties.decides)
admission_recorders = _readers(
    "admission_recorders",
    lambda duties: (
        duties.is_office or duties.is_party_committee or bool(duties.seals_for)
    ),
)
comment_readers = _readers("comment_readers", lambda duties: duties.answers_comments)
comment_moderators = _readers(
    "comment_moderators", lambda duties: duties.moderates_comments
)
members_only = _readers("members_only", lambda duties: duties.is_member)


def locked_if_post(queryset, request):
    """Lock the rows a writing view fetches, or a slow edit undoes what came between."""
    if request.method == "POST":
        return queryset.select_for_update(of=("self",))
    return queryset
