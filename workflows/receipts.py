"""What was done and who acts next: said to whoever has just ended a step."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from placements import clock, formats
from placements.clock import local_date
from placements.overview.actors import Actor, next_actors, open_items, without
from placements.overview.wording import ACTS
from placements.people.models import Person
from placements.records.models import WorkItem
from workflows.signing_codes import SIGNATURES

# A meeting may lie far ahead, and a concern is not for everybody.
UNTOLD = ("check_in", "concern")
# What a company may know of the others' turns: signing and the safety briefing.
TOLD_TO_HOSTS = SIGNATURES | {"safety_briefing", "briefing_acknowledgement"}


def silence(_item: WorkItem, _actor: Person) -> str:
    """Nothing: the page to which the person comes says it all."""
    return ""


def done_words(item: WorkItem, actor: Person) -> str:
    """The latest act of this person in the item's practicum; empty where it has no words; one query."""
    assert item.practicum is not None
    acts = item.practicum.history.filter(actor=actor, action__in=ACTS).order_by("-at", "-pk")
    action = acts.values_list("action", flat=True).first()
    return str(ACTS[action][0]) if action else ""


def receipt(item: WorkItem, actor: Person) -> str:
    """What the person did, and the first who acts next; two queries."""
    assert item.practicum is not None
    done = done_words(item, actor)
    actors = next_actors(without(open_items(item.practicum), UNTOLD)[:1], actor, clock.now())
    return _("{done}. Next: {who}").format(done=done, who=_line(actors[0])) if actors and done else done


def _line(actor: Actor) -> str:
    name = _("You") if actor.is_me else ", ".join(filter(None, [actor.name, str(actor.role)]))
    due = formats.weekday_day(local_date(actor.due), get_language() or "et")
    return f"{name} – {actor.task}, {due}"


def next_beside(item: WorkItem, host_person: Person) -> list[Actor]:
    """Who signs or briefs next beside this person of the company; one query."""
    assert item.practicum is not None
    others = [each for each in open_items(item.practicum) if each.owner_id != host_person.pk]
    return next_actors([each for each in others if each.kind in TOLD_TO_HOSTS], host_person, clock.now())
