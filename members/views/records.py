"""Members: their list, their records, and masked fields shown one by one."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from members import record
from members.forms import MemberSearchForm
from members.models import Member, Membership
from members.reveals import reveal
from partyportal.access import members_only, record_readers, signed_in
from partyportal.share import Share
from partyportal.vietnamese import today

MEMBERS_A_PAGE = 50
REVEALS_SHOWN = 50


@record_readers
@require_safe
def member_list(request):
    visible = Member.objects.visible_to(request.user, on=today())
    everyone = visible.in_any_cell(on=today())
    form = MemberSearchForm(request.GET, cells=_cells(request.user), on=today())
    found = form.filter(everyone)
    members = found.with_home_cell(on=today()).with_absence(on=today())
    page = Paginator(members, MEMBERS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "figures": _figures(found, everyone),
        "page": page,
        "rows": [record.Row(member, on=today()) for member in page],
        "today": today(),
    }
    return render(request, "members/member_list.html", context)


def _cells(user):
    # cells is not imported here, so its model is reached over the relation.
    cells = Membership._meta.get_field("cell").related_model.objects
    return cells.visible_to(user, on=today()).on(today())


def _figures(found, everyone):
    """How many were found of all, and how they divide; each with its base."""
    count = found.count()
    official = found.official(on=today()).count()
    return {
        "found": Share(part=count, whole=everyone.count(), of="đảng viên"),
        "official": Share(part=official, whole=count, of="đảng viên"),
        "probationary": Share(part=count - official, whole=count, of="đảng viên"),
    }


@record_readers
@require_safe
def member_detail(request, pk):
    members = Member.objects.visible_to(request.user, on=today())
    member = get_object_or_404(members, pk=pk)
    return _record_page(request, member)


@members_only
@require_safe
def own_record(request):
    return _record_page(request, request.user.member)


@signed_in
def member_reveal(request, pk, field):
    members = Member.objects.visible_to(request.user, on=today())
    member = get_object_or_404(members, pk=pk)
    if request.method != "POST":
        # Whoever had to sign in again comes back here; nothing is shown unasked.
        return redirect(_own_or(member, request.user))
    try:
        value = reveal(member, field, by=request.user)
    except LookupError:
        raise Http404 from None
    fact = record.revealed_fact(member, field, value)
    if request.headers.get("HX-Request"):
        return render(request, "members/_fact_value.html", {"fact": fact})
    return _record_page(request, member, revealed=fact)


def _own_or(member, user):
    return "members:own_record" if member.pk == user.member_id else member


def _record_page(request, member, revealed=None):
    """The record as its reader may see it; one's own says who else may."""
    duties = request.user.duties(on=today())
    is_own = member.pk == request.user.member_id
    may_see_reveals = is_own or duties.is_office or duties.is_administrator
    context = {
        "member": member,
        "summary": record.Summary(member, on=today()),
        "sections": record.sections(member, revealed),
        "history": record.History(member),
        "attendance": record.attendance_year(member, request.user, on=today()),
        "readers": record.readers_of(member, on=today()) if is_own else [],
        "reveals": _reveals(member) if may_see_reveals else None,
    }
    template = "members/own_record.html" if is_own else "members/member_detail.html"
    return render(request, template, context)


def _reveals(member):
    return member.reveals.select_related("user")[:REVEALS_SHOWN]
