"""Addresses of members' records, below /noi-bo/dang-vien/."""

from django.urls import path

from members import views

app_name = "members"
urlpatterns = [
    path("", views.member_list, name="member_list"),
    path("toi/", views.own_record, name="own_record"),
    path("<int:pk>/", views.member_detail, name="member_detail"),
    path("<int:pk>/xem/<slug:field>/", views.member_reveal, name="member_reveal"),
]
