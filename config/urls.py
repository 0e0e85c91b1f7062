"""Every address of the service."""

from django.urls import URLPattern, URLResolver, path

from placements.overview import views as overview

urlpatterns: list[URLPattern | URLResolver] = [
    path("styleguide/", overview.styleguide, name="styleguide"),
    path("source/", overview.source, name="source"),
]

handler400 = "config.errors.bad_request"
handler403 = "config.errors.forbidden"
handler404 = "config.errors.not_found"
handler500 = "config.errors.server_error"
