"""Every address of the portal: public pages, and what lies behind the sign-in."""

from django.contrib import admin
from django.urls import include, path

from partyportal import views

urlpatterns = [
    path("", views.front, name="front"),
    path("healthz", views.health, name="health"),
    path("robots.txt", views.robots, name="robots"),
    # Before the others, as nothing is read as often.
    path("", include("news.urls")),
    path("noi-bo/", views.home, name="home"),
    path("noi-bo/", include("cells.urls")),
    path("noi-bo/", include("reports.urls")),
    path("noi-bo/", include("members.urls")),
    path("", include("cells.public_urls")),
    path("quan-tri/", admin.site.urls),
    path("", include("partyportal.accounts")),
]
