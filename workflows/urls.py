"""Addresses of the process."""

from django.urls import path

from workflows import about_views, enrolling_views, timeline_views, turning_views, views

urlpatterns = [
    path("tasks/<int:item_id>/", views.task, name="task"),
    path("tasks/<int:item_id>/code/", views.task_code, name="task-code"),
    path("inbox/", views.inbox, name="inbox"),
    path("inbox/<int:item_id>/", views.inbox_item, name="inbox-item"),
    path("inbox/<int:item_id>/snooze/", views.inbox_snooze, name="inbox-snooze"),
    path("learners/<int:practicum_id>/timeline/", timeline_views.timeline, name="timeline"),
    path("learners/<int:practicum_id>/turnings/", turning_views.turnings, name="turnings"),
    path("learners/<int:practicum_id>/turnings/<slug:code>/", turning_views.turning, name="turning"),
    path("learners/<int:practicum_id>/begin-again/", turning_views.again, name="begin-again"),
    path("files/<int:file_id>/", turning_views.stored_file, name="stored-file"),
    path("cohorts/<slug:code>/learners/new/", enrolling_views.learner_new, name="learner-new"),
    path("cohorts/<slug:code>/learners/import/", enrolling_views.learner_import, name="learner-import"),
    path("cohorts/<slug:code>/learners/sample.csv", enrolling_views.learner_sample, name="learner-sample"),
    path("host/<str:public_id>/me/", about_views.about, name="host-about"),
    path("host/<str:public_id>/", views.host, name="host-page"),
    path("host/<str:public_id>/tasks/<int:item_id>/", views.host_task, name="host-task"),
    path("host/<str:public_id>/tasks/<int:item_id>/code/", views.host_task_code, name="host-task-code"),
    path("host/<str:public_id>/tasks/<int:item_id>/done/", views.host_done, name="host-done"),
]
