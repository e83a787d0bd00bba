"""Addresses of members and of admissions, below /noi-bo/."""

from django.urls import path

from members import views

app_name = "members"
urlpatterns = [
    path("dang-vien/", views.member_list, name="member_list"),
    path("dang-vien/toi/", views.own_record, name="own_record"),
    path("dang-vien/<int:pk>/", views.member_detail, name="member_detail"),
    path(
        "dang-vien/<int:pk>/xem/<slug:field>/",
        views.member_reveal,
        name="member_reveal",
    ),
    path("ket-nap/", views.admission_list, name="admission_list"),
    path("ket-nap/moi/", views.admission_create, name="admission_create"),
    path("ket-nap/<int:pk>/", views.admission_detail, name="admission_detail"),
    path("ket-nap/<int:pk>/buoc/", views.admission_step, name="admission_step"),
    path(
        "ket-nap/<int:pk>/buoc/<slug:kind>/sua/",
        views.admission_correct,
        name="admission_correct",
    ),
    path("ket-nap/<int:pk>/thoi/", views.admission_end, name="admission_end"),
    path(
        "ket-nap/<int:pk>/xem/<slug:field>/",
        views.admission_reveal,
        name="admission_reveal",
    ),
]
