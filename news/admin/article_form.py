"""The form of an article, with its editor."""

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget
from django.templatetags.static import static

from news.models.article import NEEDS_REASON
from partyportal.admin import RecordForm
from partyportal.fields import TextFormField


class BodyInput(AdminTextareaWidget):
    """A text box that static/article-editor.js turns into an editor.

    Tiptap, as django-prose-editor bundles it, is fetched by its address. The widget of
    that package needs an import map, which is inline code, and a nonce to allow it.
    """

    class Media:
        css = {"all": ["reading.css"]}
        # Django admin puts its scripts before the page.
        js = [forms.Script("article-editor.js", defer=True)]

    def build_attrs(self, *args):
        address = static("vendor/django-prose-editor@0.28.0/editor.js")
        return {**super().build_attrs(*args), "data-article-editor": address}

    def use_required_attribute(self, initial):
        # The browser cannot point at a box that the editor hides.
        return False


class ArticleForm(RecordForm):
    beside = {
        "article_bylines_whole": "bylines",
        "article_hours_readable": "published_at",
    }
    reason = TextFormField(
        label="Lý do trả lại",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Chỉ dùng khi bấm Trả lại: nói rõ cần sửa gì.",
    )

    class Meta:
        widgets = {"body": BodyInput}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "body" in self.fields:
            # What is kept in the browser is kept for who typed it.
            attrs = self.fields["body"].widget.attrs
            attrs["data-article-account"] = self.by.pk

    def clean_tags(self):
        # One may have been merged while the page was open.
        return {tag.merged_into or tag for tag in self.cleaned_data["tags"]}

    def clean(self):
        cleaned = super().clean()
        if "_send_back" in self.data and not cleaned.get("reason"):
            self.add_error("reason", NEEDS_REASON)
        return cleaned
