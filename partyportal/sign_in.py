"""Sign-in beyond what allauth brings: its limits, its mails, the demo password."""

import logging
from threading import Thread

from allauth.account import forms
from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.contrib.auth import get_user_model, password_validation
from django.db import transaction
from django.urls import reverse

from partyportal.vietnamese import today

logger = logging.getLogger(__name__)

# Printed by script/server and in the README, so everybody knows it.
DEMO_PASSWORD = "chibo-demo-2021"


class CommonPasswordValidator(password_validation.CommonPasswordValidator):
    """Django's list of passwords that everybody knows, and the one of the demo."""

    def __init__(self):
        super().__init__()
        self.passwords |= {DEMO_PASSWORD}


class ResetPasswordForm(forms.ResetPasswordForm):
    def clean_email(self):
        email = super().clean_email()
        # Addresses are stored as an administrator typed them, in whatever case.
        self.users = get_user_model().objects.filter(
            email__iexact=email, is_active=True
        )
        return email


class AccountAdapter(DefaultAccountAdapter):
    """What the portal does otherwise than allauth."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "demo_password": "Mật khẩu của bản dùng thử không dùng được ở đây. "
        "Đồng chí hãy đặt lại mật khẩu hoặc báo Văn phòng Đảng ủy xã.",
    }

    def is_open_for_signup(self, request):
        return False

    def authenticate(self, request, **credentials):
        if credentials["password"] == DEMO_PASSWORD and not settings.EMBEDDED_DATABASE:
            raise self.validation_error("demo_password")
        return super().authenticate(request, **credentials)

    def _get_login_attempts_cache_key(self, request, **credentials):
        # allauth adds the host, so each name of the server would give fresh guesses.
        return credentials["username"].lower()

    def login(self, request, user):
        super().login(request, user)
        request.session["used_on"] = str(today())

    def set_password(self, user, password):
        user.set_password(password)
        user.save(update_fields=["password"])
        # Whoever has just chosen a password is not kept waiting for wrong guesses.
        self._delete_login_attempts_cached_email(self.request, username=user.username)

    def get_password_change_redirect_url(self, request):
        return reverse("home")

    def send_password_reset_mail(self, user, email, context):
        # To the address on record: a look-alike of it may be somebody else's.
        super().send_password_reset_mail(user, user.email, context)

    def send_mail(self, template_prefix, email, context):
        """Send beside the answer, whose delay would tell that the account exists."""
        message = self.render_mail(template_prefix, email, context)
        thread = Thread(target=deliver, args=[message], name="mail")
        transaction.on_commit(thread.start)


def deliver(message) -> None:
    """Send a mail; a failure is logged without the address that servers repeat."""
    try:
        message.send()
    except OSError as error:
        logger.error("A mail could not be sent: %s", type(error).__name__)
