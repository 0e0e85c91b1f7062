"""`manage.py write_docs`: the documents that are written from the code that really runs."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from workflows.drawing.bpmn import process_bpmn
from workflows.drawing.document import process_document
from workflows.drawing.graph import graph_of
from workflows.flows import PracticumFlow


def documents() -> dict[str, str]:
    """The written documents by their names below docs/."""
    graph = graph_of(PracticumFlow)
    with translation.override("en"):
        return {"process.md": process_document(graph), "process.bpmn": process_bpmn(graph)}


def _is_stale(file: Path, text: str) -> bool:
    return not file.exists() or file.read_bytes() != text.encode()


class Command(BaseCommand):
    help = "Write docs/process.md and docs/process.bpmn; with --check only fail when one of them is stale."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true")
        parser.add_argument("--folder", type=Path, default=settings.BASE_DIR / "docs")

    def handle(self, *_args: Any, **options: Any) -> None:
        written = {options["folder"] / name: text for name, text in documents().items()}
        stale = [file for file, text in written.items() if _is_stale(file, text)]
        if options["check"] and stale:
            names = " and ".join(f"docs/{file.name}" for file in stale)
            raise CommandError(f"{names} no longer tell what the flow does: run `make docs` and commit what it wrote.")
        for file in stale:
            file.write_bytes(written[file].encode())
