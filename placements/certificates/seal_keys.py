"""A self-made seal key: an own root, and under it the certificate that seals; both on elliptic curves."""

import os
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    KeySerializationEncryption,
    NoEncryption,
    PrivateFormat,
)

from placements.certificates.seals import SELF_MADE

YEARS = timedelta(days=3653)
ONLY_OWNER = 0o600


def make_seal_key(path: Path, school: str, passphrase: str, now: datetime) -> None:
    """Write key, certificate and root into one PEM file that only its owner reads. Raises: FileExistsError.

    The root's own key is thrown away: it has signed what it was made for.
    """
    root_key, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    root_name, name = _name(school, "root"), _name(school, "seal")
    root = _certificate(root_name, root_name, root_key, root_key, now)
    leaf = _certificate(name, root_name, key, root_key, now)
    encryption: KeySerializationEncryption = (
        BestAvailableEncryption(passphrase.encode()) if passphrase else NoEncryption()
    )
    content = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, encryption)
    content += leaf.public_bytes(Encoding.PEM) + root.public_bytes(Encoding.PEM)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, ONLY_OWNER), "wb") as out:
        out.write(content)


def _name(school: str, what: str) -> x509.Name:
    oid = x509.NameOID
    return x509.Name(
        [
            x509.NameAttribute(oid.ORGANIZATION_NAME, school[:64]),
            x509.NameAttribute(oid.ORGANIZATIONAL_UNIT_NAME, SELF_MADE),
            x509.NameAttribute(oid.COMMON_NAME, f"{school[:50]} ({what})"),
        ]
    )


def _certificate(
    name: x509.Name,
    issuer: x509.Name,
    key: ec.EllipticCurvePrivateKey,
    issuer_key: ec.EllipticCurvePrivateKey,
    now: datetime,
) -> x509.Certificate:
    is_root = name == issuer
    builder = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(minutes=5))
        .not_valid_after(now + YEARS)
        .add_extension(x509.BasicConstraints(ca=is_root, path_length=0 if is_root else None), critical=True)
        .add_extension(_usage(is_root=is_root), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()), critical=False)
    )
    return builder.sign(issuer_key, SHA256())


def _usage(*, is_root: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not is_root,
        content_commitment=not is_root,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=is_root,
        crl_sign=is_root,
        encipher_only=False,
        decipher_only=False,
    )
