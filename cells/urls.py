"""Addresses of cells and their meetings, below /noi-bo/."""

from django.urls import path

from cells import views

app_name = "cells"
urlpatterns = [
    path("chi-bo/", views.cell_list, name="cell_list"),
    path("chi-bo/<int:pk>/", views.cell_detail, name="cell_detail"),
]
