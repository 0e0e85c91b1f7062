"""One page for all learners of a mentor: one press confirms, one row asks again where it changed meanwhile."""

import pytest
from django.test import Client

from placements.journal.models import Confirmation, Correction, Entry
from placements.people.links import enter_url, grant_link, revoke_link
from placements.people.models import AccessLink
from tests.journal.two_learners import Walks, entered, sent, shown, two_learners
from tests.journeys.people import hidden_fields

pytestmark = pytest.mark.django_db
Patch = pytest.MonkeyPatch


def test_one_press_confirms_the_days_of_every_learner(new_walk: Walks, monkeypatch: Patch) -> None:
    first, second = two_learners(new_walk)
    client, base = entered(first)
    page = client.get(f"{base}week/?lang=et").content.decode()
    assert page.count('id="learner-') == 2
    assert "Kinnitan kogu nädala · 18\xa0ak.t" in page
    assert sent(client, f"{base}week/", monkeypatch).status_code == 302
    assert set(Entry.objects.values_list("state", flat=True)) == {"confirmed"}
    receipt = client.get(f"{base}done/?lang=et").content.decode()
    assert receipt.count('id="of-') == 2
    assert Confirmation.objects.filter(person=first.mentor).count() == 2
    assert second.practicum.entries.get().posted_minutes == 270


def test_a_day_is_corrected_another_returned_the_third_confirmed(new_walk: Walks, monkeypatch: Patch) -> None:
    first, second = two_learners(new_walk)
    client, base = entered(second)
    wrong, absent = [*first.practicum.entries.order_by("day")]
    changes = {f"verdict_{wrong.pk}": "correct", f"ends_{wrong.pk}": "13:15", f"note_{wrong.pk}": "Suleti varem"}
    changes |= {f"verdict_{absent.pk}": "return", f"reason_{absent.pk}": "not_present"}
    assert sent(client, f"{base}week/", monkeypatch, **changes).status_code == 302
    correction = Correction.objects.get()
    assert (correction.entry, correction.minutes, correction.text) == (wrong, 225, "Suleti varem")
    states = [each.state for each in Entry.objects.order_by("practicum", "day")]
    assert states == ["corrected", "returned", "confirmed"]
    receipt = client.get(f"{base}done/?lang=et").content.decode()
    assert "09:00–13:15" in receipt


def test_only_the_day_that_changed_asks_again_and_the_rest_stays_chosen(new_walk: Walks, monkeypatch: Patch) -> None:
    first, _second = two_learners(new_walk)
    client, base = entered(first)
    changed, returned = [*first.practicum.entries.order_by("day")]
    Entry.objects.filter(pk=changed.pk).update(version=2)
    changes = {f"version_{changed.pk}": "1", f"verdict_{returned.pk}": "return", f"reason_{returned.pk}": "time_wrong"}
    response = sent(client, f"{base}week/", monkeypatch, **changes)
    page = response.content.decode()
    assert response.status_code == 409
    assert f'name="again_{changed.pk}"' in page
    assert page.count('name="again_') == 1
    assert f'name="verdict_{returned.pk}" value="return" checked' in page
    assert f'name="verdict_{changed.pk}" value="right" checked' not in page
    assert sent(client, f"{base}week/", monkeypatch, **{f"again_{changed.pk}": "1"}).status_code == 409
    assert not Confirmation.objects.exists()


def test_a_withdrawn_day_is_struck_through_and_the_sum_recounts(new_walk: Walks, monkeypatch: Patch) -> None:
    first, _second = two_learners(new_walk)
    client, base = entered(first)
    page = client.get(f"{base}week/?lang=et").content.decode()
    Entry.objects.filter(pk=shown(page)[0]).update(state="withdrawn")
    response = sent(client, f"{base}week/", monkeypatch, entry=shown(page))
    assert response.status_code == 409
    assert "<s>" in response.content.decode()
    assert "kogu nädala · 12\xa0ak.t" in response.content.decode()


@pytest.mark.parametrize(
    ("starts", "minutes"), [("9", "30"), ("25:00", "30"), ("٩:00", "30"), ("09:00", "1_0"), ("09:00", "8,5"), ("", "")]
)
def test_odd_times_get_a_sentence_and_stay(starts: str, minutes: str, new_walk: Walks, monkeypatch: Patch) -> None:
    walk = new_walk().start().work(1)
    pk = walk.practicum.entries.get().pk
    client, base = entered(walk)
    changes = {f"verdict_{pk}": "correct", f"starts_{pk}": starts, f"break_{pk}": minutes}
    response = sent(client, f"{base}week/", monkeypatch, **changes)
    assert response.status_code == 409
    assert f'name="starts_{pk}" value="{starts}"' in response.content.decode()
    assert not Correction.objects.exists()


def test_a_learner_whose_link_was_revoked_is_not_shown(new_walk: Walks) -> None:
    first, second = two_learners(new_walk)
    revoke_link(grant_link(second.mentor, second.practicum.placements.get()))
    client, base = entered(first)
    page = client.get(f"{base}week/").content.decode()
    assert page.count('id="learner-') == 1
    assert AccessLink.objects.filter(revoked_at=None).count() == 1


def test_without_a_briefing_only_that_learner_s_days_wait(new_walk: Walks, monkeypatch: Patch) -> None:
    first, second = two_learners(new_walk)
    second.practicum.placements.get().briefing.delete()
    client, base = entered(first)
    assert sent(client, f"{base}week/", monkeypatch).status_code == 302
    assert second.practicum.entries.get().state == "submitted"


def test_a_colleague_s_confirmation_is_named(new_walk: Walks) -> None:
    walk = new_walk().start().work(1).confirm()
    walk.practicum.placements.update(mentor=walk.practicum.cohort.roles.get(person__name="Liis Saar").person)
    walk.mentor, former = walk.practicum.placements.get().mentor, walk.mentor
    client, base = entered(walk)
    assert former.name in client.get(f"{base}week/").content.decode()


def test_a_confirmed_day_is_changed_from_the_receipt_as_a_browser_sends_it(new_walk: Walks) -> None:
    walk = new_walk().start().work(1).confirm()
    _, base = entered(walk)
    browser = Client(enforce_csrf_checks=True)
    browser.get(enter_url(grant_link(walk.mentor, walk.practicum.placements.get())))
    with walk.at(hour=20):
        page = browser.get(f"{base}done/").content.decode()
        assert page.count("<form") == page.count("csrfmiddlewaretoken")
        pk, token = walk.practicum.entries.get().pk, page.split('name="csrfmiddlewaretoken" value="')[-1][:64]
        data = hidden_fields(page) | {"csrfmiddlewaretoken": token, f"reason_{pk}": "time_wrong"}
        response = browser.post(f"{base}done/", data)
    assert (response.status_code, walk.practicum.entries.get().state) == (302, "returned")
