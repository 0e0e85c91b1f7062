"""A batch whose worker is killed at ten seeded points: `python -m tests.certificates.killed sqlite 200 [seed]`.

Every worker is a process of its own on a real database with a real file store, and kills itself by SIGKILL at exactly
one point; the next one goes on. Prints what is left in the end as JSON.
"""

import json
import os
import random
import signal
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from tests.walking.engines import own_database, set_up

KINDS = ("issue_batch", "typeset_edition")
# Where it is killed: module, function, before or after it, and of which kind of message.
POINTS = (
    ("notifications.delivery", "claim", "after", "issue_batch"),
    ("placements.certificates.register", "take_number", "after", ""),
    ("placements.certificates.issuing", "enter", "after", ""),
    ("placements.certificates.batches", "issue", "after", ""),
    ("notifications.delivery", "mark_done", "after", "issue_batch"),
    ("placements.certificates.making", "made", "before", ""),
    ("placements.certificates.making", "made", "after", ""),
    ("placements.certificates.making", "write_file", "within", ""),
    ("placements.certificates.making", "write_file", "after", ""),
    ("notifications.delivery", "mark_done", "before", "typeset_edition"),
)


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def plant(point: tuple[str, str, str, str], countdown: int) -> None:
    """Let this process die at the point's so many-th call."""
    module_name, name, when, kind = point
    module = import_module(module_name)
    original: Callable[..., Any] = getattr(module, name)
    left = countdown

    def deadly(*args: Any, **options: Any) -> Any:
        nonlocal left
        counts = not kind or (is_of(args, kind))
        left -= counts
        dies = counts and left == 0
        if dies and when == "before":
            die()
        if dies and when == "within":
            tear(args[0])
        result = original(*args, **options)
        if dies:
            die()
        return result

    setattr(module, name, deadly)


def is_of(args: tuple[Any, ...], kind: str) -> bool:
    """Whether a call of delivery is about a message of this kind."""
    from notifications.models import OutboxMessage

    message = args[0]
    return bool((message.kind if hasattr(message, "kind") else OutboxMessage.objects.get(pk=message).kind) == kind)


def tear(edition: Any) -> None:
    """Half a file, as a worker leaves it that dies while it writes."""
    from django.core.files.base import ContentFile
    from django.core.files.storage import default_storage

    from placements.certificates.files import path_of

    default_storage.save(path_of(edition), ContentFile(b"half"))
    die()


def work() -> None:
    """Deliver what is due, like relay and worker do, until nothing is left."""
    from django.utils import timezone

    from notifications.delivery import deliver_message
    from notifications.models import OutboxMessage
    from notifications.relay import claim_batch

    while ids := claim_batch(timezone.now()):
        wanted = OutboxMessage.objects.filter(pk__in=ids, kind__in=KINDS).order_by("pk")
        for pk in wanted.values_list("pk", flat=True):
            deliver_message(pk)


def in_own_process(
    deed: Callable[[], object], point: tuple[str, str, str, str] | None = None, countdown: int = 0
) -> int:
    """Run a deed; returns the signal that ended it, 0 for none. The parent never typesets: threads do not fork."""
    from django.db import connections

    connections.close_all()
    pid = os.fork()
    if pid == 0:
        # Whatever happens, nothing of the parent's clearing up is done here.
        try:
            if point:
                plant(point, countdown)
            deed()
        finally:
            os._exit(0)
    return os.WTERMSIG(os.waitpid(pid, 0)[1])


def let_time_pass() -> None:
    """The dead worker's leases are over."""
    from notifications.models import OutboxMessage

    live = OutboxMessage.objects.filter(kind__in=KINDS, state__in=("waiting", "claimed"))
    live.update(lease_until=None, published_until=None, state="waiting")


def killed_and_resumed(count: int, seed: int) -> dict[str, Any]:
    """Ten workers that die and one that does not, over a batch of so many."""
    from placements.certificates.batches import start_batch
    from tests.certificates.graduates import graduates, manager, open_school

    draw, cohort = random.Random(seed), open_school()
    graduates(cohort, count)
    signals = [in_own_process(lambda: start_batch(cohort, manager()))]
    for point in draw.sample(POINTS, len(POINTS)):
        signals.append(in_own_process(work, point, draw.randint(1, max(1, count // 12))))
        let_time_pass()
    signals.append(in_own_process(work))
    return outcome() | {"signals": signals}


def outcome() -> dict[str, Any]:
    """What stands in database and store."""
    from django.conf import settings

    from notifications.models import OutboxMessage
    from placements.certificates.files import read_file
    from placements.certificates.models import DocumentEdition, IssueBatch, IssuedDocument, IssueItem

    editions = list(DocumentEdition.objects.all())
    return {
        "sequences": sorted(IssuedDocument.objects.values_list("sequence", flat=True)),
        "numbers": IssuedDocument.objects.values("number").distinct().count(),
        "readable": sum(read_file(edition)[:5] == b"%PDF-" for edition in editions if edition.path),
        "editions": len(editions),
        "files": sum(path.is_file() for path in Path(settings.MEDIA_ROOT).rglob("*")),
        "issued": IssueItem.objects.filter(state="issued").count(),
        "finished": IssueBatch.objects.exclude(finished_at=None).count(),
        "mails": OutboxMessage.objects.filter(kind="certificate_issued").count(),
    }


def faults(found: dict[str, Any], count: int) -> list[str]:
    """What is not as after an undisturbed batch of so many, ten workers having died on the way."""
    wanted = dict.fromkeys(found, count) | {
        "signals": [0, *[int(signal.SIGKILL)] * len(POINTS), 0],
        "sequences": list(range(1, count + 1)),
        "finished": 1,
    }
    return [f"{name}: {found[name]} instead of {wanted[name]}" for name in found if found[name] != wanted[name]]


def main() -> None:
    set_up(sys.argv[1])
    from django.test import override_settings

    storage = {"default": {"BACKEND": "django.core.files.storage.FileSystemStorage"}}
    with own_database():
        from django.conf import settings

        with override_settings(STORAGES=settings.STORAGES | storage):
            print(json.dumps(killed_and_resumed(int(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 5)))


if __name__ == "__main__":
    main()
