"""Addresses of the sign-in, listed one by one: there is no sign-up."""

from functools import wraps

from allauth.account import views
from allauth.mfa.base import views as two_steps
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from django.db import transaction
from django.urls import path, re_path


def account_page(view):
    """Mark a page of the sign-in; allauth marks those that open without one."""

    @wraps(view)
    def marked(request, **parts):
        return view(request, **parts)

    marked.readers = "account"
    return marked


def counting_page(view):
    """Mark an account page that counts wrong guesses.

    Each count is written at once: other workers wait for it no longer than it takes,
    and it stays whatever becomes of the request.
    """
    return account_page(transaction.non_atomic_requests(view))


login = counting_page(views.login)
logout = account_page(views.logout)
account_inactive = account_page(views.account_inactive)
reauthenticate = account_page(views.reauthenticate)
password_change = account_page(views.password_change)
password_reset = account_page(views.password_reset)
password_reset_done = account_page(views.password_reset_done)
password_reset_from_key = account_page(views.password_reset_from_key)
password_reset_from_key_done = account_page(views.password_reset_from_key_done)
mfa_index = account_page(two_steps.index)
mfa_authenticate = counting_page(two_steps.authenticate)
mfa_reauthenticate = account_page(two_steps.reauthenticate)
activate_totp = account_page(totp.activate_totp)
deactivate_totp = account_page(totp.deactivate_totp)
view_recovery_codes = account_page(recovery_codes.view_recovery_codes)
generate_recovery_codes = account_page(recovery_codes.generate_recovery_codes)

urlpatterns = [
    path("dang-nhap/", login, name="account_login"),
    path("dang-nhap/da-khoa/", account_inactive, name="account_inactive"),
    path("dang-nhap/lai/", reauthenticate, name="account_reauthenticate"),
    path("dang-xuat/", logout, name="account_logout"),
    path("mat-khau/doi/", password_change, name="account_change_password"),
    path("mat-khau/quen/", password_reset, name="account_reset_password"),
    path(
        "mat-khau/quen/da-gui/",
        password_reset_done,
        name="account_reset_password_done",
    ),
    path(
        "mat-khau/quen/xong/",
        password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    # Last of its kind: "da-gui" would be a key as well.
    re_path(
        r"^mat-khau/quen/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("dang-nhap/hai-buoc/", mfa_index, name="mfa_index"),
    path("dang-nhap/hai-buoc/ma/", mfa_authenticate, name="mfa_authenticate"),
    path("dang-nhap/hai-buoc/lai/", mfa_reauthenticate, name="mfa_reauthenticate"),
    path("dang-nhap/hai-buoc/bat/", activate_totp, name="mfa_activate_totp"),
    path("dang-nhap/hai-buoc/tat/", deactivate_totp, name="mfa_deactivate_totp"),
    path(
        "dang-nhap/hai-buoc/ma-du-phong/",
        view_recovery_codes,
        name="mfa_view_recovery_codes",
    ),
    path(
        "dang-nhap/hai-buoc/ma-du-phong/moi/",
        generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
]
