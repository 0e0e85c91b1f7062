"""What a document costs: a certificate PDF beside the bare compile of the same page, the seal, memory over a batch.

`make bench`, or `python benchmarks/documents.py`. Both sides take turns in one process; what counts is the median of
the rounds' ratios. Memory is measured in a process of its own that issues a thousand documents and makes their files.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.walking.engines import own_database, set_up  # noqa: E402 - the repository is no installed package

ROUNDS = 40
MOST_RATIO, MOST_MEGABYTES = 3.0, 100
BATCH, WARM = 1000, 20


def milliseconds(deed: Callable[[], Any]) -> float:
    began = time.perf_counter()
    deed()
    return (time.perf_counter() - began) * 1000


def told(is_kept: bool, text: str) -> bool:
    print(f"{'ok    ' if is_kept else 'MISSED'}  {text}", flush=True)
    return is_kept


def bare_compile(content: Any) -> Callable[[], bytes]:
    """The compiler alone, on the same source with all its inputs made beforehand."""
    import typst

    from placements import typesetting
    from placements.certificates.printing import document_paper, printing_words

    paper = document_paper(content, "et")
    words = printing_words(content["kind"], "et", content["hour_minutes"])
    inputs = {
        "data": typesetting._json(paper),  # noqa: SLF001 - what the product hands over, without its work
        "words": typesetting._json(words),  # noqa: SLF001
        "qr": typesetting.square_code(paper["address"]),
    }
    fonts, source = [str(typesetting.FONTS)], str(typesetting.SOURCES / "certificate.typ")
    options: dict[str, Any] = {"format": "pdf", "pdf_standards": ["a-2a", "ua-1"], "ignore_system_fonts": True}
    return lambda: bytes(typst.compile(source, sys_inputs=inputs, font_paths=fonts, **options))


def costs() -> bool:
    """A certificate's file against the compiler, and the seal."""
    from django.conf import settings

    from placements import clock
    from placements.certificates.content import content_of
    from placements.certificates.printing import document_pdf
    from placements.certificates.seal_keys import make_seal_key
    from placements.certificates.seals import sealed
    from tests.certificates.graduates import graduate, open_school

    content = content_of(graduate(open_school()), clock.now()) | {
        "number": "T-2026-0001",
        "public_id": "K7Q4MX2D9WABCDEF",
    }
    bare, ours = bare_compile(content), lambda: document_pdf(content, "et")
    assert bare() == ours(), "not the same page"
    rounds = [(milliseconds(ours), milliseconds(bare)) for _ in range(ROUNDS)]
    ratio = median(one / other for one, other in rounds)
    mine, compiler = (median(side) for side in zip(*rounds, strict=True))
    is_kept = told(
        ratio <= MOST_RATIO,
        f"a certificate PDF: {mine:.1f} ms against {compiler:.1f} ms of the bare compile, "
        f"median of ratios {ratio:.2f} (limit {MOST_RATIO:g})",
    )
    with tempfile.TemporaryDirectory() as folder:
        settings.SEAL_KEY_FILE, settings.SEAL_KEY_PASSPHRASE = str(Path(folder) / "seal.pem"), ""
        make_seal_key(Path(settings.SEAL_KEY_FILE), "Kool", "", clock.now())
        pdf = ours()
        sealed(pdf)
        seal = median(milliseconds(lambda: sealed(pdf)) for _ in range(ROUNDS))
        settings.SEAL_KEY_FILE = ""
    print(f"        its EC seal: {seal:.1f} ms more, {len(sealed(pdf).pdf) / 1024:.0f} kB without it")
    return is_kept


def resident() -> float:
    """What this process holds in memory, in megabytes."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1024 / 1024


def memory() -> bool:
    """How much more a worker holds after a batch of a thousand than after its first twenty."""
    from placements.certificates.batches import start_batch
    from tests.certificates.graduates import graduates, manager, open_school

    cohort = open_school()
    graduates(cohort, BATCH)
    start_batch(cohort, manager())
    began = time.perf_counter()
    deliver(WARM)
    before = resident()
    deliver(BATCH)
    grown = resident() - before
    from placements.certificates.models import DocumentEdition

    files = DocumentEdition.objects.exclude(path="").count()
    assert files == BATCH, files
    seconds = time.perf_counter() - began
    return told(
        grown < MOST_MEGABYTES,
        f"memory over a batch of {BATCH}: {grown:+.0f} MB after the first {WARM}, {before:.0f} MB then "
        f"(limit {MOST_MEGABYTES}); {seconds / BATCH * 1000:.0f} ms a document, number and file",
    )


def deliver(most: int) -> None:
    """Issue documents and make their files, at most about so many."""
    from django.utils import timezone

    from notifications.delivery import deliver_message
    from notifications.models import OutboxMessage
    from notifications.relay import claim_batch

    kinds, done = ("issue_batch", "typeset_edition"), 0
    while done < 2 * most and (ids := claim_batch(timezone.now())):
        for pk in OutboxMessage.objects.filter(pk__in=ids, kind__in=kinds).order_by("pk").values_list("pk", flat=True):
            deliver_message(pk)
            done += 1


def main() -> int:
    """Each measure in a process of its own; 1 when a limit was missed."""
    if len(sys.argv) > 1:
        set_up("sqlite")
        from django.conf import settings
        from django.test import override_settings

        files = {"default": {"BACKEND": "django.core.files.storage.FileSystemStorage"}}
        with own_database(), override_settings(STORAGES=settings.STORAGES | files):
            return int(not {"costs": costs, "memory": memory}[sys.argv[1]]())
    print("== documents")
    command = [sys.executable, str(Path(__file__))]
    codes = [subprocess.run([*command, each], env=os.environ, check=False).returncode for each in ("costs", "memory")]
    return int(any(codes))


if __name__ == "__main__":
    sys.exit(main())
