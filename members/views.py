"""Members: their list, their records, and fields shown when asked for."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST, require_safe

from members.models import Member
from partyportal.access import members_only, record_readers, signed_in
from partyportal.vietnamese import today


@record_readers
@require_safe
def member_list(request):
    members = Member.objects.visible_to(request.user, on=today())
    return render(request, "members/member_list.html", {"members": members})


@record_readers
@require_safe
def member_detail(request, pk):
    members = Member.objects.visible_to(request.user, on=today())
    member = get_object_or_404(members, pk=pk)
    return render(request, "members/member_detail.html", {"member": member})


@signed_in
@require_POST
def member_reveal(request, pk, field):
    members = Member.objects.visible_to(request.user, on=today())
    member = get_object_or_404(members, pk=pk)
    return render(request, "members/member_detail.html", {"member": member})


@members_only
@require_safe
def own_record(request):
    return render(
        request, "members/own_record.html", {"member": request.user.member}
    )
