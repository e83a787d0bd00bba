"""The form below each article."""

from django import forms

from news.models import Comment
from news.tokens import form_token, is_good
from partyportal.fields import refuse_unwritable
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
