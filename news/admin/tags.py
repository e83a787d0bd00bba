"""Django admin for tags."""

from django.contrib import admin, messages
from django.db.models import Count

from news.admin.rows import NewsAdmin
from news.models import Stamp, Tag
from partyportal.admin import RecordForm


class TagForm(RecordForm):
    beside = {"tag_text_is_nfc": "name"}


@admin.register(Tag)
class TagAdmin(NewsAdmin):
    form = TagForm
    fields = ["name"]
    list_display = ["name", "slug", "number_of_articles"]
    search_fields = ["name"]
    actions = ["merge"]

    def get_queryset(self, request):
        tags = super().get_queryset(request).unmerged()
        return tags.annotate(count=Count("articles"))

    def get_object(self, request, object_id, from_field=None):
        if request.method == "POST":
            Stamp.objects.hold()
        return super().get_object(request, object_id, from_field)

    def is_approved(self, row) -> bool:
        # The tag of an approved article is as much approved as its words.
        return row.articles.approved().exists()

    @admin.display(description="số bài", ordering="count")
    def number_of_articles(self, tag):
        return tag.count

    def has_merge_permission(self, request):
        return request.user.has_perm("news.merge_tag")

    @admin.action(description="Gộp thành một thẻ", permissions=["merge"])
    def merge(self, request, queryset):
        tags = sorted(queryset, key=lambda tag: (-tag.count, tag.pk))
        if len(tags) < 2:
            # One chosen, or somebody else has just merged the others.
            messages.warning(request, "Hãy chọn từ hai thẻ trở lên.")
            return
        first, *others = tags
        for tag in others:
            tag.merge_into(first)
        messages.success(
            request, f"Đã gộp {len(others)} thẻ vào “{first}”, thẻ có nhiều bài nhất."
        )
