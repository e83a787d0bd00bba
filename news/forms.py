"""The form below each article, and what narrows the list of documents."""

from django import forms

from news.models import Comment, Document
from news.tokens import form_token, is_good
from partyportal.fields import YEARS, refuse_unwritable
from partyportal.vietnamese import clean_text

EXPIRED = (
    "Trang này mở đã lâu nên chưa gửi được. Những gì đã viết vẫn còn bên dưới; "
    "xin bấm gửi lần nữa."
)
NOT_A_READER = (
    "Xin để trống ô “Trang web” rồi gửi lại; ô đó chỉ để bắt máy gửi thư rác."
)
TOO_MANY = (
    "Mạng này vừa gửi nhiều ý kiến. Những gì đã viết vẫn còn bên dưới; "
    "xin gửi lại sau một giờ."
)


class CommentForm(forms.ModelForm):
    """Name, e-mail and opinion; a signed token stands for the cookie there is not."""

    token = forms.CharField(widget=forms.HiddenInput, required=False)
    # People do not see it; programs that fill in every field do.
    website = forms.CharField(label="Trang web", required=False)

    class Meta:
        model = Comment
        fields = ["name", "email", "text"]
        labels = {"name": "Họ tên", "email": "Email", "text": "Ý kiến"}
        help_texts = {
            "email": "Email không hiển thị công khai; "
            "Ban biên tập chỉ dùng khi cần hỏi lại.",
            "text": "Không quá 2.000 ký tự. Ý kiến được duyệt trước khi đăng.",
        }
        error_messages = {
            "name": {"required": "Xin cho biết họ tên."},
            "email": {
                "required": "Xin cho biết địa chỉ email.",
                "invalid": "Địa chỉ email chưa đúng, ví dụ đúng: ten@example.com.",
            },
            "text": {"required": "Xin viết ý kiến."},
        }
        widgets = {
            "name": forms.TextInput(attrs={"autocomplete": "name"}),
            "email": forms.EmailInput(attrs={"autocomplete": "email"}),
            "text": forms.Textarea(attrs={"rows": 6}),
        }

    def __init__(self, *args, article, at, **kwargs):
        super().__init__(*args, **kwargs)
        self.article, self.at = article, at
        self.fields["website"].widget.attrs = {"autocomplete": "off", "tabindex": "-1"}

    def clean_email(self):
        # Checked before as an address; the database holds it to NFC besides.
        email = clean_text(self.cleaned_data["email"])
        refuse_unwritable(email)
        return email

    @property
    def fresh_token(self) -> str:
        """The token of the page that is being made, whichever was sent."""
        return form_token(self.article.pk, at=self.at)

    @property
    def shown_fields(self):
        return [self[name] for name in self.Meta.fields]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("website"):
            raise forms.ValidationError(NOT_A_READER)
        if not is_good(cleaned.get("token", ""), self.article.pk, at=self.at):
            raise forms.ValidationError(EXPIRED)
        return cleaned

    @property
    def sent(self) -> dict:
        """What Comment.objects.receive() takes of the form."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class DocumentFilter(forms.Form):
    """Narrows the list of documents by words, kind and year."""

    q = forms.CharField(label="Số hoặc trích yếu", max_length=100, required=False)
    loai = forms.ChoiceField(
        label="Loại",
        choices=[("", "Tất cả"), *Document.Kind.choices],
        required=False,
    )
    nam = forms.IntegerField(
        label="Năm", min_value=YEARS.start, max_value=YEARS.stop - 1, required=False
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, look in [("q", "control"), ("loai", "select"), ("nam", "control")]:
            self.fields[name].widget.attrs["class"] = f"form-{look}"

    def filter(self, documents):
        """What is asked for; a part of the question that makes no sense is left out."""
        self.is_valid()
        asked = self.cleaned_data
        if words := asked.get("q"):
            documents = documents.found(words)
        if kind := asked.get("loai"):
            documents = documents.filter(kind=kind)
        if year := asked.get("nam"):
            documents = documents.filter(issued_on__year=year)
        return documents
