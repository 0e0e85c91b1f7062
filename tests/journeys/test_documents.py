"""The story ends in a document: certificate, attestation, pending, none; corrected, objected to, revoked."""

import jwt
import pytest

from placements.agreements.models import Practicum
from placements.certificates.models import IssuedDocument
from placements.people.models import Person
from tests.journeys.beginnings import completed, furnished, taught
from tests.journeys.conftest import Cast
from tests.journeys.deeds import confirm, today
from tests.journeys.schooling import (
    BELOW,
    CODE,
    PASSED,
    SESSION,
    base,
    certify,
    decide,
    download,
    enrolment,
    examine,
    furnish,
    issue,
    offer_retake,
    outcomes,
    register_for_retake,
    sit_retake,
    verify,
    verify_by_machine,
)  # fmt: skip
from tests.outbox import deliver_all
from tests.strictness import StrictClient

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def page_of(cast: Cast) -> str:
    """The page of the learner's decision as the school reads it."""
    return f"/decisions/{enrolment(cast)}/"


def failed_twice(cast: Cast) -> str:
    """Everything but the exam is there, and no attempt is left; returns the sheet of the retake."""
    completed(cast)
    taught(cast, BELOW)
    furnished(cast)
    return sit_retake(cast, BELOW)


def certified(cast: Cast) -> IssuedDocument:
    completed(cast)
    taught(cast, PASSED)
    furnished(cast)
    return certify(cast)


def test_the_learner_reads_verifies_and_shares_the_certificate(cast: Cast) -> None:
    document = certified(cast)
    assert document.number in cast.jelena.follows(document.number)
    assert "Jelena Morozova" in verify(document)
    assert CODE not in verify(document)
    answer = verify_by_machine(document)
    assert (answer["state"], answer["document"]["number"]) == ("valid", document.number)
    claims = claims_of(cast.jelena.sign_in().client.get("/certificate/credential.jwt").content.decode())
    assert document.public_id in claims
    assert CODE not in claims


def claims_of(credential: str) -> str:
    """What a credential says, once its signature is checked by the published keys."""
    keys = jwt.PyJWKSet.from_dict(StrictClient().get("/.well-known/jwks.json").json())
    key = keys[jwt.get_unverified_header(credential)["kid"]]
    return str(jwt.decode(credential, key, algorithms=["RS256"], options={"verify_aud": False}))


def test_who_fails_twice_gets_an_attestation_of_the_hours_really_done(cast: Cast) -> None:
    failed_twice(cast)
    document = certify(cast, "picked")
    assert (outcomes(cast), document.kind) == (["toend"], "toend")
    said = download(cast.jelena, document)
    done = {"contact": 4 * SESSION, "practicum": 540, "independent": 24 * 45}
    assert document.public_content["minutes"] == done
    assert [words for words in (CODE, document.number, "64", "12", "24") if words not in said] == []


def test_before_the_decision_date_it_is_pending_until_the_retake_is_passed(cast: Cast) -> None:
    completed(cast)
    taught(cast, BELOW)
    furnished(cast)
    sheet = offer_retake(cast)
    deliver_all()
    assert not cast.piret.has("decision")
    assert "The decision is pending." in cast.jelena.opens("/decision/?lang=en")
    register_for_retake(cast)
    cast.later(days=7)
    assert "Data are missing" in cast.jelena.opens("/decision/?lang=en")
    examine(cast, sheet, PASSED)
    assert certify(cast).kind == "tunnistus"
    assert outcomes(cast) == ["tunnistus"]
    assert cast.jelena.reads("/decision/")


def test_on_the_decision_date_what_is_missing_is_final(cast: Cast) -> None:
    completed(cast)
    taught(cast, PASSED, True, False)
    furnished(cast)
    deliver_all()
    assert not cast.piret.has("decision")
    cast.later(days=60)
    document = certify(cast, "picked")
    assert (document.kind, document.public_content["minutes"]["independent"]) == ("toend", 12 * 45)


def leave(cast: Cast, code: str = "withdraw") -> None:
    cast.piret.turns(cast.practicum, code, on=str(today()), reason="Isiklik")
    deliver_all()


def test_who_leaves_without_having_taken_part_gets_no_document(cast: Cast) -> None:
    taught(cast, 0, False, minutes=0)
    furnished(cast)
    leave(cast)
    decide(cast, "picked")
    assert outcomes(cast) == ["none"]
    assert "No document" in cast.jelena.opens("/decision/?lang=en")
    assert cast.piret.sends(f"{base(cast)}documents/", 409, act="start")
    assert not IssuedDocument.objects.exists()


@pytest.mark.parametrize("code", ["withdraw", "expel"])
def test_who_leaves_after_having_taken_part_asks_for_the_attestation_and_gets_it(cast: Cast, code: str) -> None:
    cast.walk(30).start().work(2).confirm()
    taught(cast, BELOW)
    furnished(cast)
    leave(cast, code)
    assert not cast.piret.has("decision")
    assert f'name="pick" value="{enrolment(cast)}"' not in cast.piret.opens(f"{base(cast)}decisions/")
    cast.jelena.sends("/decision/", act="ask")
    assert cast.piret.has("decision")
    document = certify(cast, "picked")
    assert (document.kind, document.public_content["minutes"]["practicum"]) == ("toend", 540)
    assert document.number in download(cast.jelena, document)


def test_an_annulled_completion_takes_the_decision_and_the_document_along(cast: Cast) -> None:
    document = certified(cast)
    annul(cast)
    assert cast.jelena.reads(f"{document.number}")
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
    cast.piret.sends(cast.piret.led_to("decision_recheck"), act="anew")
    deliver_all()
    assert outcomes(cast) == ["toend", "tunnistus"]
    assert not cast.piret.has("decision_recheck")
    correct(cast)
    document = IssuedDocument.objects.get(state="valid")
    assert (document.replaces, document.kind) == (former, "tunnistus")
    assert document.number != former.number
    assert "The attestation was replaced" in verify(former)
    assert document.number in download(cast.jelena, document)
    assert not cast.piret.has("document_recheck")


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


def test_nothing_is_issued_while_a_field_is_empty_and_it_is_named(cast: Cast) -> None:
    completed(cast)
    taught(cast, PASSED)
    decide(cast)
    address = f"{base(cast)}documents/"
    for page in (cast.piret.opens(f"{address}?lang=en"), cast.piret.sends(address, 409, act="start").content.decode()):
        for missing in ("registry code", "EHIS notice number", "personal code or date of birth"):
            assert missing in page
    assert not IssuedDocument.objects.exists()
    furnish(cast)
    assert issue(cast).sequence == 1
    assert Person.objects.get(pk=cast.jelena.person.pk).personal_code == CODE


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
    cast.piret.sends(cast.piret.led_to("decision_recheck"), act="anew")
    deliver_all()
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
    cast.piret.sends(cast.piret.led_to("decision_recheck"), act="anew")
    assert outcomes(cast) == ["toend", "toend"]
    deliver_all()
    assert cast.piret.led_to("document_recheck") == f"/register/{former.public_id}/"
