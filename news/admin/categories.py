"""Django admin for categories."""

from django.contrib import admin

from news.admin.rows import NewsAdmin
from news.models import Category
from partyportal.admin import RecordForm


class CategoryForm(RecordForm):
    beside = {"category_text_is_nfc": "name"}


@admin.register(Category)
class CategoryAdmin(NewsAdmin):
    form = CategoryForm
    fields = list_display = ["name", "slug", "position"]
    search_fields = ["name"]
