"""Addresses of cells and their meetings, below /noi-bo/."""

from django.urls import path

from cells import views

app_name = "cells"
urlpatterns = []
