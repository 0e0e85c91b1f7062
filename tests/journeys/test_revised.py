"""What comes after the decision: it is annulled, corrected, objected to, and the document follows."""

import pytest

from placements.agreements.models import Practicum
from placements.certificates.models import IssuedDocument
from tests.journeys.beginnings import certified, completed, failed_twice, furnished, taught
from tests.journeys.conftest import Cast
from tests.journeys.deeds import confirm
from tests.journeys.schooling import (
    BELOW,
    PASSED,
    base,
    certify,
    decide,
    download,
    examine,
    issue,
    leave,
    outcomes,
    page_of,
    verify,
    verify_by_machine,
)  # fmt: skip
from tests.outbox import deliver_all
from tests.strictness import StrictClient

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def test_an_annulled_completion_takes_the_decision_and_the_document_along(cast: Cast) -> None:
    document = certified(cast)
    annul(cast)
    assert "Võltsitud tunnid" in str(cast.jelena.reads(document.number).body)
    assert outcomes(cast) == ["tunnistus", "toend"]
    decision = cast.practicum.enrolment.decisions.latest("pk")
    two = (decision.decided_by, decision.second)
    assert (decision.basis, *two) == ("annulment", cast.liis.person, cast.piret.person)
    assert "Võltsitud tunnid" in cast.jelena.opens("/certificate/")


def annul(cast: Cast) -> None:
    """Two people annul the completion."""
    cast.liis.turns(cast.practicum, "annul", reason="Võltsitud tunnid")
    cast.piret.do("second_opinion", confirms="yes", answer="")
    deliver_all()


def test_a_revoked_document_is_verified_as_revoked_and_names_nobody(cast: Cast) -> None:
    document = certified(cast)
    annul(cast)
    page = verify(document)
    assert "The certificate was revoked" in page
    assert "Jelena" not in page
    answer = verify_by_machine(document)
    assert (answer["state"], "name" in answer["document"]) == ("revoked", False)
    assert document.public_id in StrictClient().get("/credentials/revocations.json").content.decode()
    assert cast.jelena.sign_in().client.get("/certificate/credential.jwt").status_code == 404


def test_a_corrected_result_is_decided_anew_and_the_document_is_replaced(cast: Cast) -> None:
    sheet = failed_twice(cast)
    former = certify(cast, "picked")
    examine(cast, sheet, PASSED, do="save")
    deliver_all()
    assert outcomes(cast) == ["toend"]
    decide_anew(cast)
    assert outcomes(cast) == ["toend", "tunnistus"]
    correct(cast)
    document = IssuedDocument.objects.get(state="valid")
    assert (document.replaces, document.kind) == (former, "tunnistus")
    assert document.number != former.number
    assert "The attestation was replaced" in verify(former)
    assert document.number in download(cast.jelena, document)
    assert not cast.piret.has("document_recheck")


def decide_anew(cast: Cast) -> None:
    """The manager goes where the work item leads and decides by what stands now."""
    cast.piret.sends(cast.piret.led_to("decision_recheck"), act="anew", reason="Tulemus parandati")
    deliver_all()
    assert not cast.piret.has("decision_recheck")


def correct(cast: Cast) -> None:
    """The manager goes where the work item leads, and has the document replaced after having read what comes of it."""
    address, reason = f"{cast.piret.led_to('document_recheck')}correct/", {"reason": "Tulemus parandati"}
    assert reason["reason"] in cast.piret.client.post(address, reason).content.decode()
    assert cast.piret.client.post(address, reason | {"sure": "1"}).status_code == 302
    deliver_all()


def test_an_objection_holds_the_document_until_somebody_else_has_answered(cast: Cast) -> None:
    failed_twice(cast)
    decide(cast, "picked")
    cast.jelena.sends("/decision/", act="appeal", text="Küsimus 14 oli vigane")
    held = cast.piret.sends(f"{base(cast)}documents/", 409, act="start").content.decode()
    assert cast.jelena.person.name in held
    cast.piret.sends(page_of(cast), 409, act="dismiss", answer="Küsimus oli korras")
    cast.liis.sends(cast.liis.led_to("appeal"), act="dismiss", answer="Küsimus oli korras")
    assert "Küsimus oli korras" in cast.jelena.follows("/decision/")
    assert issue(cast).kind == "toend"


def begin_again(cast: Cast) -> None:
    cast.liis.opens(f"/learners/{cast.practicum.pk}/turnings/")
    assert cast.liis.client.post(f"/learners/{cast.practicum.pk}/begin-again/").status_code == 302
    cast.practicum = Practicum.objects.get(enrolment=cast.practicum.enrolment, ended_at=None)


def test_who_completes_another_practicum_after_an_annulment_is_decided_on_anew(cast: Cast) -> None:
    former = certified(cast)
    annul(cast)
    begin_again(cast)
    completed(cast, days=15)
    deliver_all()
    decide_anew(cast)
    assert outcomes(cast) == ["tunnistus", "toend", "tunnistus"]
    document = issue(cast)
    assert (document.replaces, document.number != former.number) == (None, True)


def test_hours_confirmed_after_the_attestation_are_looked_at(cast: Cast) -> None:
    cast.walk(30).start().work(2)
    taught(cast, BELOW)
    furnished(cast)
    leave(cast)
    cast.jelena.sends("/decision/", act="ask")
    former = certify(cast, "picked")
    assert former.public_content["minutes"]["practicum"] == 0
    confirm(cast, cast.kristjan)
    decide_anew(cast)
    assert outcomes(cast) == ["toend", "toend"]
    assert cast.piret.led_to("document_recheck") == f"/register/{former.public_id}/"
