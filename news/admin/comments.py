"""Django admin for comments: who decides on what readers write."""

from django.contrib import admin, messages
from django.db.models import Case, When

from news.models import Comment
from partyportal.admin import ReadOnlyAdmin


@admin.register(Comment)
class CommentAdmin(ReadOnlyAdmin):
    """The queue: what waits stands first."""

    fields = ["about", "name", "email", "text", "sent_at", "state"]
    fields += ["moderator", "decided_at"]
    list_display = ["text", "name", "state", "about", "sent_at"]
    list_select_related = ["article", "decided_by"]
    list_filter = ["state", "sent_at"]
    readonly_fields = ["about", "moderator"]
    search_fields = ["name", "article__title"]
    ordering = [Case(When(state="waiting", then=0), default=1), "-sent_at"]
    actions = ["approve", "refuse", "reconsider"]

    # In words, as the rows behind them are closed to moderators.
    @admin.display(description="bài viết", ordering="article__title")
    def about(self, comment):
        return str(comment.article)

    @admin.display(description="người quyết định", ordering="decided_by__name")
    def moderator(self, comment):
        return comment.decided_by and str(comment.decided_by)

    def has_decide_permission(self, request):
        return request.user.has_perm("news.decide_comment")

    def shortcuts(self, row):
        # The moderator reads what the comment is about.
        return [("Xem bài viết", row.article.get_absolute_url())]

    @admin.action(description="Duyệt đăng", permissions=["decide"])
    def approve(self, request, queryset):
        # Counted before: decided ones leave the list that asks for who waits.
        comments = list(queryset.select_for_update(of=["self"]))
        for comment in comments:
            comment.approve(by=request.user)
        messages.success(request, f"Đã duyệt {len(comments)} ý kiến.")

    @admin.action(description="Không đăng", permissions=["decide"])
    def refuse(self, request, queryset):
        comments = list(queryset.select_for_update(of=["self"]))
        for comment in comments:
            comment.refuse(by=request.user)
        messages.success(request, f"{len(comments)} ý kiến sẽ không đăng.")

    @admin.action(description="Đưa về chờ duyệt", permissions=["decide"])
    def reconsider(self, request, queryset):
        comments = list(queryset.select_for_update(of=["self"]))
        for comment in comments:
            comment.reconsider()
        messages.success(request, f"{len(comments)} ý kiến lại chờ duyệt.")
