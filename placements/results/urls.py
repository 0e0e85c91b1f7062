"""Addresses of results."""

from django.urls import path

from placements.results import import_views, planning_views, retake_views, sheet_views, views

COHORT = "cohorts/<slug:code>"
urlpatterns = [
    path(f"{COHORT}/attendance/", views.attendance, name="attendance"),
    path(f"{COHORT}/attendance/new/", planning_views.session_new, name="session-new"),
    path(f"{COHORT}/attendance/<int:session_id>/", sheet_views.register, name="attendance-register"),
    path(f"{COHORT}/attendance/<int:session_id>/edit/", planning_views.session_edit, name="session-edit"),
    path(f"{COHORT}/exam/", views.exam, name="exam"),
    path(f"{COHORT}/exam/new/", planning_views.sitting_new, name="sitting-new"),
    path(f"{COHORT}/exam/<int:sitting_id>/", sheet_views.sitting, name="sitting"),
    path(f"{COHORT}/exam/<int:sitting_id>/edit/", planning_views.sitting_edit, name="sitting-edit"),
    path(f"{COHORT}/independent/", views.independent, name="independent"),
    path(f"{COHORT}/independent/new/", planning_views.task_new, name="task-new"),
    path(f"{COHORT}/independent/<int:task_id>/", sheet_views.independent_task, name="independent-task"),
    path(f"{COHORT}/independent/<int:task_id>/edit/", planning_views.task_edit, name="task-edit"),
    path(f"{COHORT}/results/import/", import_views.results_import, name="results-import"),
    path(f"{COHORT}/results/<str:kind>/form.<str:format_>", import_views.results_form, name="results-form"),
    path(f"{COHORT}/results/<str:kind>/export.<str:format_>", import_views.results_export, name="results-export"),
    path("exam/<int:sitting_id>/register/", retake_views.retake_register, name="retake-register"),
    path("exam/<int:sitting_id>/withdraw/", retake_views.retake_withdraw, name="retake-withdraw"),
]
