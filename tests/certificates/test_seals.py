"""The seal, validated by pyHanko against its root: EC, one changed byte detected, the PDF/A under it untouched."""

import io
import stat
from pathlib import Path
from typing import Any

import pytest
from asn1crypto import pem
from asn1crypto import x509 as asn1
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, load_pem_private_key, pkcs12
from cryptography.x509 import load_pem_x509_certificates
from django.core.management import CommandError, call_command
from django.core.management.base import SystemCheckError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from placements import clock
from placements.certificates.content import content_of
from placements.certificates.issuing import issue
from placements.certificates.printing import document_pdf
from placements.certificates.seal_keys import make_seal_key
from placements.certificates.seals import SealKeyUnusable, seal_key, sealed
from placements.cohorts.models import Cohort
from tests.certificates.graduates import graduate, manager
from tests.certificates.reading import marks_of, text_of
from tests.office import browser_of
from tests.outbox import deliver_all

pytestmark = pytest.mark.django_db


@pytest.fixture
def key_file(tmp_path: Path, settings: Any) -> Path:
    path = tmp_path / "seal.pem"
    make_seal_key(path, "Näidiskool MTÜ", "saladus", clock.now())
    settings.SEAL_KEY_FILE, settings.SEAL_KEY_PASSPHRASE = str(path), "saladus"
    return path


@pytest.fixture
def pdf(cohort: Cohort) -> bytes:
    content = content_of(graduate(cohort), clock.now())
    return document_pdf(content | {"number": "T-2026-0001", "public_id": "K7Q4MX2D9WABCDEF"}, "et")


def root_of(path: Path) -> asn1.Certificate:
    *_others, (_name, _headers, root) = pem.unarmor(path.read_bytes(), multiple=True)
    return asn1.Certificate.load(root)


def status_of(pdf: bytes, path: Path) -> Any:
    (signature,) = PdfFileReader(io.BytesIO(pdf)).embedded_signatures
    context = ValidationContext(trust_roots=[root_of(path)], allow_fetching=False)
    return validate_pdf_signature(signature, context)


def test_the_seal_is_valid_against_its_root_and_covers_the_whole_file(pdf: bytes, key_file: Path) -> None:
    result = sealed(pdf)
    status = status_of(result.pdf, key_file)
    assert status.bottom_line
    assert status.coverage.name == "ENTIRE_FILE"
    assert status.signing_cert.public_key.algorithm == "ec"
    assert status.signing_cert.sha256.hex() == result.fingerprint
    (signature,) = PdfFileReader(io.BytesIO(result.pdf)).embedded_signatures
    assert signature.sig_object["/SubFilter"] == "/ETSI.CAdES.detached"


def test_another_root_does_not_vouch_for_it(pdf: bytes, key_file: Path, tmp_path: Path) -> None:
    make_seal_key(tmp_path / "other.pem", "Muu", "", clock.now())
    assert not status_of(sealed(pdf).pdf, tmp_path / "other.pem").trusted


@pytest.mark.parametrize("place", [0.1, 0.5, 0.9])
def test_one_changed_byte_is_detected(pdf: bytes, key_file: Path, place: float) -> None:
    changed = bytearray(sealed(pdf).pdf)
    # Within a stream of what was sealed: the file still opens.
    at = changed.index(b"stream", int(len(pdf) * place)) + 40
    changed[at] ^= 1
    assert not status_of(bytes(changed), key_file).intact


def test_the_archival_file_under_the_seal_is_untouched(pdf: bytes, key_file: Path) -> None:
    result = sealed(pdf).pdf
    assert result.startswith(pdf)
    assert text_of(result) == text_of(pdf)
    before, after = marks_of(pdf), marks_of(result)
    assert {name: after[name] for name in before} == before
    field = PdfFileReader(io.BytesIO(result)).root["/AcroForm"]["/Fields"][0]
    # Printed and not hidden, as PDF/A wants it; of no size outside the page, as PDF/UA wants it.
    assert int(field["/F"]) & 0b111 == 0b100
    assert [float(each) for each in field["/Rect"]] == [-9999.0] * 4


def test_a_pkcs12_file_seals_as_well(pdf: bytes, key_file: Path, settings: Any) -> None:
    raw = key_file.read_bytes()
    own, root = load_pem_x509_certificates(raw)
    key: Any = load_pem_private_key(raw, b"saladus")
    stored = pkcs12.serialize_key_and_certificates(b"seal", key, own, [root], BestAvailableEncryption(b"teine"))
    other = key_file.with_suffix(".p12")
    other.write_bytes(stored)
    settings.SEAL_KEY_FILE, settings.SEAL_KEY_PASSPHRASE = str(other), "teine"
    assert status_of(sealed(pdf).pdf, key_file).bottom_line


@pytest.mark.parametrize("content", [b"", b"-----BEGIN nothing", b"\x00" * 99])
def test_a_file_without_key_stops_the_making_instead_of_the_seal(tmp_path: Path, settings: Any, content: bytes) -> None:
    settings.SEAL_KEY_FILE = str(tmp_path / "seal.pem")
    Path(settings.SEAL_KEY_FILE).write_bytes(content)
    with pytest.raises(SealKeyUnusable):
        sealed(b"%PDF")
    with pytest.raises(SystemCheckError, match="SEAL_KEY_FILE cannot be used"):
        call_command("check")


def test_the_command_writes_for_its_owner_only_and_never_over_a_key(tmp_path: Path, capsys: Any) -> None:
    path = tmp_path / "seal.pem"
    call_command("make_seal_key", str(path))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert f"SEAL_KEY_FILE={path}" in capsys.readouterr().out
    with pytest.raises(CommandError, match="exists already"):
        call_command("make_seal_key", str(path))


def test_editions_are_sealed_and_the_pages_say_by_whom(cohort: Cohort, key_file: Path) -> None:
    document = issue(graduate(cohort), manager(), "et")
    deliver_all()
    key, edition = seal_key(), document.editions.get()
    assert key is not None
    assert key.is_self_made
    assert edition.seal == key.fingerprint
    assert "self-made" in browser_of(manager()).get("/register/?lang=en").content.decode()
