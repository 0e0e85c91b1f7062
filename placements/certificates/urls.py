"""Addresses of issued documents; verification has its own."""

from django.urls import path

from placements.certificates import batch_views, file_views, learner_views, register_views

urlpatterns = [
    path("certificate/", learner_views.certificate, name="certificate"),
    path("certificate/<slug:public_id>/language/", learner_views.certificate_language, name="certificate-language"),
    path("register/", register_views.register, name="register"),
    path("register/<slug:public_id>/", register_views.document, name="register-document"),
    path("register/<slug:public_id>/language/", register_views.document_language, name="register-language"),
    path("register/<slug:public_id>/files/<int:ordinal>/", file_views.document_file, name="document-file"),
    path("register/<slug:public_id>/<slug:act>/", register_views.document_act, name="register-act"),
    path("cohorts/<slug:code>/documents/", batch_views.cohort_documents, name="cohort-documents"),
    path(
        "cohorts/<slug:code>/documents/progress/",
        batch_views.cohort_documents_progress,
        name="cohort-documents-progress",
    ),
]
