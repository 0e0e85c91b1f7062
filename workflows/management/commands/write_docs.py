"""`manage.py write_docs`: the documents that are written from the code that really runs."""

from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import translation
from viewflow.workflow.nodes import Handle, Split, Switch, View

from workflows.flows import PracticumFlow
from workflows.steps import STEPS

KINDS = ((View, "person"), (Handle, "waits"), (Switch, "choice"), (Split, "at once"))
HEAD = """# The process of a practicum

Written by `make docs` from the flow that runs; do not edit by hand.

| node | kind | owner's side | deadline (policy key) | leads to |
|---|---|---|---|---|
"""


def _kind(node: Any) -> str:
    return next((name for kind, name in KINDS if isinstance(node, kind)), type(node).__name__.lower())


def _lines() -> Iterator[str]:
    for node in PracticumFlow.instance.nodes():
        step = STEPS.get(node.name)
        side, deadline = (str(step.part.value), step.deadline) if step else ("", "")
        targets = ", ".join(edge.dst.name for edge in node._outgoing())  # noqa: SLF001 - the flow has no public graph
        yield f"| {node.name} | {_kind(node)} | {side} | {deadline} | {targets} |"


class Command(BaseCommand):
    help = "Write docs/process.md; with --check only fail when it is stale."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true")

    def handle(self, *_args: Any, **options: Any) -> None:
        file = settings.BASE_DIR / "docs" / "process.md"
        with translation.override("en"):
            text = HEAD + "\n".join(_lines()) + "\n"
        if not options["check"]:
            file.write_text(text, encoding="utf-8")
        elif not file.exists() or file.read_text(encoding="utf-8") != text:
            raise CommandError("docs/process.md is stale: run `make docs`.")
