"""The RSA keys that sign credentials: made at first use, rotated, never withdrawn from publication."""

import base64
import hashlib
import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from placements import clock
from placements.certificates.models import CredentialKey
from placements.people.models import Person
from placements.records.services import locked_provider, record

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

ALGORITHM = "RS256"
KEY_BITS = 2048
EXPONENT = 65537


def signing_key() -> CredentialKey:
    """The key that signs now; the first one is made when it is needed. One query."""
    return CredentialKey.objects.filter(retired_at=None).first() or _first_key()


@transaction.atomic
def _first_key() -> CredentialKey:
    """Locks: the school's settings, so that of two at once one makes the key."""
    locked_provider()
    return CredentialKey.objects.filter(retired_at=None).first() or _make_key(None)


@transaction.atomic
def rotate_key(actor: Person | None) -> CredentialKey:
    """Let a new key sign from now on; the old one stays published, so what it signed can still be verified.

    Locks: the school's settings.
    """
    locked_provider()
    CredentialKey.objects.filter(retired_at=None).update(retired_at=clock.now())
    return _make_key(actor)


def _make_key(actor: Person | None) -> CredentialKey:
    from cryptography.hazmat.primitives.asymmetric import rsa
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

    private = rsa.generate_private_key(public_exponent=EXPONENT, key_size=KEY_BITS)
    pem = private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
    numbers = private.public_key().public_numbers()
    jwk = {"kty": "RSA", "n": _number(numbers.n), "e": _number(numbers.e)}
    key = CredentialKey.objects.create(kid=_thumbprint(jwk), public_jwk=jwk, private_pem=pem)
    record("credential_key.made", actor=actor, subject_id=key.pk, kid=key.kid)
    return key


def _number(value: int) -> str:
    return _base64(value.to_bytes((value.bit_length() + 7) // 8))


def _base64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _thumbprint(jwk: dict[str, str]) -> str:
    """Source: RFC 7638."""
    return _base64(hashlib.sha256(json.dumps(jwk, sort_keys=True, separators=(",", ":")).encode()).digest())


@lru_cache(maxsize=4)
def _private(kid: str) -> "RSAPrivateKey":
    """Read and checked once a process: a batch of a thousand signs with the same key."""
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    loaded = load_pem_private_key(CredentialKey.objects.get(kid=kid).private_pem.encode(), password=None)
    assert isinstance(loaded, RSAPrivateKey)
    return loaded


def key_url(kid: str) -> str:
    """Where the public half is read. Source: Open Badges 3.0, VC-JWT: a kid is the address of a JWK."""
    return f"{settings.PUBLIC_URL}{reverse('credential-key', args=[kid])}"


def signed(claims: dict[str, Any]) -> str:
    """These claims as a compact JWT, signed by the key of today. One query."""
    import jwt

    key = signing_key()
    return jwt.encode(claims, _private(key.kid), algorithm=ALGORITHM, headers={"kid": key_url(key.kid)})


def public_jwk(key: CredentialKey) -> dict[str, str]:
    """The public half as it is published."""
    return {**key.public_jwk, "use": "sig", "alg": ALGORITHM, "kid": key_url(key.kid)}


def key_set() -> dict[str, list[dict[str, str]]]:
    """Every key that ever signed, the newest first; one query."""
    return {"keys": [public_jwk(key) for key in CredentialKey.objects.defer("private_pem")]}
