"""Changing the school's settings, and what documents still need."""

import pytest
from django.db import IntegrityError, transaction

from placements.people.models import Person
from placements.records.models import HistoryEntry, ProviderSettings
from placements.records.selectors import NEEDED_ON_DOCUMENTS, missing_for_documents, provider_settings
from placements.records.services import change_provider, seed_provider
from placements.refusals import Refused
from tests.setup.conftest import values

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def test_a_change_is_kept_and_recorded_by_the_names_of_its_fields(piret: Person) -> None:
    change_provider(values(name="Uus Koolitus OÜ", place_of_issue="Tartu"), 0, piret)
    provider, entry = provider_settings(), HistoryEntry.objects.get(action="provider.changed")
    assert (provider.name, provider.place_of_issue, provider.version) == ("Uus Koolitus OÜ", "Tartu", 1)
    assert (entry.actor, entry.details) == (piret, {"fields": "name,place_of_issue", "version": 1})


def test_saving_what_stands_already_changes_nothing(piret: Person) -> None:
    change_provider(values(name="Uus Koolitus OÜ"), 0, piret)
    change_provider(values(), 1, piret)
    assert provider_settings().version == 1
    assert HistoryEntry.objects.filter(action="provider.changed").count() == 1


def test_a_change_over_another_s_names_who_and_when_and_changes_nothing(piret: Person, maret: Person) -> None:
    change_provider(values(name="Uus Koolitus OÜ"), 0, maret)
    with pytest.raises(Refused, match=r"provider\.changed_meanwhile") as caught:
        change_provider(values(name="Vana Koolitus OÜ"), 0, piret)
    assert caught.value.refusals[0].values["name"] == "Maret Ots"
    assert provider_settings().name == "Uus Koolitus OÜ"


def test_a_version_that_never_was_is_refused(piret: Person) -> None:
    with pytest.raises(Refused, match=r"provider\.stale"):
        change_provider(values(name="Uus Koolitus OÜ"), 7, piret)


def test_all_broken_rules_are_named_together_and_nothing_is_changed(piret: Person) -> None:
    broken = {"retention_years": 2, "certificate_pattern": "x", "attestation_pattern": "x", "name": "Uus"}
    with pytest.raises(Refused) as caught:
        change_provider(values(**broken), 0, piret)
    codes = [refusal.code for refusal in caught.value.refusals]
    assert codes == ["provider.retention", "provider.pattern", "provider.pattern", "provider.patterns_equal"]
    assert provider_settings().name == ""


def test_the_database_itself_keeps_documents_three_years(piret: Person) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        ProviderSettings.objects.create(pk=1, retention_years=2)


def test_an_unnamed_school_lacks_everything_that_documents_need() -> None:
    assert list(missing_for_documents()) == list(NEEDED_ON_DOCUMENTS)


def test_blank_counts_as_missing_and_a_signatory_who_left_too(piret: Person) -> None:
    given = {"name": "Kool", "registry_code": "70003158", "activity_notice_number": "1", "signatory": piret}
    change_provider(values(**given, place_of_issue="   "), 0, piret)
    assert list(missing_for_documents()) == ["place_of_issue"]
    Person.objects.filter(pk=piret.pk).update(is_active=False)
    assert list(missing_for_documents()) == ["signatory", "place_of_issue"]


def test_a_complete_school_lacks_nothing(piret: Person) -> None:
    given = {"name": "Kool", "registry_code": "70003158", "activity_notice_number": "1", "signatory": piret}
    change_provider(values(**given, place_of_issue="Tartu"), 0, piret)
    assert missing_for_documents() == {}


def test_a_programme_s_provider_fills_empty_settings_only(piret: Person) -> None:
    seed_provider({"name": "1-Koolitus MTÜ", "legal_form": "MTÜ"})
    assert (provider_settings().name, provider_settings().legal_form) == ("1-Koolitus MTÜ", "MTÜ")
    change_provider(values(name=""), 0, piret)
    seed_provider({"name": "1-Koolitus MTÜ"})
    assert provider_settings().name == ""
