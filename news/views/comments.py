"""The pages where moderators decide on comments, and the office answers them."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from news.forms import CommentSearchForm, DecisionForm, ReplyForm
from news.models import Comment
from partyportal import history
from partyportal.access import comment_moderators, comment_readers, locked_if_post
from partyportal.vietnamese import today

ON_A_PAGE = 30
NONE_CHOSEN = "Chưa chọn ý kiến nào."
DECIDED_BEFORE = (
    "{} ý kiến vừa có người khác quyết định nên không thay đổi ở đây. "
    "Đồng chí xem ở mục “Đã duyệt” hoặc “Không đăng”."
)


@comment_readers
@require_safe
def comment_list(request):
    moderates = request.user.duties(on=today()).moderates_comments
    form = CommentSearchForm(request.GET, moderates=moderates)
    found = form.filter(Comment.objects.visible_to(request.user, on=today()))
    found = found.select_related("article__category", "decided_by", "replied_by")
    last = Comment.objects.last_decided(by=request.user, at=timezone.now())
    context = {
        "form": form,
        "moderates": moderates,
        "page": Paginator(found, ON_A_PAGE).get_page(request.GET.get("page")),
        "last": list(last) if moderates else [],
    }
    return render(request, "news/comment_list.html", context)


@comment_moderators
@require_POST
def comment_decide(request):
    visible = Comment.objects.visible_to(request.user, on=today())
    _decide(request, visible)
    # What was looked for stays so.
    query = request.GET.urlencode()
    return HttpResponseRedirect(f"{reverse('news:comment_list')}?{query}")


def _decide(request, comments):
    form = DecisionForm(request.POST, comments=comments)
    if form.is_valid():
        before = len(form.cleaned_data["comments"]) - form.decide(by=request.user)
        if before:
            messages.warning(request, DECIDED_BEFORE.format(before))
    else:
        messages.warning(request, NONE_CHOSEN)


@comment_readers
def comment_detail(request, pk):
    comments = Comment.objects.visible_to(request.user, on=today())
    comments = locked_if_post(comments.select_related("article__category"), request)
    comment = get_object_or_404(comments, pk=pk)
    moderates = request.user.duties(on=today()).moderates_comments
    form = ReplyForm(request.POST or None, comment=comment)
    if form.is_valid():
        comment.answer(form.cleaned_data["reply"], by=request.user)
        return _after_answer(request, comment, moderates=moderates)
    context = {
        "comment": comment,
        "form": form,
        "moderates": moderates,
        "steps": history.steps(comment),
    }
    return render(request, "news/comment_detail.html", context)


def _after_answer(request, comment, *, moderates):
    if moderates and "decision" in request.POST:
        _decide(request, Comment.objects.filter(pk=comment.pk))
        return redirect("news:comment_list")
    messages.success(request, "Đã lưu câu trả lời.")
    return redirect(comment)
