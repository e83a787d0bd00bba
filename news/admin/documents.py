"""Django admin for documents: an editor enters them, a publisher shows them."""

from django import forms
from django.contrib import admin, messages
from django.utils.html import format_html

from news.admin.rows import NewsAdmin
from news.models import Document
from news.secrecy import DEGREES, REFUSED
from partyportal.admin import RecordForm


class DocumentForm(RecordForm):
    beside = {
        "document_text_is_nfc": "abstract",
        "document_number_once_a_day": "number",
    }
    # Asked each time and stored nowhere: there is only one answer that passes.
    secrecy = forms.ChoiceField(
        label="Độ mật",
        choices=[
            ("", "Hãy chọn"),
            ("none", "Không có độ mật"),
            *((degree, degree) for degree in DEGREES),
        ],
        help_text="Văn bản Mật, Tối mật, Tuyệt mật không được đưa lên cổng thông tin.",
    )

    def clean_secrecy(self):
        if self.cleaned_data["secrecy"] in DEGREES:
            # What came with it is dropped with the request.
            self.files.clear()
            raise forms.ValidationError(REFUSED, code="secret")
        return self.cleaned_data["secrecy"]


@admin.register(Document)
class DocumentAdmin(NewsAdmin):
    form = DocumentForm
    fields = ["secrecy", "number", "kind", "issued_on", "abstract", "file", "state"]
    readonly_fields = ["state"]
    list_display = ["number", "kind", "issued_on", "abstract", "state", "download"]
    list_filter = ["kind", "issued_on"]
    search_fields = ["number", "abstract"]
    view_on_site = False
    actions = ["publish", "withdraw"]

    def get_fields(self, request, obj=None):
        hidden = set() if obj else {"state"}
        if not self.has_change_permission(request, obj):
            # A question, with no answer kept to show.
            hidden.add("secrecy")
        return [name for name in self.fields if name not in hidden]

    @admin.display(description="trạng thái")
    def state(self, document):
        return document.state()

    @admin.display(description="tệp")
    def download(self, document):
        if not document.is_published:
            return None
        address = document.get_absolute_url()
        return format_html('<a href="{}">{}</a>', address, document.file_kind)

    def is_approved(self, row) -> bool:
        # Publishing is the one step of a document.
        return row.published_at is not None

    @admin.action(description="Đăng", permissions=["publish"])
    def publish(self, request, queryset):
        documents = list(queryset.select_for_update())
        for document in documents:
            document.publish()
        messages.success(request, f"Đã đăng {len(documents)} văn bản.")

    @admin.action(description="Gỡ", permissions=["publish"])
    def withdraw(self, request, queryset):
        for document in queryset.select_for_update():
            document.withdraw()
        messages.success(
            request, "Đã gỡ những văn bản đang hiện trên cổng trong số đã chọn."
        )
