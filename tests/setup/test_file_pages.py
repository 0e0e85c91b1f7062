"""Data files in the browser: looked at, loaded or discarded, downloaded again."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.utils.translation import override

from placements.cohorts.models import Cohort, Enrolment
from placements.people.models import Person
from placements.programmes.models import PolicyVersion, ProgrammeVersion
from placements.records.models import UploadDraft
from placements.records.uploads import keep_upload
from tests.setup.conftest import client_of, raw, shipped, upload
from tests.strictness import StrictClient

pytestmark = pytest.mark.django_db
FILES = "/setup/files/"


def preview_of(client: StrictClient, content: Any) -> Any:
    """The page that an uploaded file leads to."""
    return client.get(upload(client, raw(content))["Location"])


def load(client: StrictClient, content: Any) -> Any:
    return client.post(upload(client, raw(content))["Location"], {"verdict": "load"})


def test_a_file_is_shown_first_and_loaded_when_confirmed(desk: StrictClient) -> None:
    address = upload(desk, raw(shipped("programme")), "õppekava.json")["Location"]
    page = desk.get(address).content.decode()
    assert "KTJ-186" in page
    assert "õppekava.json" in page
    assert not ProgrammeVersion.objects.exists()
    assert desk.post(address, {"verdict": "load"})["Location"] == "/setup/"
    assert ProgrammeVersion.objects.get().number == 1


@pytest.mark.parametrize("kind", ["programme", "occupation"])
def test_the_shipped_example_goes_through_the_same_preview(desk: StrictClient, kind: str) -> None:
    address = desk.post(FILES, {"shipped": kind})["Location"]
    assert desk.get(address).context["preview"].kind == kind


def test_the_shipped_policy_needs_its_programme_and_says_so(desk: StrictClient) -> None:
    response = desk.post(FILES, {"shipped": "policy"})
    assert response.status_code == 422
    assert [place for place, _sentence in response.context["problems"]] == ["programme_code"]


def test_discarding_loads_nothing_and_closes_the_preview(desk: StrictClient) -> None:
    address = upload(desk, raw(shipped("programme")))["Location"]
    desk.post(address, {"verdict": "discard"})
    assert not ProgrammeVersion.objects.exists()
    assert desk.get(address)["Location"] == FILES


def test_the_second_of_two_tabs_is_told_that_it_is_done(desk: StrictClient) -> None:
    address = upload(desk, raw(shipped("programme")))["Location"]
    desk.post(address, {"verdict": "load"})
    for verdict in ("load", "discard"):
        assert desk.post(address, {"verdict": verdict}).status_code == 409
    assert ProgrammeVersion.objects.count() == 1


def test_neither_load_nor_discard_shows_the_preview_again(desk: StrictClient) -> None:
    address = upload(desk, raw(shipped("programme")))["Location"]
    assert desk.post(address, {"verdict": "x"}).status_code == 422
    assert UploadDraft.objects.get().settled_at is None


def test_a_colleague_does_not_see_the_draft(desk: StrictClient, maret: Person) -> None:
    address = upload(desk, raw(shipped("programme")))["Location"]
    other = client_of(maret)
    assert (other.get(address).status_code, other.post(address, {"verdict": "load"}).status_code) == (404, 404)
    assert not ProgrammeVersion.objects.exists()


def test_a_file_of_another_room_is_not_shown_here(desk: StrictClient, piret: Person) -> None:
    draft = keep_upload(piret, "learners-1", "rühm.csv", b"name;email")
    assert desk.get(f"/setup/files/drafts/{draft.pk}/").status_code == 404


def test_who_runs_by_the_former_version_is_counted(desk: StrictClient, open_cohort: Callable[[str], Cohort]) -> None:
    cohort = open_cohort("ktj-1")
    learner = Person.objects.create(name="Jelena Morozova", email="jelena@example.ee")
    version = cohort.programme_version
    Enrolment.objects.create(cohort=cohort, learner=learner, programme_version=version, enrolled_on=cohort.starts_on)
    content = shipped("programme")
    content["programme"]["rules"]["exam_min_percent"] = 70
    usage = preview_of(desk, content).context["usage"]
    assert (usage.cohorts, usage.learners) == (1, 1)
    load(desk, content)
    cohort.refresh_from_db()
    assert cohort.programme_version == version


def test_a_policy_s_learners_are_those_of_its_cohorts(desk: StrictClient, open_cohort: Callable[[str], Cohort]) -> None:
    open_cohort("ktj-1")
    load(desk, shipped("practicum_policy"))
    Cohort.objects.update(policy_version=PolicyVersion.objects.get())
    policy = shipped("practicum_policy")
    policy["hours"]["daily_cap_minutes"] = 420
    usage = preview_of(desk, policy).context["usage"]
    assert (usage.cohorts, usage.learners) == (1, 0)


def test_a_downloaded_version_loaded_again_is_the_same_version(desk: StrictClient) -> None:
    load(desk, shipped("programme"))
    response = desk.get(f"/setup/files/programme/{ProgrammeVersion.objects.get().pk}/")
    assert response["Content-Disposition"] == 'attachment; filename="programme-ktj-186-v1.json"'
    page = desk.get(upload(desk, response.content)["Location"])
    assert page.context["preview"].is_known
    assert 'value="load"' not in page.content.decode()


@pytest.mark.parametrize("address", ["/setup/files/elsewhere/1/", "/setup/files/programme/1/"])
def test_what_is_not_loaded_cannot_be_downloaded(desk: StrictClient, address: str) -> None:
    assert desk.get(address).status_code == 404


BAD = {
    "30 MB": (b" " * 30_000_000, "5 MB"),
    "nothing": (b"", "empty"),
    "zero bytes": (b"{}\0\0", "zero bytes"),
    "Latin 1": ('{"programme": "õ"}'.encode("latin-1"), "UTF-8"),
    "UTF-16": ('{"programme": 1}'.encode("utf-16"), "UTF-8"),
    "no JSON": (b"code;title\n1;2", "not sound JSON"),
    "a table": (b"PK\x03\x04\x00\x00", "zero bytes"),
    "another kind": (b'{"name": 1}', "needs the key"),
    "very deep": (b"[" * 10_000, "nests deeper"),
    "a key twice": (b'{"programme": 1, "programme": 2}', "stands twice"),
    "half a pair": (b'{"programme": {}, "\\ud800": 1}', "not known"),
    "a huge number": (b'{"programme": ' + b"9" * 5000 + b"}", "number"),
    "a script": (b'{"programme": {}, "<script>alert(1)</script>": 1}', "not known"),
}


@pytest.mark.parametrize("case", BAD)
def test_a_bad_file_is_refused_whole_with_a_clear_sentence(desk: StrictClient, case: str) -> None:
    content, words = BAD[case]
    desk.get(FILES, {"lang": "en"})
    response = upload(desk, content, "halb.json")
    sentences = " ".join(sentence for _place, sentence in response.context["problems"])
    assert response.status_code == 422
    assert words in sentences
    assert "<script>alert" not in response.content.decode()
    assert not UploadDraft.objects.exists()


def test_every_place_is_named_in_the_reader_s_language(desk: StrictClient) -> None:
    content = shipped("programme")
    del content["programme"]["title"]["ru"]
    content["programme"]["rules"]["exam_min_percent"] = 101
    with override("ru"):
        desk.get(FILES, {"lang": "ru"})
        page = upload(desk, raw(content)).content.decode()
    assert {"programme.title", "programme.rules.exam_min_percent"} <= set(re.findall(r"<b>([a-z_.]+)</b>", page))
    assert re.search(r"programme\.title</b>: [^<]*[а-я]", page)


def test_a_post_without_a_file_is_answered(desk: StrictClient) -> None:
    for data in ({}, {"shipped": "elsewhere"}, {"file": "text"}):
        assert desk.post(FILES, data).status_code == 422


def test_a_draft_whose_programme_moved_on_names_what_is_wrong(desk: StrictClient) -> None:
    load(desk, shipped("programme"))
    address = upload(desk, raw(shipped("practicum_policy")))["Location"]
    content = shipped("programme")
    content["programme"]["learning_outcomes"] = content["programme"]["learning_outcomes"][10:]
    load(desk, content)
    response = desk.post(address, {"verdict": "load"})
    assert response.status_code == 409
    assert response.context["problems"]
    assert not PolicyVersion.objects.exists()


def test_an_auditor_sees_what_is_loaded_and_can_download_it(desk: StrictClient, rein: Person) -> None:
    load(desk, shipped("programme"))
    auditor = client_of(rein)
    page = auditor.get(FILES).content.decode()
    assert "btn-p" not in page
    assert auditor.get(f"/setup/files/programme/{ProgrammeVersion.objects.get().pk}/").status_code == 200
