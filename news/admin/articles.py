"""Django admin for articles: who writes and who publishes."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from news.admin.article_form import ArticleForm
from news.admin.illustrations import IllustrationInline
from news.admin.rows import NewsAdmin
from news.models import Article, State
from news.models.article import POSSIBLE
from news.previews import preview_token
from news.revisions import restore, revisions

# The buttons of an article, by the verbs of its model.
EVENTS = {
    "submit": "Gửi duyệt",
    "send_back": "Trả lại",
    "approve": "Duyệt",
    "publish": "Đăng ngay",
    "withdraw": "Gỡ bài",
}
# Django's buttons, which do not say that readers see at once what is saved.
SAVES = ["show_save", "show_save_and_continue", "show_save_and_add_another"]
GOES_LIVE = "Bài đang hiện trên cổng: bạn đọc thấy ngay bản vừa lưu."


class StateFilter(admin.SimpleListFilter):
    title = "trạng thái"
    parameter_name = "trang-thai"

    def lookups(self, request, model_admin):
        return State.choices

    def queryset(self, request, queryset):
        if self.value() in State:
            return queryset.in_state(self.value(), at=timezone.now())
        return queryset


class OwnFilter(admin.SimpleListFilter):
    title = "người soạn"
    parameter_name = "nguoi-soan"

    def lookups(self, request, model_admin):
        return [("toi", "Bài của tôi")]

    def queryset(self, request, queryset):
        return queryset.filter(author=request.user) if self.value() else queryset


@admin.register(Article)
class ArticleAdmin(NewsAdmin):
    form = ArticleForm
    fields = ["state", "sent_back", "category", "title", "lead", "body", "image"]
    fields += ["bylines", "tags", "published_at", "expires_at", "reason", "written_by"]
    fields += ["approved_at", "decided_by_name", "updated_at"]
    list_display = ["title", "state", "published_at", "category", "written_by"]
    # Its button would lead to a 404 as long as the article is a draft.
    view_on_site = False
    list_select_related = ["category", "author"]
    list_filter = [StateFilter, OwnFilter, "category", "published_at"]
    search_fields = ["title", "lead", "bylines"]
    autocomplete_fields = ["category", "image", "tags"]
    written_beside = ["image", "tags"]
    inlines = [IllustrationInline]
    actions = ["publish", "withdraw"]

    class Media:
        # On the list too, where a save leads.
        js = [forms.Script("article-autosave.js", defer=True)]

    @admin.display(description="trạng thái")
    def state(self, article):
        state = article.state(at=timezone.now()) if article.pk else State.DRAFT
        return state.label

    @admin.display(description="trả lại vì")
    def sent_back(self, article):
        return f"{article.return_reason} ({article.decided_by})"

    # In words: a link would lead to accounts, which are closed to news people.
    @admin.display(description="người soạn", ordering="author__name")
    def written_by(self, article):
        return str(article.author or self.get_empty_value_display())

    @admin.display(description="người duyệt")
    def decided_by_name(self, article):
        return str(article.decided_by or self.get_empty_value_display())

    # Who may do what

    def is_approved(self, row) -> bool:
        return row.is_approved

    def get_fields(self, request, obj=None):
        hidden = set()
        if not self.has_publish_permission(request):
            hidden.add("expires_at")
            # Nothing to read yet, and nothing that an editor could set.
            if not (obj and obj.published_at):
                hidden.add("published_at")
        if not obj:
            hidden |= {"state", "written_by", "updated_at"}
        if not (obj and obj.returned_at):
            hidden.add("sent_back")
        if not (obj and obj.is_approved):
            hidden |= {"approved_at", "decided_by_name"}
        if "send_back" not in self._possible(request, obj):
            hidden.add("reason")
        return [name for name in self.fields if name not in hidden]

    def get_readonly_fields(self, request, obj=None):
        fixed = ["state", "sent_back", "written_by", "approved_at", "decided_by_name"]
        fixed.append("updated_at")
        # What readers have seen is withdrawn, not moved to another hour.
        has_appeared = obj and obj.has_appeared(at=timezone.now())
        if has_appeared or not self.has_publish_permission(request):
            fixed.append("published_at")
        return fixed

    def _possible(self, request, article) -> list[str]:
        """The events that this user may make of an article, or of a new one."""
        article = article or Article()
        possible = POSSIBLE[article.state(at=timezone.now())]
        if self.has_publish_permission(request):
            return list(possible)
        return [name for name in possible if name == "submit"]

    # Saving, and what happens along with it

    def save_model(self, request, obj, form, change):
        # As it stood before this form changed its hour.
        before = Article.objects.get(pk=obj.pk) if change else None
        possible = self._possible(request, before)
        if not change:
            obj.author = request.user
        if obj.published_at and not obj.is_approved:
            obj.mark_approved(by=request.user)
        super().save_model(request, obj, form, change)
        for name in possible:
            if f"_{name}" in request.POST:
                getattr(self, f"_{name}")(request, obj, form)
        # Publishing says so itself.
        if "_publish" not in request.POST:
            self._tell_if_live(request, obj)

    def _tell_if_live(self, request, article):
        if article.is_published(at=timezone.now()):
            messages.success(request, GOES_LIVE)

    def _submit(self, request, article, form):
        article.submit()
        messages.success(request, "Bài đã được gửi, chờ người duyệt.")

    def _send_back(self, request, article, form):
        article.send_back(reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, "Bài đã được trả lại cho người soạn.")

    def _approve(self, request, article, form):
        article.approve(by=request.user)
        messages.success(request, "Bài đã duyệt; đặt giờ đăng thì bài tự hiện.")

    def _publish(self, request, article, form):
        article.publish(by=request.user)
        messages.success(request, "Bài đang hiện trên cổng.")

    def _withdraw(self, request, article, form):
        article.withdraw()
        messages.success(request, "Bài đã gỡ khỏi cổng.")

    def message_user(self, request, message, level=messages.INFO, extra_tags="", **how):
        # static/article-autosave.js then lets go of the copy in the browser.
        if level == messages.SUCCESS:
            extra_tags = f"{extra_tags} article-saved"
        super().message_user(request, message, level, extra_tags, **how)

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        may_save = not obj or self.has_change_permission(request, obj)
        possible = self._possible(request, obj) if may_save else []
        context["events"] = [(name, EVENTS[name]) for name in possible]
        if obj and obj.is_published(at=timezone.now()):
            # One button, whose words say what it does.
            context |= dict.fromkeys(SAVES, False) | {"goes_live": may_save}
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def shortcuts(self, row):
        now = timezone.now()
        if row.is_published(at=now):
            return [("Xem trên cổng", row.get_absolute_url())]
        if row.is_gone(at=now):
            return []
        address = reverse("news:article_preview", args=[preview_token(row)])
        return [("Xem trước bản đã lưu (đường dẫn dùng được 7 ngày)", address)]

    # Versions

    def hidden_in_history(self, user) -> set[str]:
        # The versions tell of it in words; among all changes it would stand as HTML.
        return {"body"}

    def history_view(self, request, object_id, extra_context=None):
        article = self.get_object(request, unquote(object_id))
        if article and request.method == "POST":
            return self._restore(request, article)
        context = {
            "may_restore": article and self.has_change_permission(request, article)
        }
        context["revisions"] = revisions(article) if article else []
        return super().history_view(request, object_id, context)

    def _restore(self, request, article):
        if not self.has_change_permission(request, article):
            raise PermissionDenied
        try:
            restore(article, int(request.POST.get("version", "")))
        except (ValueError, OverflowError, ObjectDoesNotExist):
            raise Http404 from None
        messages.success(request, "Đã lấy lại bản đã chọn; các bản sau vẫn còn đó.")
        self._tell_if_live(request, article)
        return redirect("admin:news_article_change", article.pk)

    # Lists

    @admin.action(description="Đăng ngay những bài đã duyệt", permissions=["publish"])
    def publish(self, request, queryset):
        # Others are read before: what was not approved is published from its page.
        articles = queryset.approved().select_for_update(of=["self"])
        for article in articles:
            article.publish(by=request.user)
        messages.success(request, f"Đã đăng {len(articles)} bài đã duyệt.")

    @admin.action(description="Gỡ bài", permissions=["publish"])
    def withdraw(self, request, queryset):
        for article in queryset.select_for_update(of=["self"]):
            article.withdraw()
        messages.success(
            request, "Đã gỡ những bài đang hiện trên cổng trong số đã chọn."
        )
