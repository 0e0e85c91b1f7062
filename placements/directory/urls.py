"""Addresses of the people directory."""

from django.urls import path

from placements.directory import removal_views, views, work_views

urlpatterns = [
    path("people/", views.people, name="people"),
    path("people/search/", views.search, name="people-search"),
    path("people/<int:person_id>/", views.person, name="person"),
    path("people/<int:person_id>/edit/", views.edit, name="person-edit"),
    path("people/<int:person_id>/code/", views.code, name="person-code"),
    path("people/<int:person_id>/substitutions/", work_views.substitutions, name="person-substitutions"),
    path("people/substitutions/<int:substitution_id>/end/", work_views.end, name="substitution-end"),
    path("people/<int:person_id>/handover/", work_views.handover, name="handover"),
    path("people/<int:person_id>/merge/", removal_views.merge, name="person-merge"),
    path("people/<int:person_id>/remove/", removal_views.remove, name="person-remove"),
]
