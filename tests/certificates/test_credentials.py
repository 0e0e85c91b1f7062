"""Open Badges credentials: schema, a second reader, every changed byte refused, revocation, rotation, privacy."""

import base64
import json
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import jsonschema
import jwt
import pytest
from django.core.management import call_command
from openbadgeslib.ob3 import OB3VerificationError, OB3Verifier

from placements.certificates.credentials import credential_for
from placements.certificates.models import CredentialKey, IssuedDocument, Kind
from placements.records.models import HistoryEntry
from tests.certificates.paper import CODE, issue_row
from tests.office import Office, browser_of, curator_of_another
from tests.strictness import StrictClient

pytestmark = pytest.mark.django_db
BESIDE = Path(__file__).resolve().parents[3] / "shared" / "data"
SCHEMA = "ob3_achievementcredential_schema.json"


def schema_file() -> Path:
    """The official schema lies in a folder beside the project, and is used where it lies."""
    if not BESIDE.is_dir():
        pytest.skip("the folder of shared data is not beside this project: the official schema cannot be read")
    return BESIDE / SCHEMA


def body_of(token: str) -> dict[str, Any]:
    return jwt.decode(token, options={"verify_signature": False})


def published_pem(client: StrictClient, token: str) -> bytes:
    """The public key, read at the address that the token's header names."""
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    path = jwt.get_unverified_header(token)["kid"].split("/", 3)[3]
    key = jwt.PyJWK(client.get(f"/{path}").json()).key
    pem: bytes = key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    return pem


@pytest.mark.parametrize("kind", Kind.values)
def test_the_credential_fits_the_official_schema(office: Office, kind: str) -> None:
    schema = json.loads(schema_file().read_text(encoding="utf-8"))
    body = body_of(credential_for(issue_row(office, kind)))
    checker = jsonschema.Draft201909Validator(schema, format_checker=jsonschema.FormatChecker())
    assert [error.message for error in checker.iter_errors(body)] == []


def test_the_credential_says_what_ours_must_say(office: Office) -> None:
    document = issue_row(office, language="ru")
    body = body_of(credential_for(document))
    subject = body["credentialSubject"]
    assert body["type"] == ["VerifiableCredential", "OpenBadgeCredential"]
    assert body["id"] == body["jti"] == f"http://127.0.0.1:8000/v/{document.public_id}/"
    assert body["iss"] == body["issuer"]["id"]
    assert body["sub"] == subject["id"]
    assert body["nbf"] == int(document.issued_at.timestamp())
    assert body["credentialStatus"]["type"] == "1EdTechRevocationList"
    assert [each["identityHash"] for each in subject["identifier"]] == ["Merle Aas"]
    assert subject["achievement"]["name"] == document.public_content["programme"]["ru"]
    assert subject["achievement"]["criteria"]["narrative"].count("\n- ") == 12


@pytest.mark.parametrize("zone", ["UTC", "Europe/Tallinn"])
def test_the_days_of_the_course_are_the_same_for_every_reader(office: Office, zone: str) -> None:
    subject = body_of(credential_for(issue_row(office)))["credentialSubject"]
    days = [
        datetime.fromisoformat(subject[name]).astimezone(ZoneInfo(zone)).date().isoformat()
        for name in ("activityStartDate", "activityEndDate")
    ]
    assert days == ["2026-09-01", "2026-11-16"]


def test_no_personal_code_is_in_it(office: Office) -> None:
    text = json.dumps(body_of(credential_for(issue_row(office))))
    assert CODE not in text
    assert "sha256$" not in text


def test_a_second_reader_accepts_it(office: Office, client: StrictClient) -> None:
    token = credential_for(issue_row(office))
    read = OB3Verifier(published_pem(client, token)).verify(token)
    assert read.issuer.name == "1-Koolitus MTÜ"
    assert read.identifiers[0].identity_hash == "Merle Aas"


def test_any_changed_sign_is_refused_by_both_readers(office: Office, client: StrictClient) -> None:
    token = credential_for(issue_row(office))
    pem = published_pem(client, token)
    verifier, key = OB3Verifier(pem), jwt.PyJWK(client.get("/.well-known/jwks.json").json()["keys"][0])
    for changed in changed_tokens(token):
        with pytest.raises(OB3VerificationError):
            verifier.verify(changed)
        with pytest.raises(jwt.InvalidTokenError):
            jwt.decode(changed, key, algorithms=["RS256"])


def changed_tokens(token: str) -> list[str]:
    """One byte of the header, of the body or of the signature is another one: every byte of them in turn."""
    parts = [base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)) for part in token.split(".")]
    tokens = []
    for index, raw in enumerate(parts):
        for place in range(len(raw)):
            changed = [*parts]
            changed[index] = raw[:place] + bytes([raw[place] ^ 1]) + raw[place + 1 :]
            tokens.append(".".join(base64.urlsafe_b64encode(part).rstrip(b"=").decode() for part in changed))
    return tokens


@pytest.mark.parametrize("state", ["revoked", "superseded"])
def test_what_ended_is_found_through_the_list(office: Office, client: StrictClient, state: str) -> None:
    valid, ended = issue_row(office), issue_row(office, state=state, state_reason="Eksami tulemus oli vale")
    status = body_of(credential_for(ended))["credentialStatus"]
    listed = client.get(f"/{status['id'].split('/', 3)[3]}").json()
    assert listed["id"] == status["id"]
    assert [each["id"] for each in listed["revokedCredentials"]] == [body_of(credential_for(ended))["id"]]
    assert valid.public_id not in str(listed)
    assert "Eksami" not in str(listed)


def test_what_an_old_key_signed_stays_verifiable(office: Office, client: StrictClient) -> None:
    before = credential_for(issue_row(office))
    call_command("rotate_credential_key", verbosity=0)
    after = credential_for(issue_row(office))
    kids = [jwt.get_unverified_header(token)["kid"] for token in (after, before)]
    assert [key["kid"] for key in client.get("/.well-known/jwks.json").json()["keys"]] == kids
    assert kids[0] != kids[1]
    for token in (before, after):
        OB3Verifier(published_pem(client, token)).verify(token)


def test_the_private_half_is_neither_published_nor_readable_in_the_database(
    office: Office, client: StrictClient
) -> None:
    credential_for(issue_row(office))
    key = CredentialKey.objects.get()
    published = client.get("/.well-known/jwks.json").json()["keys"][0]
    assert set(published) == {"kty", "n", "e", "use", "alg", "kid"}
    assert "BEGIN" not in CredentialKey.objects.extra(select={"raw": "private_pem"}).get().raw
    assert HistoryEntry.objects.get(action="credential_key.made").details == {"kid": key.kid}


def test_the_first_key_is_made_once(office: Office) -> None:
    credential_for(issue_row(office))
    credential_for(issue_row(office))
    assert CredentialKey.objects.count() == 1


@pytest.mark.parametrize(
    "address", ["/.well-known/jwks.json", "/credentials/issuer.json", "/credentials/revocations.json"]
)
def test_what_credentials_refer_to_is_open_to_every_page(office: Office, client: StrictClient, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 200
    assert response["Access-Control-Allow-Origin"] == "*"
    assert not response.cookies


def test_an_achievement_is_read_at_its_address(office: Office, client: StrictClient) -> None:
    named = body_of(credential_for(issue_row(office)))["credentialSubject"]["achievement"]
    assert client.get(f"/{named['id'].split('/', 3)[3]}?lang=et").json() == named


def with_credential(office: Office) -> IssuedDocument:
    document = issue_row(office)
    document.credential = credential_for(document)
    document.save(update_fields=["credential"])
    return document


def test_the_learner_downloads_his_own(office: Office) -> None:
    document = with_credential(office)
    response = browser_of(document.learner).get("/certificate/credential.jwt")
    assert response.content.decode() == document.credential
    assert response["Content-Disposition"] == 'attachment; filename="2026-114.jwt"'
    assert browser_of(issue_row(office).learner).get("/certificate/credential.jwt").status_code == 404


def test_who_reads_the_register_downloads_it_and_nobody_else(office: Office, client: StrictClient) -> None:
    document = with_credential(office)
    address = f"/register/{document.public_id}/credential.jwt"
    for reader in (office.piret, office.liis, office.rein):
        assert browser_of(reader).get(address).content.decode() == document.credential
    for other in (document.learner, office.marika, curator_of_another(office.cohort)):
        assert browser_of(other).get(address).status_code == 404
    assert client.get(address).status_code == 302
