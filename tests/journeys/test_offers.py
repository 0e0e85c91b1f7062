"""Before the agreement is in force: the offer to a silent company, or an agreement half signed, is called off."""

import pytest

from placements.agreements.models import Agreement, Placement
from placements.records.models import WorkItem
from tests.journeys.conftest import Cast
from tests.journeys.deeds import accept, agree, ask
from tests.journeys.people import LINK

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def test_a_silent_company_s_offer_is_called_off_and_the_request_opens_as_it_was(cast: Cast) -> None:
    ask(cast, cast.first)
    cast.liis.turns(cast.practicum, "call_off", reason="Ettevõte ei vasta")
    assert cast.now().stage == "request"
    assert "Ettevõte ei vasta" in str(cast.jelena.reads(cast.host.name).body)
    page = cast.jelena.opens(cast.jelena.address("request"))
    for kept in (cast.host.name, cast.kristjan.person.email, "Nõustamine ja väljapanek", "Ettevõte ei vasta"):
        assert kept in page
    agree(cast, cast.second)
    assert cast.now().placements.get(state="in_force").host == cast.second.host


def test_the_link_of_an_offer_that_was_called_off_says_so_and_whom_to_ask(cast: Cast) -> None:
    ask(cast, cast.first)
    cast.kristjan.follow_link()
    cast.liis.turns(cast.practicum, "call_off", reason="Ettevõte ei vasta")
    letter = cast.kristjan.mails()[-1]
    assert "Jelena Morozova" in letter.subject
    assert LINK.search(str(letter.body))
    assert cast.liis.person.email in cast.kristjan.arrives()
    assert cast.kristjan.client.get(f"{cast.kristjan.base}week/").status_code == 404


def half_sign(cast: Cast) -> WorkItem:
    """The learner has signed; the company's item is open."""
    ask(cast, cast.first)
    accept(cast.first)
    cast.jelena.sign("learner_signature")
    return cast.helve.follow_link().item("host_signature")


def test_an_agreement_half_signed_is_called_off_and_takes_no_more_signatures(cast: Cast) -> None:
    item = half_sign(cast)
    agreement = Agreement.objects.get(placement__practicum=cast.practicum)
    cast.liis.turns(cast.practicum, "call_off", reason="Plaanid muutusid")
    address = f"{cast.helve.base}tasks/{item.pk}/"
    response = cast.helve.client.post(address, {"digest": agreement.digest, "code": "123456"})
    assert response.status_code == 409
    assert agreement.signatures.count() == 1
    assert not cast.jelena.has("learner_signature")
    assert agreement.number not in cast.jelena.opens("/agreement/")
    assert not Placement.objects.filter(practicum=cast.practicum, state__in=Placement.LIVE).exists()


def test_after_that_the_same_company_may_be_asked_again(cast: Cast) -> None:
    half_sign(cast)
    cast.liis.turns(cast.practicum, "call_off", reason="Plaanid muutusid")
    agree(cast, cast.first)
    assert cast.now().stage == "hours"
