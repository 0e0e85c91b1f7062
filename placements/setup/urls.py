"""Addresses of setting up a school."""

from django.urls import path

from placements.setup import file_views, first_views, rule_views, views

urlpatterns = [
    path("setup/", views.setup, name="setup"),
    path("setup/first/", first_views.first, name="setup-first"),
    path("setup/provider/", views.provider, name="setup-provider"),
    path("setup/trial-mail/", views.trial_mail, name="setup-trial-mail"),
    path("setup/files/", file_views.files, name="setup-files"),
    path("setup/files/drafts/<int:draft_id>/", file_views.draft, name="setup-draft"),
    path("setup/files/<slug:kind>/<int:version_id>/", file_views.version_file, name="setup-file"),
    path("rules/", rule_views.programmes, name="rules"),
    # Before the page itself: a code may hold a slash.
    path("rules/versions/<path:code>/", rule_views.versions, name="rules-versions"),
    path("rules/<path:code>/", rule_views.rules, name="rules-programme"),
]
