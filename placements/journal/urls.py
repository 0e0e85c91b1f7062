"""Addresses of the journal."""

from django.urls import path

from placements.journal import host_views, views

urlpatterns = [
    path("journal/", views.journal, name="journal"),
    path("journal/<str:day>/", views.journal_day, name="journal-day"),
    path("journal/entries/<int:entry_id>/", views.journal_entry, name="journal-entry"),
    path("journal/entries/<int:entry_id>/withdraw/", views.withdraw, name="journal-withdraw"),
    path("host/<str:public_id>/week/", host_views.week, name="host-week"),
    path("host/<str:public_id>/done/", host_views.receipt, name="host-receipt"),
]
