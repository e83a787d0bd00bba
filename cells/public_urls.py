"""Addresses of what anyone may ask about cells."""

from django.urls import path

from cells import views

urlpatterns = [
    path("xac-minh/", views.verify_form, name="verify_form"),
    path("xac-minh/<str:code>/", views.verify, name="verify"),
]
