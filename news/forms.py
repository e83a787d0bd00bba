"""The form below each article, and those of the people who read what it brings."""

from django import forms
from django.db import models

from news.models import Comment, Document
from news.models.comment import EMAIL_KEPT_DAYS
from news.tokens import is_good
from partyportal.fields import (
    NO_SUCH_YEAR,
    YEARS,
    LineFormField,
    TextFormField,
    refuse_unwritable,
)
from partyportal.vietnamese import clean_text

EXPIRED = (
    "Trang này mở đã lâu nên chưa gửi được. Những gì đã viết vẫn còn bên dưới; "
    "xin bấm gửi lần nữa."
)
UNMARKED = "none"
State = Comment.State
TOO_MANY = {
    "network": "Từ mạng bạn đang dùng vừa có nhiều ý kiến gửi đến. "
    "Những gì đã viết vẫn còn bên dưới; xin gửi lại sau một giờ.",
    "article": "Bài này vừa nhận rất nhiều ý kiến. Những gì đã viết vẫn còn bên dưới; "
    "xin gửi lại sau một giờ.",
}
REPLIED_SINCE = (
    "Sau khi đồng chí mở trang, đã có người {}. Bản của đồng chí còn trong ô này và "
    "chưa được lưu. Muốn thay bằng bản này thì đồng chí bấm lưu lần nữa."
)
SHOWS_ADDRESS = (
    "Ô này sẽ hiện công khai mà có ghi địa chỉ email của bạn. Xin bỏ địa chỉ ấy đi."
)


class CommentForm(forms.ModelForm):
    """Name, e-mail and opinion; a signed token stands for the cookie there is not.

    The template writes what people do not see: `token`, `seconds`, and `website`, which
    programs fill in that fill in every field.
    """

    email_kept_days = EMAIL_KEPT_DAYS

    class Meta:
        model = Comment
        fields = ["name", "email", "text"]
        labels = {"name": "Họ tên", "email": "Email", "text": "Ý kiến"}
        help_texts = {
            "email": "Email không hiển thị công khai; chỉ người duyệt thấy, "
            f"và bị xóa sau {EMAIL_KEPT_DAYS} ngày.",
            "text": "Không quá 2.000 ký tự. Ý kiến được duyệt trước khi đăng.",
        }
        error_messages = {
            "name": {"required": "Xin cho biết họ tên."},
            "email": {
                "required": "Xin cho biết địa chỉ email.",
                "invalid": "Địa chỉ email chưa đúng, ví dụ đúng: ten@example.com.",
            },
            "text": {
                "required": "Xin viết ý kiến.",
                "max_length": "Ý kiến dài %(show_value)s ký tự; "
                "xin rút xuống còn %(limit_value)s ký tự.",
            },
        }
        widgets = {
            "name": forms.TextInput(attrs={"autocomplete": "name"}),
            "email": forms.EmailInput(attrs={"autocomplete": "email"}),
            "text": forms.Textarea(attrs={"rows": 6}),
        }

    def __init__(self, *args, article, at, **kwargs):
        super().__init__(*args, **kwargs)
        self.article, self.at = article, at

    def clean_email(self):
        # Checked before as an address; the database holds it to NFC besides.
        email = clean_text(self.cleaned_data["email"])
        refuse_unwritable(email)
        return email

    def clean(self):
        cleaned = super().clean()
        email = cleaned.get("email", "").lower()
        for name in ("name", "text"):
            if email and email in cleaned.get(name, "").lower():
                self.add_error(name, SHOWS_ADDRESS)
        if not is_good(self.data.get("token", ""), self.article.pk, at=self.at):
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
        label="Năm",
        min_value=YEARS.start,
        max_value=YEARS.stop - 1,
        required=False,
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"), NO_SUCH_YEAR
        ),
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


class CommentSearchForm(forms.Form):
    """Narrow the comments that a moderator reads, those that wait first of all."""

    state = forms.ChoiceField(label="Trạng thái", choices=State, required=False)
    reason = forms.ChoiceField(
        label="Dấu hiệu",
        choices=[("", "Tất cả"), (UNMARKED, "Không có"), *Comment.Reason.choices],
        required=False,
    )
    q = LineFormField(
        label="Tên, lời hoặc bài",
        required=False,
        max_length=100,
        widget=forms.TextInput(
            attrs={"type": "search", "placeholder": "không cần gõ dấu"}
        ),
    )

    def __init__(self, *args, moderates, **kwargs):
        super().__init__(*args, **kwargs)
        if not moderates:
            del self.fields["state"], self.fields["reason"]

    def filter(self, comments):
        """Narrow `comments`; a choice that makes no sense narrows nothing."""
        self.is_valid()
        chosen = self.cleaned_data
        if "state" in self.fields:
            comments = comments.filter(state=chosen.get("state") or State.WAITING)
        if chosen.get("q"):
            comments = comments.search(chosen["q"])
        if chosen.get("reason") == UNMARKED:
            return comments.filter(reasons=[])
        if chosen.get("reason"):
            return comments.filter(reasons__contains=[chosen["reason"]])
        return comments


class DecisionForm(forms.Form):
    """Which comments were decided on: those ticked, or the one beside a button."""

    class Decision(models.TextChoices):
        APPROVE = "approve", "Duyệt đăng"
        REFUSE = "refuse", "Không đăng"
        RECONSIDER = "reconsider", "Đưa về chờ duyệt"
        UNDO = "undo", "Hoàn tác"

    decision = forms.ChoiceField(choices=Decision)
    comments = forms.ModelMultipleChoiceField(queryset=None)

    def __init__(self, *args, comments, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["comments"].queryset = comments

    def decide(self, *, by) -> int:
        """Do what was chosen and say on how many comments it had still to be done."""
        comments = self.cleaned_data["comments"]
        match self.cleaned_data["decision"]:
            case self.Decision.APPROVE:
                return comments.approve(by=by)
            case self.Decision.REFUSE:
                return comments.refuse(by=by)
            case self.Decision.UNDO:
                # What another moderator decided since then is theirs.
                return comments.filter(decided_by=by).reconsider()
        return comments.reconsider()


class ReplyForm(forms.Form):
    """The answer, and the one that stood there when the form was opened.

    What somebody else wrote meanwhile stays, unless the form is sent once more.
    """

    reply = TextFormField(
        label="Trả lời của Văn phòng Đảng ủy xã",
        required=False,
        max_length=2000,
        help_text="Hiện dưới ý kiến, không kèm tên người viết. "
        "Để trống thì không còn câu trả lời.",
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    was = TextFormField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, comment, **kwargs):
        self.stored = comment.reply
        initial = {"reply": self.stored, "was": self.stored}
        super().__init__(*args, initial=initial, **kwargs)

    def clean_was(self):
        reply, was = self.cleaned_data.get("reply"), self.cleaned_data["was"]
        if reply == was:
            # Sent along with a decision, and not touched.
            self.cleaned_data["reply"] = self.stored
        elif self.stored not in (was, reply):
            self._ask_again()
        return was

    def _ask_again(self):
        # Sent once more, it is meant to take the place of what is stored now.
        self.data = {**self.data.dict(), "was": self.stored}
        replied = "lưu một câu trả lời khác (bản ấy ở ngay phía trên)"
        since = replied if self.stored else "bỏ câu trả lời"
        self.add_error("reply", REPLIED_SINCE.format(since))
