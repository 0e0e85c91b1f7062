"""Every address of the service."""

from django.urls import URLPattern, URLResolver, include, path

from config.demo import views as demo

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("placements.cohorts.urls")),
    path("", include("placements.results.urls")),
    path("", include("placements.decisions.urls")),
    path("", include("placements.setup.urls")),
    path("", include("placements.certificates.verify_urls")),
    path("", include("placements.certificates.urls")),
    path("", include("placements.overview.urls")),
    path("", include("placements.people.urls")),
    # Before the journal, whose days would take its pages for days.
    path("", include("placements.journal.desk_urls")),
    path("", include("placements.journal.urls")),
    path("", include("placements.guidance.urls")),
    path("", include("placements.hosts.urls")),
    path("", include("placements.directory.urls")),
    path("", include("workflows.urls")),
    path("", include("notifications.urls")),
    path("demo/switch/", demo.switch, name="demo-switch"),
]

handler400 = "config.errors.bad_request"
handler403 = "config.errors.forbidden"
handler404 = "config.errors.not_found"
handler500 = "config.errors.server_error"
