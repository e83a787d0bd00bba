"""Django admin under the portal's own sign-in."""

from django.contrib import admin
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied


class PortalAdminSite(admin.AdminSite):
    site_title = "Quản trị cổng thông tin"
    site_header = "Quản trị cổng thông tin Đảng bộ xã"
    index_title = "Hồ sơ và số liệu"

    def login(self, request, extra_context=None):
        """Send to the one door of the portal; who is inside already has no right here."""
        if request.user.is_authenticated:
            raise PermissionDenied
        return redirect_to_login(request.GET.get("next") or "/quan-tri/")
