"""Addresses of the companies."""

from django.urls import path

from placements.hosts import views

urlpatterns = [
    path("hosts/", views.hosts, name="hosts"),
    path("hosts/new/", views.host_new, name="host-new"),
    path("hosts/<int:host_id>/", views.company, name="host-company"),
    path("hosts/<int:host_id>/edit/", views.host_edit, name="host-edit"),
    path("hosts/<int:host_id>/places/new/", views.place_new, name="place-new"),
    path("hosts/<int:host_id>/places/<int:place_id>/", views.place_edit, name="place-edit"),
    path("hosts/<int:host_id>/contacts/new/", views.contact_new, name="contact-new"),
    path("hosts/<int:host_id>/contacts/<int:contact_id>/", views.contact_edit, name="contact-edit"),
    path("hosts/<int:host_id>/papers/new/", views.paper_new, name="paper-new"),
    path("hosts/<int:host_id>/papers/<int:paper_id>/", views.paper_edit, name="paper-edit"),
]
