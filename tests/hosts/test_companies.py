"""The verbs of companies, places and papers: their effect, and that a refusal changes nothing."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from placements.agreements.models import Agreement
from placements.hosts import services
from placements.hosts.models import Host, HostPaper
from placements.hosts.services import HostDetails, PaperDetails, PlaceDetails
from placements.records.models import HistoryEntry
from placements.refusals import Refused
from tests.hosts.conftest import School

NEW = HostDetails("Uus  Pood OÜ", "8041 0485", "Riia 1", capacity=2)


def refused(act: Callable[[], object]) -> list[str]:
    with pytest.raises(Refused) as caught:
        act()
    return [refusal.code for refusal in caught.value.refusals]


def details_of(host: Host) -> HostDetails:
    return HostDetails(host.name, host.registry_code, host.address, capacity=host.capacity)


def test_a_company_is_added_with_its_code_and_name_in_normal_form(school: School) -> None:
    host = services.add_host(NEW, school.liis)
    assert (host.name, host.registry_code, host.capacity) == ("Uus Pood OÜ", "80410485", 2)
    assert HistoryEntry.objects.filter(action="host.added", subject_id=host.pk, actor=school.liis).count() == 1


@pytest.mark.parametrize(
    ("name", "registry_code", "code"),
    [
        ("A", "12345679", "code.registry"),
        ("A", "１２３４５６７８", "code.digits"),
        ("A", "123", "code.registry"),
        ("", "80410485", "host.name"),
        ("\u202e \u0007", "80410485", "host.name"),
    ],
)
def test_a_company_without_a_name_or_a_true_code_is_refused(
    school: School, name: str, registry_code: str, code: str
) -> None:
    assert refused(lambda: services.add_host(HostDetails(name, registry_code), school.liis)) == [code]
    assert Host.objects.count() == 1


def test_a_known_code_is_refused_and_leads_to_the_known_company(school: School) -> None:
    with pytest.raises(Refused) as caught:
        services.add_host(HostDetails("Teine nimi", school.host.registry_code), school.liis)
    assert caught.value.refusals[0].values["host"] == school.host.pk
    assert Host.objects.get().name == school.host.name


def test_another_company_s_code_cannot_be_taken_over(school: School) -> None:
    other = services.add_host(NEW, school.liis)
    taken = replace(details_of(other), registry_code=school.host.registry_code)
    assert refused(lambda: services.change_host(other, school.liis, 0, taken)) == ["host.known"]
    other.refresh_from_db()
    assert (other.registry_code, other.version) == ("80410485", 0)


def test_a_changed_name_and_address_leave_the_signed_agreement_as_it_was(school: School) -> None:
    walk = school.walk().ask().review("approve").answer(accepts=True).sign()
    host, agreement = walk.host, Agreement.objects.get(placement__practicum=walk.practicum)
    before = dict(agreement.terms["host"])
    services.change_host(
        host, school.liis, host.version, replace(details_of(host), name="Uus nimi OÜ", address="Uus 1")
    )
    agreement.refresh_from_db()
    host.refresh_from_db()
    assert agreement.terms["host"] == before
    assert (host.name, host.address, host.version) == ("Uus nimi OÜ", "Uus 1", 1)


def test_a_company_changed_in_another_window_is_not_overwritten(school: School) -> None:
    host = school.host
    services.change_host(host, school.liis, 0, replace(details_of(host), phone="1"))
    stale = replace(details_of(host), phone="2")
    assert refused(lambda: services.change_host(host, school.liis, 0, stale)) == ["host.changed"]
    host.refresh_from_db()
    assert (host.phone, host.version) == ("1", 1)


def test_saving_without_a_change_leaves_no_history(school: School) -> None:
    services.change_host(school.host, school.liis, 0, replace(details_of(school.host), is_listed=school.host.is_listed))
    assert not HistoryEntry.objects.filter(action="host.changed").exists()


def test_a_company_cannot_take_fewer_than_its_places_offer(school: School) -> None:
    fewer = replace(details_of(school.host), capacity=2)
    assert refused(lambda: services.change_host(school.host, school.liis, 0, fewer)) == ["host.too_many_places"]


def test_a_place_is_offered_within_the_company_s_number(school: School) -> None:
    assert refused(lambda: services.add_place(school.host, school.liis, PlaceDetails("Ladu"))) == [
        "host.too_many_places"
    ]
    services.offer_place(school.place, school.liis, is_offered=False)
    place = services.add_place(school.host, school.liis, PlaceDetails("Ladu", accessibility={"step_free": True}))
    assert (place.step_free, place.quiet_room, place.is_offered) == (True, None, True)


def test_a_place_without_a_name_is_refused(school: School) -> None:
    assert refused(lambda: services.add_place(school.host, school.liis, PlaceDetails("  "))) == ["place.title"]
    assert school.host.places.count() == 1


def test_a_stopped_place_leaves_the_list_and_comes_back_once_there_is_room(school: School) -> None:
    services.offer_place(school.place, school.liis, is_offered=False)
    services.offer_place(school.place, school.liis, is_offered=False)
    assert HistoryEntry.objects.filter(action="place.stopped").count() == 1
    services.add_place(school.host, school.liis, PlaceDetails("Ladu"))
    again = lambda: services.offer_place(school.place, school.liis, is_offered=True)  # noqa: E731
    assert refused(again) == ["host.too_many_places"]
    school.place.refresh_from_db()
    assert not school.place.is_offered


def test_a_place_changed_in_another_window_is_not_overwritten(school: School) -> None:
    details = PlaceDetails(school.place.title, capacity=2)
    services.change_place(school.place, school.liis, 0, details)
    stale = replace(details, tasks="Muu")
    assert refused(lambda: services.change_place(school.place, school.liis, 0, stale)) == ["host.changed"]
    school.place.refresh_from_db()
    assert (school.place.capacity, school.place.tasks) == (2, "")


def test_what_the_company_does_not_know_of_its_place_stays_as_it_was(school: School) -> None:
    answers = {"step_free": False, "quiet_room": True, "flexible_hours": None, "version": True}
    services.confirm_accessibility(school.place, school.liis, answers)
    school.place.refresh_from_db()
    known = (school.place.step_free, school.place.quiet_room, school.place.flexible_hours, school.place.version)
    assert known == (False, True, True, 1)


def test_a_paper_is_noted_changed_and_removed_with_history(school: School) -> None:
    paper = services.add_paper(school.host, school.liis, PaperDetails("insurance", date(2027, 1, 1)))
    services.change_paper(paper, school.liis, 0, PaperDetails("insurance", None, "P-1"))
    assert refused(lambda: services.change_paper(paper, school.liis, 0, PaperDetails("other"))) == ["host.changed"]
    services.remove_paper(paper, school.liis)
    services.remove_paper(paper, school.liis)
    acts = HistoryEntry.objects.filter(action__startswith="paper.").order_by("pk").values_list("action", flat=True)
    assert list(acts) == ["paper.added", "paper.changed", "paper.removed"]
    assert not HostPaper.objects.filter(pk=paper.pk).exists()
