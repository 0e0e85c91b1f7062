"""Addresses of the mailbox."""

from django.urls import path

from notifications import views

urlpatterns = [
    path("mailbox/", views.mailbox, name="mailbox"),
    path("mailbox/<int:message_id>/", views.mail, name="mailbox-mail"),
    path("mailbox/<int:message_id>/html/", views.mail_html, name="mailbox-html"),
]
