"""Addresses of the school's pages of a journal, and of the printed journal."""

from django.urls import path

from placements.journal import desk_views, paper_views, printing_views

urlpatterns = [
    path("learners/<int:practicum_id>/journal/", desk_views.desk_journal_page, name="learner-journal"),
    path("learners/<int:practicum_id>/journal/open/", desk_views.open_late_day, name="open-day"),
    path("learners/<int:practicum_id>/confirm/", desk_views.confirm_for, name="confirm-for"),
    path("learners/<int:practicum_id>/sheet/", printing_views.week_sheet, name="week-sheet"),
    path("learners/<int:practicum_id>/journal/print/", printing_views.learner_journal, name="learner-journal-print"),
    path(
        "learners/<int:practicum_id>/journal/print/journal.pdf",
        printing_views.learner_journal_pdf,
        name="learner-journal-pdf",
    ),
    path("j/<int:practicum_id>/", paper_views.journal_paper, name="journal-paper"),
    path("journal/print/", printing_views.own_journal, name="journal-print"),
    path("journal/print/journal.pdf", printing_views.own_journal_pdf, name="journal-pdf"),
]
