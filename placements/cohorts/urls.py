"""Addresses of cohorts; the list and a cohort's own page read across rooms and live above."""

from django.urls import path

from placements.cohorts import people_views, views

urlpatterns = [
    path("cohorts/new/", views.cohort_new, name="cohort-new"),
    path("cohorts/<slug:code>/edit/", views.cohort_edit, name="cohort-edit"),
    path("cohorts/<slug:code>/people/", people_views.cohort_people, name="cohort-people"),
    path(
        "cohorts/<slug:code>/people/<int:person_id>/invitation/",
        people_views.invitation_resend,
        name="invitation-resend",
    ),
]
