"""Addresses of guidance."""

from django.urls import path

from placements.guidance import views

urlpatterns = [
    path("questions/", views.questions, name="questions"),
    path("meetings/", views.meetings, name="meetings"),
]
