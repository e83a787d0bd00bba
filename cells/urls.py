"""Addresses of cells and their meetings, below /noi-bo/."""

from django.urls import path

from cells import views

app_name = "cells"
urlpatterns = [
    path("hop/", views.meeting_list, name="meeting_list"),
    path("hop/viec/", views.task_list, name="task_list"),
    path("hop/viec/<uuid:pk>/", views.task_detail, name="task_detail"),
    path("hop/<uuid:pk>/", views.meeting_detail, name="meeting_detail"),
    path("hop/<uuid:pk>/ghi/", views.meeting_edit, name="meeting_edit"),
    path("hop/<uuid:pk>/thay-doi/", views.meeting_changes, name="meeting_changes"),
    path("hop/<uuid:pk>/niem-phong/", views.meeting_seal, name="meeting_seal"),
    path("hop/<uuid:pk>/hoan/", views.meeting_postpone, name="meeting_postpone"),
    path("hop/<uuid:pk>/dinh-chinh/", views.meeting_correct, name="meeting_correct"),
    path("hop/<uuid:pk>/xac-nhan/", views.meeting_confirm, name="meeting_confirm"),
    path("hop/<uuid:pk>/huy/", views.meeting_cancel, name="meeting_cancel"),
    path("hop/<uuid:pk>/giao/", views.meeting_delegate, name="meeting_delegate"),
    path("giao-viec/<int:pk>/thoi/", views.delegation_end, name="delegation_end"),
    path("chi-bo/<int:pk>/hop-moi/", views.meeting_create, name="meeting_create"),
    path("chi-bo/", views.cell_list, name="cell_list"),
    path("chi-bo/<int:pk>/", views.cell_detail, name="cell_detail"),
]
