"""Addresses of the pages that read across rooms."""

from django.urls import path

from placements.overview import cohort_views, invitation_views, learner_views, staff_views, views

urlpatterns = [
    path("", learner_views.home, name="home"),
    path("request/", learner_views.request_page, name="request"),
    path("agreement/", learner_views.agreement_page, name="agreement"),
    path("report/", learner_views.report_page, name="report"),
    path("journey/", learner_views.journey, name="journey"),
    path("learners/", staff_views.learners, name="learners"),
    path("learners/<int:practicum_id>/", staff_views.learner, name="learner"),
    path("cohorts/", cohort_views.cohorts, name="cohorts"),
    path("cohorts/<slug:code>/", cohort_views.cohort, name="cohort"),
    path("invitation/<str:token>/", invitation_views.invitation, name="invitation"),
    path("new-invitation/", invitation_views.new_invitation, name="new-invitation"),
    path("styleguide/", views.styleguide, name="styleguide"),
    path("source/", views.source, name="source"),
]
