"""Append-only tables stay so on both engines, and the hash chain shows what was altered behind our back."""

from collections.abc import Callable

import pytest
from django.core.management.sql import emit_post_migrate_signal
from django.db import DatabaseError, connection, transaction
from django.db.models import Model

from config.demo.walk import Walk
from placements.journal.models import Entry, HourPosting
from placements.records import guards
from placements.records.models import HistoryEntry, HistorySeal
from placements.records.sealing import first_broken_seal, seal_history

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def test_every_guard_is_installed() -> None:
    assert guards.present_guards() == guards.wanted_guards()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("model", "name"), [(Entry, "late_reason"), (HourPosting, "posted_at")])
def test_guards_survive_a_rebuild_of_their_table(model: type[Model], name: str) -> None:
    """SQLite makes the table anew for a changed column and loses its triggers; the migrate signal brings them back."""
    rebuild(model, name)
    is_lost = guards.present_guards() != guards.wanted_guards()
    assert is_lost == (connection.vendor == "sqlite")
    emit_post_migrate_signal(verbosity=0, interactive=False, db="default")
    assert guards.present_guards() == guards.wanted_guards()


def rebuild(model: type[Model], name: str) -> None:
    """Let the column take nothing, and then no more."""
    strict = model._meta.get_field(name)
    loose = strict.clone()
    loose.null = True
    loose.set_attributes_from_name(name)
    loose.model = model
    with connection.schema_editor() as editor:
        editor.alter_field(model, strict, loose)
    with connection.schema_editor() as editor:
        editor.alter_field(model, loose, strict)


@pytest.mark.parametrize("change", ["update", "delete"])
def test_the_database_itself_refuses_to_change_a_posting(change: str, new_walk: Callable[[], Walk]) -> None:
    new_walk().start().work(1).confirm()
    with pytest.raises(DatabaseError, match="never changed or removed"), transaction.atomic():
        _alter(change)
    assert HourPosting.objects.get().minutes == 270


def _alter(change: str) -> None:
    with connection.cursor() as cursor:
        table = HourPosting._meta.db_table
        cursor.execute(f"UPDATE {table} SET minutes = 1" if change == "update" else f"DELETE FROM {table}")


def test_history_is_sealed_into_a_chain_and_a_later_entry_waits_for_the_next_seal(new_walk: Callable[[], Walk]) -> None:
    walk = new_walk()
    assert seal_history() == HistoryEntry.objects.count()
    walk.ask()
    assert HistoryEntry.objects.filter(seal=None).count() == len(("request.submitted", "practicum.moved"))
    assert seal_history() == 2
    assert first_broken_seal() is None


def test_a_change_behind_our_back_breaks_the_chain(new_walk: Callable[[], Walk]) -> None:
    new_walk().ask()
    seal_history()
    guards.remove()
    HistoryEntry.objects.filter(action="request.submitted").update(reason="forged")
    guards.install()
    broken = first_broken_seal()
    assert broken is not None
    assert broken == HistorySeal.objects.get(entry__action="request.submitted")
