"""A request with a place: chosen or proposed, refused when full; its accessibility is confirmed by the company."""

from collections.abc import Callable
from typing import Any

import pytest

from config.demo.walk import Walk
from placements.agreements.models import Agreement, Placement, PlacementRequest
from placements.agreements.places import offer_values
from placements.hosts.models import Host, Place
from placements.people.models import Person
from placements.records.models import HistoryEntry, WorkItem
from placements.refusals import Refused
from tests.agreements.test_pages import address_of, learner, sent
from tests.strictness import StrictClient

pytestmark = pytest.mark.django_db
TIMES = {"weekdays": ["0", "2", "4"], "day_starts": "09:00", "day_ends": "14:00", "break_minutes": "30"}


@pytest.fixture
def place(new_walk: Callable[[], Walk]) -> Place:
    """The listed place of the first walk's company."""
    host = new_walk().host
    Host.objects.filter(pk=host.pk).update(is_listed=True)
    return Place.objects.get(host=host)


def asking(walk: Walk, place: Place, **changes: Any) -> dict[str, Any]:
    """What the walk's learner asks, as the verb takes it."""
    return walk.request_data() | offer_values(place.host, place) | {"source": "listed", **changes}


def posted(walk: Walk, place: Place) -> dict[str, Any]:
    """What the learner's browser sends, without a word of company or people."""
    data = walk.request_data()
    days = {"starts_on": str(data["starts_on"]), "ends_on": str(data["ends_on"])}
    plain = {"mentor_language": "et", "remote_percent": "0", "outcomes": [str(each) for each in data["outcomes"]]}
    return {"source": "listed", "place": str(place.pk), **TIMES, **days, **plain}


def curator(walk: Walk) -> StrictClient:
    client = StrictClient()
    client.force_login(WorkItem.objects.open().get(practicum=walk.practicum, kind="review").owner)
    return client


def fill(place: Place, new_walk: Callable[[], Walk]) -> None:
    """Somebody has the only seat at this place."""
    Place.objects.filter(pk=place.pk).update(capacity=1)
    walk = new_walk()
    walk.do("request", asking(walk, place)).review("approve")


def test_a_chosen_place_brings_company_mentor_signatory_and_tasks(place: Place, new_walk: Callable[[], Walk]) -> None:
    walk = new_walk()
    assert sent(learner(walk), address_of(walk, "request"), **posted(walk, place)).status_code == 302
    asked = PlacementRequest.objects.get(practicum=walk.practicum)
    assert (asked.place, asked.host, asked.tasks) == (place, place.host, place.tasks)
    assert (asked.host_name, asked.registry_code) == (place.host.name, place.host.registry_code)
    assert asked.mentor_email == "mentor1@example.ee"


def test_a_place_implies_its_company(place: Place, new_walk: Callable[[], Walk]) -> None:
    walk = new_walk()
    walk.do("request", walk.request_data() | {"source": "listed", "place": place}).review("approve")
    assert Placement.objects.get(practicum=walk.practicum).host == place.host != walk.host


def test_the_placement_keeps_the_place_that_was_asked_for(place: Place, new_walk: Callable[[], Walk]) -> None:
    walk = new_walk()
    walk.do("request", asking(walk, place)).review("approve")
    placement = Placement.objects.get(practicum=walk.practicum)
    assert (placement.place, placement.host) == (place, place.host)


def test_a_company_of_one_s_own_has_no_place_whatever_was_chosen_before(
    place: Place, new_walk: Callable[[], Walk]
) -> None:
    walk = new_walk()
    walk.do("request", asking(walk, place, source="own")).review("approve")
    assert Placement.objects.get(practicum=walk.practicum).place is None


def test_the_list_shows_free_and_full_places_and_full_ones_cannot_be_chosen(
    place: Place, new_walk: Callable[[], Walk]
) -> None:
    walk = new_walk()
    page = learner(walk).get(f"{address_of(walk, 'request')}?lang=et").content.decode()
    assert f"{place.host.name} · {place.title} · 3 " in page
    fill(place, new_walk)
    page = learner(walk).get(f"{address_of(walk, 'request')}?lang=et").content.decode()
    assert f'<option value="{place.pk}" disabled>' in page


def test_mentor_and_signatory_are_asked_for_only_where_the_company_lacks_one(
    place: Place, new_walk: Callable[[], Walk]
) -> None:
    walk = new_walk()
    browser, address = learner(walk), address_of(walk, "request")
    assert f'<option value="{place.pk}">' in browser.get(address).content.decode()
    place.host.contacts.update(is_signatory=False)
    assert f'<option value="{place.pk}" data-asks>' in browser.get(address).content.decode()


def test_a_full_place_that_is_sent_all_the_same_is_refused_and_kept(place: Place, new_walk: Callable[[], Walk]) -> None:
    fill(place, new_walk)
    walk = new_walk()
    response = sent(learner(walk), f"{address_of(walk, 'request')}?lang=en", **posted(walk, place), wishes="Minu soov")
    assert response.status_code == 409
    assert f"full ({place.title})" in response.context["reasons"][0]
    assert "Minu soov" in response.content.decode()
    assert PlacementRequest.objects.get(practicum=walk.practicum).state == "draft"


def test_of_two_who_asked_for_the_last_seat_the_second_is_not_approved(
    place: Place, new_walk: Callable[[], Walk]
) -> None:
    second = new_walk()
    second.do("request", asking(second, place))
    fill(place, new_walk)
    with pytest.raises(Refused) as caught:
        second.review("approve")
    assert [refusal.code for refusal in caught.value.refusals] == ["place.full"]
    assert not second.practicum.placements.exists()


def test_a_place_no_longer_offered_is_not_in_the_list_and_not_approved(
    place: Place, new_walk: Callable[[], Walk]
) -> None:
    walk = new_walk()
    walk.do("request", asking(walk, place))
    Place.objects.filter(pk=place.pk).update(is_offered=False)
    with pytest.raises(Refused) as caught:
        walk.review("approve")
    assert [refusal.code for refusal in caught.value.refusals] == ["place.not_offered"]
    other = new_walk()
    assert place.title not in learner(other).get(address_of(other, "request")).content.decode()
    assert sent(learner(other), address_of(other, "request"), **posted(other, place)).status_code == 422


def test_the_list_without_a_chosen_place_is_a_field_to_correct_and_yet_a_draft(
    place: Place, new_walk: Callable[[], Walk]
) -> None:
    walk = new_walk()
    data = posted(walk, place) | {"place": ""}
    response = sent(learner(walk), address_of(walk, "request"), **data)
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["place"])
    assert sent(learner(walk), address_of(walk, "request"), **data, draft="1").status_code == 302


def test_the_curator_proposes_a_place_and_the_learner_asks_for_it(place: Place, new_walk: Callable[[], Walk]) -> None:
    walk = new_walk().ask_for_a_place("Väike pood")
    data = {"verdict": "propose", "reason": "Siin on koht", "place": str(place.pk)}
    assert sent(curator(walk), address_of(walk, "review"), **data).status_code == 302
    asked = PlacementRequest.objects.get(practicum=walk.practicum)
    assert (asked.state, asked.place, asked.host) == ("proposed", place, place.host)
    page = learner(walk).get(address_of(walk, "request")).content.decode()
    assert f'<option value="{place.pk}" selected>' in page


def test_a_proposal_without_a_place_or_of_a_full_one_is_refused(place: Place, new_walk: Callable[[], Walk]) -> None:
    fill(place, new_walk)
    walk = new_walk().ask_for_a_place("Väike pood")
    data = {"verdict": "propose", "reason": "Siin on koht"}
    assert sent(curator(walk), address_of(walk, "review"), **data).status_code == 422
    assert sent(curator(walk), address_of(walk, "review"), **data, place=str(place.pk)).status_code == 409
    assert PlacementRequest.objects.get(practicum=walk.practicum).state == "submitted"


def test_the_mentor_with_the_fewest_trainees_is_asked(place: Place, new_walk: Callable[[], Walk]) -> None:
    fresh = Person.objects.create(name="Uus Juhendaja", email="uus@example.ee", has_account=False)
    fill(place, new_walk)
    Place.objects.filter(pk=place.pk).update(capacity=3)
    place.host.contacts.create(person=fresh, is_mentor=True)
    walk = new_walk()
    sent(learner(walk), address_of(walk, "request"), **posted(walk, place))
    assert PlacementRequest.objects.get(practicum=walk.practicum).mentor_email == "uus@example.ee"


@pytest.mark.parametrize("language", ["et", "ru", "en"])
def test_learner_and_curator_see_what_is_known_of_the_place(
    place: Place, language: str, new_walk: Callable[[], Walk]
) -> None:
    walk = new_walk()
    label = {"et": "Astmeteta", "ru": "Вход без", "en": "Step-free access"}[language]
    assert label in learner(walk).get(f"{address_of(walk, 'request')}?lang={language}").content.decode()
    walk.do("request", asking(walk, place))
    assert label in learner(walk).get(f"/request/?lang={language}").content.decode()
    assert label in curator(walk).get(f"{address_of(walk, 'review')}?lang={language}").content.decode()


def test_the_company_s_answer_confirms_the_accessibility(place: Place, new_walk: Callable[[], Walk]) -> None:
    walk = new_walk()
    walk.do("request", asking(walk, place)).review("approve")
    said = {"step_free": False, "adjustable_desk": True, "quiet_room": None}
    walk.do(
        "host_answer", {"accepts": True, "reason": "", "safety_contact": "K", "conditions": "", "accessibility": said}
    )
    place.refresh_from_db()
    assert Placement.objects.get(practicum=walk.practicum).accessibility == said
    assert (place.step_free, place.adjustable_desk, place.quiet_room) == (False, True, True)


def test_the_company_s_form_begins_with_what_is_known(place: Place, new_walk: Callable[[], Walk]) -> None:
    walk = new_walk()
    walk.do("request", asking(walk, place)).review("approve")
    item = WorkItem.objects.open().get(practicum=walk.practicum, kind="host_answer")
    from workflows.steps import STEPS

    form = STEPS["host_answer"].form(practicum=walk.practicum, subject_id=item.subject_id)
    assert (form.initial["step_free"], form.initial["adjustable_desk"], form.initial["screen_reader"]) == (
        "yes",
        "no",
        "",
    )


def test_the_agreement_names_the_place(place: Place, new_walk: Callable[[], Walk]) -> None:
    walk = new_walk()
    walk.do("request", asking(walk, place)).review("approve").answer(accepts=True)
    terms = Agreement.objects.get(placement__practicum=walk.practicum).terms
    assert terms["place"] == {"title": place.title, "address": place.host.address}
    page = learner(walk).get(address_of(walk, "learner_signature")).content.decode()
    assert place.title in page


def by_phone(place: Place) -> None:
    Person.objects.filter(host_contacts__host=place.host, host_contacts__is_mentor=True).update(email=None)
    place.host.contacts.update(is_signatory=False)
    signs = Person.objects.create(name="Anu Allkiri", email="anu@example.ee", has_account=False)
    place.host.contacts.create(person=signs, is_signatory=True)


def test_a_mentor_without_e_mail_answers_through_the_curator(place: Place, new_walk: Callable[[], Walk]) -> None:
    by_phone(place)
    walk = new_walk()
    assert sent(learner(walk), address_of(walk, "request"), **posted(walk, place)).status_code == 302
    client = curator(walk)
    assert "+372 5555 0200" in client.get(address_of(walk, "review")).content.decode()
    walk.review("approve")
    page = client.get(f"/inbox/{address_of(walk, 'host_answer').split('/')[2]}/?lang=en")
    assert "ask by phone or on paper and enter the answer here" in page.content.decode()
    data = {"accepts": "yes", "safety_contact": "Maarika Kuusk"}
    assert sent(client, address_of(walk, "host_answer"), **data).status_code == 302
    assert HistoryEntry.objects.get(action="placement.agreed").channel == "phone"


def test_a_mentor_with_e_mail_is_not_answered_for(place: Place, new_walk: Callable[[], Walk]) -> None:
    walk = new_walk().ask()
    client = curator(walk)
    walk.review("approve")
    assert client.get(address_of(walk, "host_answer")).status_code == 404
