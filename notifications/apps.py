"""Outbox, delivery and channels."""

from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "notifications"
