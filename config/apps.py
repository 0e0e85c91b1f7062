"""The top of the house: settings, addresses, commands."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "config"
