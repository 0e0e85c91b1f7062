"""Addresses for everybody: verification, and what credentials refer to."""

from django.urls import path

from placements.certificates import credential_views, verify_views

urlpatterns = [
    path("v/", verify_views.verify_form, name="verify-form"),
    path("v/<str:typed>.json", verify_views.verify_json, name="verify-json"),
    path("v/<str:typed>/", verify_views.verify, name="verify"),
    path(".well-known/jwks.json", credential_views.jwks, name="jwks"),
    path("credentials/keys/<str:kid>.json", credential_views.key, name="credential-key"),
    path("credentials/issuer.json", credential_views.issuer, name="credential-issuer"),
    path(
        "credentials/achievements/<int:version_id>-<slug:kind>.json",
        credential_views.achievement,
        name="credential-achievement",
    ),
    path("credentials/revocations.json", credential_views.revocations, name="credential-revocations"),
    path("certificate/credential.jwt", credential_views.own_credential, name="credential"),
    path("register/<str:public_id>/credential.jwt", credential_views.register_credential, name="register-credential"),
]
