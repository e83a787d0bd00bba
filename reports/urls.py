"""Addresses of briefings, ratings and year reports, below /noi-bo/."""

from django.urls import path

from reports import views

app_name = "reports"
urlpatterns = [
    path("giao-ban/", views.briefing_list, name="briefing_list"),
    path("giao-ban/<int:pk>/", views.briefing_detail, name="briefing_detail"),
    path("giao-ban/<int:pk>/cong-bo/", views.briefing_publish, name="briefing_publish"),
    path(
        "giao-ban/<int:pk>/rut-lai/", views.briefing_withdraw, name="briefing_withdraw"
    ),
    path("xep-loai/", views.campaign_list, name="campaign_list"),
    path("xep-loai/<int:year>/", views.campaign_detail, name="campaign_detail"),
    path("xep-loai/<int:year>/danh-sach/", views.rating_list, name="rating_list"),
    path("xep-loai/<int:year>/chot/", views.campaign_freeze, name="campaign_freeze"),
    path(
        "xep-loai/<int:year>/cap-nhat/",
        views.campaign_catch_up,
        name="campaign_catch_up",
    ),
    path("xep-loai/<int:year>/ghi/", views.rating_cells, name="rating_cells"),
    path(
        "xep-loai/<int:year>/ghi/<int:pk>/", views.rating_members, name="rating_members"
    ),
    path("xep-loai/<int:year>/hoan-tac/", views.rating_undo, name="rating_undo"),
    path(
        "xep-loai/<int:year>/quyet-dinh/", views.campaign_decide, name="campaign_decide"
    ),
    path("bao-cao/", views.year_list, name="year_list"),
    path("bao-cao/<int:year>/", views.year_report, name="year_report"),
    path(
        "bao-cao/<int:year>/doi-chieu/", views.year_comparison, name="year_comparison"
    ),
    path("bao-cao/<int:year>/<slug:figure>/", views.year_figure, name="year_figure"),
]
