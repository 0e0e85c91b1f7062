"""Addresses of decisions."""

from django.urls import path

from placements.decisions import cohort_views, learner_views, staff_views, withdraw_views

urlpatterns = [
    path("decision/", learner_views.decision, name="decision"),
    path("decisions/", cohort_views.decisions, name="decisions"),
    path("decisions/<int:enrolment_id>/", staff_views.decision_of, name="decision-of"),
    path("decisions/<int:enrolment_id>/withdraw/", withdraw_views.decision_withdraw, name="decision-withdraw"),
    path("cohorts/<slug:code>/decisions/", cohort_views.cohort_decisions, name="cohort-decisions"),
    path("cohorts/<slug:code>/decisions/decisions.csv", cohort_views.decisions_csv, name="decisions-csv"),
]
