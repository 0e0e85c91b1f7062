"""Addresses of the journal."""

from django.urls import path, re_path

from placements.journal import absence_views, answer_views, host_views, views

urlpatterns = [
    path("journal/", views.journal, name="journal"),
    path("journal/absences/", absence_views.absences, name="absences"),
    path("journal/absences/<int:absence_id>/withdraw/", absence_views.withdraw, name="absence-withdraw"),
    path("journal/mentor/", absence_views.mentor_address, name="mentor-address"),
    path("journal/mentor/nudge/", absence_views.nudge, name="mentor-nudge"),
    re_path(r"^journal/(?P<month>[0-9]{4}-[0-9]{2})/$", views.journal_month, name="journal-month"),
    path("journal/<str:day>/", views.journal_day, name="journal-day"),
    path("journal/<str:day>/draft/", answer_views.draft, name="journal-draft"),
    path("journal/entries/<int:entry_id>/", views.journal_entry, name="journal-entry"),
    path("journal/entries/<int:entry_id>/withdraw/", views.withdraw, name="journal-withdraw"),
    path("journal/entries/<int:entry_id>/restore/", views.restore, name="journal-restore"),
    path("journal/entries/<int:entry_id>/accept/", answer_views.accept, name="journal-accept"),
    path("journal/entries/<int:entry_id>/contest/", answer_views.contest, name="journal-contest"),
    path("host/<str:public_id>/week/", host_views.week, name="host-week"),
    path("host/<str:public_id>/done/", host_views.receipt, name="host-receipt"),
]
