"""Django admin without a door of its own: it asks for the portal's sign-in."""

from django.contrib.admin.apps import AdminConfig


class PortalAdminConfig(AdminConfig):
    default_site = "partyportal.admin.PortalAdminSite"
