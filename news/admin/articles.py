"""Django admin for articles: who writes and who publishes."""

from django.contrib import admin, messages
from django.utils import timezone

from news.admin.illustrations import IllustrationInline
from news.models import Article, Category
from partyportal.admin import RecordAdmin, RecordForm
from partyportal.vietnamese import today


class NewsAdmin(RecordAdmin):
    """What was published is withdrawn, and drafts stay: nothing is deleted."""

    def takes_back(self, duties) -> bool:
        return False


class CategoryForm(RecordForm):
    beside = {"category_text_is_nfc": "name"}


@admin.register(Category)
class CategoryAdmin(NewsAdmin):
    form = CategoryForm
    fields = list_display = ["name", "slug", "position"]
    search_fields = ["name"]


class ArticleForm(RecordForm):
    beside = {"article_byline_whole": "byline_name"}


class StateFilter(admin.SimpleListFilter):
    title = "trạng thái"
    parameter_name = "trang-thai"

    def lookups(self, request, model_admin):
        return [
            ("nhap", "Bản nháp"),
            ("hen", "Chờ đến giờ"),
            ("dang", "Đã đăng"),
            ("go", "Đã gỡ"),
        ]

    def queryset(self, request, queryset):
        now = timezone.now()
        match self.value():
            case "nhap":
                return queryset.filter(published_at=None)
            case "hen":
                return queryset.filter(published_at__gt=now)
            case "dang":
                return queryset.published(at=now)
            case "go":
                return queryset.filter(withdrawn_at__isnull=False)
        return queryset


@admin.register(Article)
class ArticleAdmin(NewsAdmin):
    form = ArticleForm
    fields = ["category", "title", "lead", "body", "image", "byline_role"]
    fields += ["byline_name", "published_at", "state", "written_by", "updated_at"]
    list_display = ["title", "state", "published_at", "category"]
    # Its button would lead to a 404 as long as the article is a draft.
    view_on_site = False
    list_select_related = ["category", "author"]
    list_filter = [StateFilter, "category", "published_at"]
    search_fields = ["title", "lead", "byline_name"]
    autocomplete_fields = ["category", "image"]
    inlines = [IllustrationInline]
    actions = ["publish", "withdraw"]

    @admin.display(description="trạng thái")
    def state(self, article):
        return article.state(at=timezone.now()) if article.pk else None

    # In words: a link would lead to accounts, which are closed to news people.
    @admin.display(description="người soạn", ordering="author__name")
    def written_by(self, article):
        return article.author and str(article.author)

    def has_publish_permission(self, request):
        return request.user.has_perm("news.publish_article")

    def has_change_permission(self, request, obj=None):
        # What readers see, or will see at its hour, is changed by who may publish it.
        is_theirs = obj is None or obj.published_at is None
        return super().has_change_permission(request, obj) and (
            is_theirs or request.user.duties(on=today()).publishes_news
        )

    def get_readonly_fields(self, request, obj=None):
        fixed = ["state", "written_by", "updated_at"]
        if not self.has_publish_permission(request) or (obj and obj.is_withdrawn):
            fixed.append("published_at")
        return fixed

    def save_model(self, request, obj, form, change):
        if not change:
            obj.author = request.user
        super().save_model(request, obj, form, change)

    def shortcuts(self, row):
        if row.is_published(at=timezone.now()):
            return [("Xem trên cổng", row.get_absolute_url())]
        return []

    @admin.action(description="Đăng ngay", permissions=["publish"])
    def publish(self, request, queryset):
        for article in queryset.select_for_update(of=["self"]):
            article.publish()
        messages.success(request, f"Đã đăng {queryset.count()} bài.")

    @admin.action(description="Gỡ bài", permissions=["publish"])
    def withdraw(self, request, queryset):
        for article in queryset.select_for_update(of=["self"]):
            article.withdraw()
        messages.success(request, "Những bài đã đăng trong số này nay được gỡ.")
