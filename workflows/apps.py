"""The process."""

from django.apps import AppConfig


class WorkflowsConfig(AppConfig):
    name = "workflows"

    def ready(self) -> None:
        from notifications.registry import register_consumer
        from workflows.waking import consume_wake

        register_consumer("wake", consume_wake, touches_only_database=True)
