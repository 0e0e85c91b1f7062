"""Acts that end a work item of the process: each kind with sound data and with data that must be refused."""

from collections.abc import Callable
from functools import partial

from django.urls import reverse

from placements.agreements.models import Agreement, Placement
from placements.agreements.selectors import agreement_in_signing
from placements.people.codes import code_of, issue_code
from placements.people.models import Person, SigningCode
from placements.records.models import Part, WorkItem
from placements.records.querysets import DESK
from placements.refusals import Refusal, Refused
from tests.walking.deeds import Act, Deed, browser_by_link, browser_of, by_page, post
from tests.walking.posting import posted
from tests.walking.step_data import DATA, Data, signature
from tests.walking.world import World
from workflows.acting import act
from workflows.steps import STEPS


def actor_of(world: World, item: WorkItem) -> Person:
    """The owner, or another one of those who may do it: a curator, a manager, a substitute, who phones the company."""
    is_asked_by_phone = item.part == Part.HOST and item.owner.email is None
    if not is_asked_by_phone and (item.part not in DESK or world.rng.random() < 0.6):
        return item.owner
    for person in world.rng.sample(world.school(), len(world.school())):
        if WorkItem.objects.actable_by(person).filter(pk=item.pk).exists():
            return person
    return item.owner


def placement_for(item: WorkItem) -> Placement:
    """The placement whose link leads the company's person to this item."""
    placements = Placement.objects.filter(practicum=item.practicum).order_by("pk")
    named = placements.filter(pk=item.subject_id).first()
    latest = [each for each in placements if item.owner_id in (each.mentor_id, each.signatory_id)][-1]
    return named if named and item.owner_id in (named.mentor_id, named.signatory_id) else latest


def do_by_verb(item: WorkItem, actor: Person, data: Data) -> None:
    act(item, actor, with_code(item, actor, data) if "wrong" in data else data)


def with_code(item: WorkItem, actor: Person, data: Data) -> Data:
    """Ask for a code and type it, or something else."""
    agreement = agreement_in_signing(item.practicum)  # type: ignore[arg-type]
    if agreement is None:
        raise Refused(Refusal("sign.nothing"))
    code = "" if data["wrong"] == "none" else code_of(issue_code(actor, "agreement", agreement.pk))
    return typed(data["wrong"], code, agreement)


def typed(wrong: str, code: str, agreement: Agreement) -> Data:
    """The code as it is typed: another one when it is to be wrong."""
    code = code or "000000"
    other = f"{(int(code) + 1) % 1_000_000:06d}"
    return {"digest": "0" * 64 if wrong == "digest" else agreement.digest, "code": other if wrong == "code" else code}


def do_by_page(item: WorkItem, actor: Person, data: Data) -> None:
    if item.part == Part.HOST and actor == item.owner:
        client, public_id = browser_by_link(actor, placement_for(item))
        address, code_address = (reverse(name, args=[public_id, item.pk]) for name in ("host-task", "host-task-code"))
    else:
        client = browser_of(actor)
        address, code_address = (reverse(name, args=[item.pk]) for name in ("task", "task-code"))
    if "wrong" in data:
        data = _code_by_page(item, actor, data["wrong"], partial(post, client, code_address, {}))
    post(client, address, posted(item.kind, data))


def _code_by_page(item: WorkItem, actor: Person, wrong: str, ask: Callable[[], None]) -> Data:
    if wrong != "none":
        ask()
    agreement = agreement_in_signing(item.practicum)  # type: ignore[arg-type]
    if agreement is None:
        raise Refused(Refusal("sign.nothing"))
    row = SigningCode.objects.filter(person=actor, subject_id=agreement.pk).order_by("-pk").first()
    return typed(wrong, code_of(row) if row and wrong != "none" else "", agreement)


def draw_step(kind: str, world: World) -> Deed | None:
    """One open item of this kind, with data."""
    items = [item for item in world.open_items() if item.kind == kind]
    if not items:
        return None
    item = world.rng.choice(items)
    data, errs = DATA[kind](world, item)
    actor, door = actor_of(world, item), do_by_page if by_page(world.rng) else do_by_verb
    told = f"{kind} #{item.pk} by {actor.name} ({door.__name__}) {data}"
    return Deed(kind, told, partial(door, item, actor, data), errs)


def draw_stale(world: World) -> Deed | None:
    """Somebody acts on an item that was done, from a page that he opened before."""
    done = WorkItem.objects.exclude(done_at=None).filter(kind__in=STEPS).order_by("pk")
    items = list(done.select_related("practicum__cohort", "practicum__learner", "practicum__enrolment", "owner"))
    if not items:
        return None
    item = world.rng.choice(items)
    data = {"wrong": "none"} if DATA[item.kind] is signature else _stale_data(world, item)
    if data is None:
        return None
    return Deed("stale", f"stale {item.kind} #{item.pk}", partial(do_stale, item, data), errs=True)


def _stale_data(world: World, item: WorkItem) -> Data | None:
    if item.kind in {"request", "review", "evaluation", "report", "resume", "former_evaluation"}:
        return {}
    return DATA[item.kind](world, item)[0]


def do_stale(item: WorkItem, data: Data) -> None:
    act(item, item.owner, data)


def draw_draft(world: World) -> Deed | None:
    """The learner keeps what he typed, of the request or the report."""
    items = [item for item in world.open_items() if STEPS.get(item.kind) and STEPS[item.kind].draft]
    if not items:
        return None
    item = world.rng.choice(items)
    data, _errs = DATA[item.kind](world, item)
    save = partial(_save_draft, item, data)
    if by_page(world.rng):
        post_draft = {**posted(item.kind, data), "draft": "1"}
        save = partial(post, browser_of(item.owner), reverse("task", args=[item.pk]), post_draft)
    return Deed("draft", f"draft of {item.kind} #{item.pk}", save)


def _save_draft(item: WorkItem, data: Data) -> None:
    draft = STEPS[item.kind].draft
    assert draft is not None
    draft(item.practicum, item.owner, data)


def weight_of_step(kind: str, world: World) -> float:
    """What waits for nobody cannot be done."""
    return WEIGHT * (kind in world.open_kinds())


WEIGHT = 12
ACTS = [Act(kind, partial(draw_step, kind), partial(weight_of_step, kind)) for kind in DATA] + [
    Act("stale", draw_stale, lambda world: world.restlessness / 6),
    Act("draft", draw_draft, lambda world: 1.5),
]
assert set(DATA) == set(STEPS), "a new kind of step needs its data here"
