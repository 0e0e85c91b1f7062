"""Bring every practicum of a database to its end, by today's code: `python -m tests.frozen.finish`."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

import django


def finishers() -> "dict[str, Callable[[object], object]]":
    """How each open step is ended, in the order in which they are looked for."""
    from tests.workflows.stations import STATIONS

    own = {
        "report": lambda walk: walk.report(),
        "report_review": lambda walk: walk.read_report(approves=True),
        "evaluation": lambda walk: walk.evaluate(),
    }
    kinds = ["resume", "second_opinion", *(kind for kind in STATIONS if kind not in {"resume", "second_opinion"})]
    by_data = {kind: partial(by_station, kind=kind) for kind in kinds}
    return by_data | own


def by_station(walk: object, kind: str) -> None:
    """End a step with the data that the tests of double completion use."""
    from tests.workflows.stations import STATIONS

    with walk.at():
        data = STATIONS[kind][1](walk)
    walk.do(kind, data)


def walk_of(practicum: object) -> object:
    """The practicum's walk, from the day after its last act on."""
    from config.demo.walk import Walk
    from placements.agreements.selectors import latest_placement
    from placements.clock import local_date

    placement = latest_placement(practicum)
    # After a change of host another company is asked.
    runs = placement is not None and placement.state != "ended"
    host, mentor = (placement.host, placement.mentor) if runs else another_host(placement)
    last = practicum.history.order_by("-at").first()
    return Walk(practicum, host, mentor, local_date(last.at) + timedelta(days=1))


def another_host(placement: object | None) -> tuple[object, object]:
    """A company with a mentor, other than that of the former placement."""
    from placements.hosts.models import Contact

    mentors = Contact.objects.filter(is_mentor=True).exclude(host=placement and placement.host_id)
    contact = mentors.select_related("host", "person").order_by("pk").last()
    return contact.host, contact.person


def one_step(walk: object) -> None:
    """End what is open; where nothing is, work another week."""
    from placements.records.models import WorkItem

    open_kinds = set(WorkItem.objects.open().filter(practicum=walk.practicum).values_list("kind", flat=True))
    # A meeting hinders nothing; evaluation and report wait for most of the hours.
    is_early = walk.practicum.confirmed_minutes * 100 < walk.practicum.required_minutes * 80
    passed_over = {"check_in", *(("evaluation", "report") if is_early else ())}
    waiting = [kind for kind in finishers() if kind in open_kinds and kind not in passed_over]
    if "week" in open_kinds and "safety_briefing" not in open_kinds:
        walk.confirm()
    elif waiting:
        # Days are confirmed in the afternoon: what follows is done on another day.
        finishers()[waiting[0]](walk.rest())
    else:
        walk.day = max(walk.day, walk.practicum.placements.get(state="in_force").starts_on)
        walk.work(2).confirm()


def finish(practicum: object, most: int = 60) -> bool:
    """Whether the practicum came to its end."""
    walk = walk_of(practicum)
    for _ in range(most):
        walk.practicum.refresh_from_db()
        if not walk.practicum.is_open:
            return True
        try:
            one_step(walk)
        except Exception as error:
            raise RuntimeError(f"practicum {practicum.pk} at {practicum.stage}, {walk.day}") from error
    return False


def main() -> None:
    from placements.agreements.models import Practicum

    practicums = list(Practicum.objects.select_related("cohort", "learner", "enrolment").order_by("pk"))
    ended = [finish(practicum) for practicum in practicums]
    print(f"finished {sum(ended)} of {len(ended)}")


if __name__ == "__main__":
    django.setup()
    main()
