"""Addresses of the process."""

from django.urls import path

from workflows import views

urlpatterns = [
    path("tasks/<int:item_id>/", views.task, name="task"),
    path("inbox/", views.inbox, name="inbox"),
    path("host/<str:public_id>/", views.host, name="host-page"),
    path("host/<str:public_id>/tasks/<int:item_id>/", views.host_task, name="host-task"),
]
