"""The domain."""

from importlib import import_module

from django.apps import AppConfig
from django.db.models.signals import post_migrate

ROOMS_WITH_MESSAGES = (
    "records", "people", "programmes", "cohorts", "results", "hosts", "agreements", "journal", "guidance", "reports",
    "completion", "decisions", "certificates", "directory",
)  # fmt: skip


class PlacementsConfig(AppConfig):
    name = "placements"

    def ready(self) -> None:
        from notifications.registry import register_consumer, register_sender_name
        from placements.certificates import mails as certificate_mails
        from placements.certificates.finding import valid_document
        from placements.decisions import leaving, rechecking
        from placements.decisions.documents import register_document_finder
        from placements.directory import mails as directory_mails
        from placements.overview import invitations
        from placements.overview import mails as overview_mails
        from placements.overview.host_mails import way_on
        from placements.people import mails as people_mails
        from placements.people.host_access import register_way_on
        from placements.records import guards
        from placements.records.services import provider_name
        from placements.sentences import register
        from placements.setup import rule_mails

        for room in ROOMS_WITH_MESSAGES:
            register(import_module(f"placements.{room}.messages").MESSAGES)
        people_mails.register()
        overview_mails.register()
        directory_mails.register()
        certificate_mails.register()
        invitations.register()
        rule_mails.register()
        register_way_on(way_on)
        register_document_finder(valid_document)
        register_sender_name(provider_name)
        register_consumer("results_changed", rechecking.consume_results_changed, touches_only_database=True)
        register_consumer("decisions_check", rechecking.consume_check, touches_only_database=True)
        register_consumer("completion_annulled", leaving.consume_annulled, touches_only_database=True)
        post_migrate.connect(guards.install, sender=self)
