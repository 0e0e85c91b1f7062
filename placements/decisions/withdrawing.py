"""A decision that results no longer bear is withdrawn: superseded by what the rules come to as if decided today."""

from placements import clock
from placements.decisions import refusing
from placements.decisions.deciding import Act, decide, locked_case, one_decision
from placements.decisions.facts import Case, as_on_the_day
from placements.decisions.models import Decision
from placements.decisions.rechecking import differs, superseded_refusal
from placements.people.models import Person
from placements.refusals import Refusal, refuse_if


def withdrawn_to(case: Case) -> Case:
    """The case as it would be decided if today were the decision date."""
    return as_on_the_day(case, clock.local_date(clock.now()))


def withdraw_decision(decision: Decision, actor: Person, seen: str, reason: str) -> None:
    """Supersede a decision whose ground is gone before the decision date; a later result is decided anew.

    seen: the digest of the proposal that the page showed. Unknown data hold this back too: then two people decide.
    Locks: the enrolment. Raises: Refused without a reason, when nothing differs, while an objection waits, when data
    are missing, or when somebody acted meanwhile.
    """
    name = decision.learner.name
    with one_decision(name):
        case = locked_case(decision.enrolment_id, clock.now())
        refuse_if(
            refusing.own_refusal(actor.pk, [decision.learner_id]),
            refusing.reason_refusal(reason),
            superseded_refusal(decision),
        )
        is_held = decision.appeals.filter(state="open").exists()
        refuse_if(
            Refusal("decision.appeal_open") if is_held else None,
            refusing.named("decision.changed", [name] if seen != case.seen else []),
            None if differs(decision, case) else Refusal("decision.same"),
        )
        judged = withdrawn_to(case)
        refuse_if(refusing.not_final_refusal(judged.outcome, name))
        decide([judged], Act(actor, reason=reason), decision)
