"""A file is kept for its owner, loaded once, and forgotten after a day."""

from datetime import timedelta
from typing import Any

import pytest

from placements import clock
from placements.people.models import Person
from placements.programmes.models import ProgrammeVersion
from placements.programmes.reading import BadFile
from placements.programmes.uploads import load_upload, take_file, take_shipped
from placements.records.models import HistoryEntry, UploadDraft
from placements.records.selectors import provider_settings
from placements.records.uploads import discard_upload, plain_name, purge_uploads
from placements.refusals import Refused
from placements.tasks import purge_uploads as purge_task
from tests.setup.conftest import raw, shipped

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def draft(piret: Person) -> UploadDraft:
    return take_shipped(piret, "programme")


def test_a_kept_file_loads_nothing_yet(draft: UploadDraft) -> None:
    assert (draft.kind, draft.name, draft.settled_at) == ("programme", "programme.json", None)
    assert not ProgrammeVersion.objects.exists()


def test_the_same_file_again_is_the_same_draft(draft: UploadDraft, piret: Person, maret: Person) -> None:
    assert take_shipped(piret, "programme") == draft
    assert take_shipped(maret, "programme") != draft


def test_a_bad_file_is_not_kept(piret: Person) -> None:
    content = shipped("programme")
    del content["programme"]["title"]
    with pytest.raises(BadFile):
        take_file(piret, "õppekava.json", raw(content))
    assert not UploadDraft.objects.exists()


def test_loading_makes_the_version_and_records_it(draft: UploadDraft, piret: Person) -> None:
    loaded = load_upload(draft, piret)
    entry = HistoryEntry.objects.get(action="programme.loaded")
    assert (loaded.is_new, entry.actor, entry.details["number"]) == (True, piret, 1)
    assert entry.details["digest"] == loaded.version.digest
    assert provider_settings().name == "1-Koolitus MTÜ"


def test_a_loaded_draft_is_empty_and_loads_nothing_a_second_time(draft: UploadDraft, piret: Person) -> None:
    load_upload(draft, piret)
    with pytest.raises(Refused, match=r"upload\.settled"):
        load_upload(draft, piret)
    draft.refresh_from_db()
    assert bytes(draft.content) == b""
    assert HistoryEntry.objects.filter(action="programme.loaded").count() == 1


def test_what_was_discarded_cannot_be_loaded(draft: UploadDraft, piret: Person) -> None:
    discard_upload(draft)
    with pytest.raises(Refused, match=r"upload\.settled"):
        load_upload(draft, piret)
    assert not ProgrammeVersion.objects.exists()


def test_a_draft_whose_programme_moved_on_is_refused_and_stays(piret: Person) -> None:
    load_upload(take_shipped(piret, "programme"), piret)
    policy = take_shipped(piret, "policy")
    content: Any = shipped("programme")
    content["programme"]["learning_outcomes"] = content["programme"]["learning_outcomes"][10:]
    load_upload(take_file(piret, "uus.json", raw(content)), piret)
    with pytest.raises(BadFile, match=r"programme\.outcome"):
        load_upload(policy, piret)
    policy.refresh_from_db()
    assert policy.settled_at is None


@pytest.mark.parametrize(("hours", "left"), [(23, 1), (25, 0)])
def test_drafts_are_forgotten_after_a_day(draft: UploadDraft, hours: int, left: int) -> None:
    purge_uploads(draft.created_at + timedelta(hours=hours))
    assert UploadDraft.objects.count() == left


def test_the_beat_forgets_them_too(draft: UploadDraft) -> None:
    UploadDraft.objects.update(created_at=clock.now() - timedelta(days=2))
    purge_task()
    assert not UploadDraft.objects.exists()


@pytest.mark.parametrize(
    ("name", "shown"), [("õppe\u202ekava\n.json", "õppekava.json"), ("x" * 300 + ".json", "x" * 195 + ".json")]
)
def test_a_file_s_name_is_cleaned(name: str, shown: str) -> None:
    assert plain_name(name) == shown
