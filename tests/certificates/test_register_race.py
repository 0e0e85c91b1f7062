"""Twenty who issue at once: consecutive numbers; twenty who issue the same: one document."""

import threading
from collections.abc import Callable, Sequence

import pytest
from django.db import connections

from placements.certificates.issuing import issue
from placements.certificates.models import DocumentEdition, IssuedDocument
from placements.refusals import Refused
from tests.certificates.graduates import graduates, manager, open_school

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]
THREADS = 20


def at_once(deeds: Sequence[Callable[[], object]]) -> list[object]:
    gate, results = threading.Barrier(len(deeds)), []

    def run(deed: Callable[[], object]) -> None:
        gate.wait(timeout=20)
        try:
            results.append(deed())
        except (Refused, ZeroDivisionError) as error:
            results.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(deed,)) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return results


def test_numbers_are_consecutive_whoever_comes_first() -> None:
    decisions, actor = graduates(open_school(), THREADS), manager()
    results = at_once([lambda each=each: issue(each, actor, "et") for each in decisions])
    assert [type(each) for each in results] == [IssuedDocument] * THREADS
    assert sorted(IssuedDocument.objects.values_list("sequence", flat=True)) == list(range(1, THREADS + 1))
    assert DocumentEdition.objects.count() == THREADS


def test_of_twenty_who_issue_the_same_one_succeeds() -> None:
    (decision,), actor = graduates(open_school(), 1), manager()
    results = at_once([lambda: issue(decision, actor, "et")] * THREADS)
    assert sum(isinstance(each, IssuedDocument) for each in results) == 1
    assert [each.refusals[0].code for each in results if isinstance(each, Refused)] == ["document.issued"] * 19
    assert IssuedDocument.objects.get().sequence == 1
