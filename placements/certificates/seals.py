"""The school's seal on a PDF: PAdES, added behind the file so that not a byte of it changes; none without a key."""

import io
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
    pkcs12,
)
from django.conf import settings

FIELD = "Seal"
# Room for the signature and its certificates, in bytes.
RESERVED = 16_384
# Stands in the subject of certificates that nobody but this service vouches for.
SELF_MADE = "Self-made, vouched for by nobody else"


class SealKeyUnusable(Exception):
    """The file that the settings name holds no key with its certificate, or the passphrase is another one."""


@dataclass(frozen=True, slots=True)
class SealKey:
    """A private key, its certificate, and the certificates above it, all as DER."""

    private: bytes
    certificate: bytes
    chain: tuple[bytes, ...]
    fingerprint: str
    owner: str
    is_self_made: bool


@dataclass(frozen=True, slots=True)
class Sealed:
    """A PDF, and SHA-256 of the certificate that sealed it; empty without a seal."""

    pdf: bytes
    fingerprint: str = ""


def seal_key() -> SealKey | None:
    """The key that is configured, or none; read once a process. Raises: SealKeyUnusable."""
    if not settings.SEAL_KEY_FILE:
        return None
    return _loaded(settings.SEAL_KEY_FILE, settings.SEAL_KEY_PASSPHRASE)


def sealed(pdf: bytes) -> Sealed:
    """The PDF with the school's seal as an incremental update; as it is where no key is configured."""
    key = seal_key()
    return Sealed(_signed(pdf, key), key.fingerprint) if key else Sealed(pdf)


@lru_cache(maxsize=4)
def _loaded(path: str, passphrase: str) -> SealKey:
    secret = passphrase.encode() or None
    try:
        raw = Path(path).read_bytes()
        private, certificates = _from_pem(raw, secret) if b"-----BEGIN" in raw else _from_pkcs12(raw, secret)
        own = next(each for each in certificates if each.public_key() == private.public_key())
    except (OSError, ValueError, TypeError, StopIteration) as error:
        raise SealKeyUnusable(path) from error
    der = [each.public_bytes(Encoding.DER) for each in certificates if each != own]
    units = own.subject.get_attributes_for_oid(x509.NameOID.ORGANIZATIONAL_UNIT_NAME)
    return SealKey(
        private=private.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption()),
        certificate=own.public_bytes(Encoding.DER),
        chain=tuple(der),
        fingerprint=own.fingerprint(SHA256()).hex(),
        owner=_name(own),
        is_self_made=any(unit.value == SELF_MADE for unit in units),
    )


def _from_pem(raw: bytes, secret: bytes | None) -> tuple[Any, list[x509.Certificate]]:
    # A passphrase for a key that has none is an error of its own: it is simply not needed.
    is_encrypted = b"ENCRYPTED" in raw
    return load_pem_private_key(raw, secret if is_encrypted else None), x509.load_pem_x509_certificates(raw)


def _from_pkcs12(raw: bytes, secret: bytes | None) -> tuple[Any, list[x509.Certificate]]:
    private, own, others = pkcs12.load_key_and_certificates(raw, secret)
    if private is None or own is None:
        raise ValueError("no key in the file")
    return private, [own, *others]


def _name(certificate: x509.Certificate) -> str:
    for oid in (x509.NameOID.ORGANIZATION_NAME, x509.NameOID.COMMON_NAME):
        for attribute in certificate.subject.get_attributes_for_oid(oid):
            return str(attribute.value)
    return ""


@lru_cache(maxsize=4)
def _signer(key: SealKey) -> Any:
    # Only who seals pays for loading these.
    from asn1crypto import keys
    from asn1crypto import x509 as asn1
    from pyhanko.sign.signers import SimpleSigner
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    store = SimpleCertificateStore()
    store.register_multiple(asn1.Certificate.load(each) for each in key.chain)
    return SimpleSigner(
        signing_cert=asn1.Certificate.load(key.certificate),
        signing_key=keys.PrivateKeyInfo.load(key.private),
        cert_registry=store,
    )


def _signed(pdf: bytes, key: SealKey) -> bytes:
    from pyhanko.pdf_utils.generic import NameObject
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign.fields import InvisSigSettings, SigFieldSpec, SigSeedSubFilter
    from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner

    class Writer(IncrementalPdfFileWriter):
        def _update_meta(self) -> None:
            """What the file says of itself and its standards stays byte by byte as it was made."""

    writer = Writer(io.BytesIO(pdf))
    # A page with a field says in which order it is walked through. Source: PDF/UA-1, 7.18.3.
    page = writer.root["/Pages"]["/Kids"][0]
    page[NameObject("/Tabs")] = NameObject("/S")
    writer.update_container(page)
    metadata = PdfSignatureMetadata(
        field_name=FIELD, md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES, name=key.owner or None
    )
    # Neither printed nor in the way of a reader: outside the page. Source: PDF/A-2, 6.3.2 and PDF/UA-1, 7.18.1.
    field = SigFieldSpec(FIELD, invis_sig_settings=InvisSigSettings(box_out_of_bounds=True))
    signer = PdfSigner(metadata, signer=_signer(key), new_field_spec=field)
    out: io.BytesIO = signer.sign_pdf(writer, bytes_reserved=RESERVED)
    return out.getvalue()
