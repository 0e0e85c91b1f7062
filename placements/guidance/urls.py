"""Addresses of guidance."""

from django.urls import path

from placements.guidance import concern_views, views

urlpatterns = [
    path("questions/", views.questions, name="questions"),
    path("concern/", concern_views.concern, name="concern"),
    path("meetings/", views.meetings, name="meetings"),
]
