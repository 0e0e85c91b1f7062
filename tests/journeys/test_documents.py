"""The story ends in a document: certificate, attestation, pending, none."""

import jwt
import pytest

from placements.certificates.models import IssuedDocument
from placements.people.models import Person
from tests.journeys.beginnings import certified, completed, failed_twice, furnished, taught
from tests.journeys.conftest import Cast
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
    leave,
    offer_retake,
    outcomes,
    register_for_retake,
    verify,
    verify_by_machine,
)  # fmt: skip
from tests.outbox import deliver_all
from tests.strictness import StrictClient

pytestmark = [pytest.mark.django_db, pytest.mark.database]


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
