"""A document as an Open Badges 3.0 credential, signed as VC-JWT; the issuer and the list of those revoked."""

from datetime import UTC
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from placements.certificates.keys import signed
from placements.certificates.models import IssuedDocument, Kind
from placements.certificates.verifying import verification_url
from placements.programmes.models import ProgrammeVersion
from placements.programmes.words import Words
from placements.records.selectors import provider_settings

Json = dict[str, Any]
CONTEXT = [
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
    "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json",
]
SCHEMA = {
    "id": "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json",
    "type": "1EdTechJsonSchemaValidator2019",
}
ACHIEVEMENT_TYPES = {Kind.CERTIFICATE: "CertificateOfCompletion", Kind.ATTESTATION: "ext:AttestationOfParticipation"}


def credential_for(document: IssuedDocument) -> str:
    """The document's credential as a compact JWT (RS256), in the document's language; some four queries.

    It holds the name and no personal code, not even hashed. Source: domain, section 5; Open Badges 3.0, VC-JWT.
    """
    credential = _credential(document)
    claims = {
        "iss": credential["issuer"]["id"],
        "jti": credential["id"],
        "nbf": int(document.issued_at.timestamp()),
        "sub": credential["credentialSubject"]["id"],
    }
    return signed(credential | claims)


def _credential(document: IssuedDocument) -> Json:
    content, language = document.public_content, document.language
    return {
        "@context": CONTEXT,
        "id": verification_url(document.public_id),
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": f"{content['programme'][language]}, {content['number']}",
        "issuer": _issuer_of(content["provider"]),
        "validFrom": document.issued_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "credentialSubject": _subject(document),
        "credentialStatus": {"id": _address("credential-revocations"), "type": "1EdTechRevocationList"},
        "credentialSchema": [SCHEMA],
    }


def _subject(document: IssuedDocument) -> Json:
    content = document.public_content
    return {
        "id": f"{verification_url(document.public_id)}#holder",
        "type": ["AchievementSubject"],
        "identifier": [
            {"type": "IdentityObject", "hashed": False, "identityHash": content["name"], "identityType": "name"}
        ],
        "licenseNumber": content["number"],
        "activityStartDate": _noon(content["starts_on"]),
        "activityEndDate": _noon(content["ends_on"]),
        "achievement": achievement_of(document.enrolment.programme_version, document.kind, document.language),
    }


def achievement_of(version: ProgrammeVersion, kind: str, language: str) -> Json:
    """What was achieved, and what was needed for it; no query."""
    programme = version.content["programme"]
    with translation.override(language):
        return {
            "id": _address("credential-achievement", version.pk, kind),
            "type": ["Achievement"],
            "achievementType": ACHIEVEMENT_TYPES[Kind(kind)],
            "name": str(Words(programme["title"])),
            "description": str(Words(programme["objective"])),
            "fieldOfStudy": str(Words(programme["field_of_study"])),
            "inLanguage": language,
            "criteria": {"narrative": _criteria(programme, kind)},
        }


def _criteria(programme: Json, kind: str) -> str:
    if kind == Kind.ATTESTATION:
        return _("Participation in the course. The hours really done stand on the document.")
    outcomes = [f"- {Words(outcome['text'])}" for outcome in programme["learning_outcomes"]]
    return "\n".join([str(Words(programme["completion_requirements"])), "", *outcomes])


def _noon(iso_day: str) -> str:
    """An instant that is on this day in Tallinn and for readers in UTC alike."""
    return f"{iso_day}T12:00:00Z"


def _issuer_of(provider: Json) -> Json:
    """The school as it was when the document was issued."""
    profile = {"id": _address("credential-issuer"), "type": ["Profile"], "name": provider["name"]}
    return profile | ({"url": provider["web_page"]} if provider["web_page"] else {})


def issuer_profile() -> Json:
    """The school as credentials name it, and where its keys are; one query."""
    provider = provider_settings()
    told = {"email": provider.email, "phone": provider.phone}
    return {
        "@context": CONTEXT[:2],
        **_issuer_of({"name": provider.name, "web_page": provider.web_page}),
        **{name: value for name, value in told.items() if value},
        "jwks_uri": _address("jwks"),
        "revocationList": _address("credential-revocations"),
    }


def revocation_list() -> Json:
    """Every credential that holds no longer, without the reasons; one query.

    Source: 1EdTech Revocation List Status Method 1.0.
    """
    ended = IssuedDocument.objects.exclude(state=IssuedDocument.State.VALID).order_by("pk")
    return {
        "id": _address("credential-revocations"),
        "issuer": _address("credential-issuer"),
        "revokedCredentials": [
            {"id": verification_url(public_id), "revoked": True, "revocationReason": state}
            for public_id, state in ended.values_list("public_id", "state")
        ],
    }


def _address(name: str, *args: object) -> str:
    return f"{settings.PUBLIC_URL}{reverse(name, args=args)}"
