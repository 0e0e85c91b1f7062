"""Sentences of this room: one for each refusal."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

MESSAGES = {
    "work.same_person": _("This is the same person ({name}): choose somebody else."),
    "work.inactive": _("This person is not active ({name}): activate the person first, or choose somebody else."),
    "work.no_account": _("This person has no account ({name}): choose a person of the school who signs in."),
    "work.learner": _("This person studies here ({name}): choose a person who works for the school."),
    "work.auditor": _("An auditor reads and changes nothing ({name}): choose somebody else."),
    "substitution.order": _("The last day {end} lies before the first day {start}: change one of the dates."),
    "substitution.past": _("The last day {end} is over already: choose a time that reaches at least until today."),
    "substitution.too_long": _("A substitution lasts at most a year: for a longer time hand the work over."),
    "substitution.no_work": _(
        "This person has no role at the school, so there is nothing to stand in for: give a role first."
    ),
    "substitution.overlap": _(
        "In this time there is a substitute already ({name}, {start}–{end}): end that substitution, or choose other "
        "dates."
    ),
    "substitution.away": _("The substitute is away as well ({name}, {start}–{end}): choose somebody who is there."),
    "substitution.stands_in": _(
        "In this time this person stands in for somebody else ({name}, {start}–{end}): end that substitution first."
    ),
    "substitution.ended": _("This substitution is over already: nothing is left to do."),
    "handover.own_proposal": _(
        "{name} has proposed something that the leaver must confirm: let it be answered first, "
        "or choose another successor."
    ),
    "handover.nothing": _("This person has no role and no open task at the school: there is nothing to hand over."),
    "handover.nothing_chosen": _("Nothing is chosen: choose at least one group, or what belongs to the whole school."),
    "handover.changed": _("Some of these tasks changed at this moment: open the page again and repeat."),
    "leave.self": _("You cannot do this to yourself: ask another training manager."),
    "leave.open_work": ngettext_lazy(
        "This person has {n} open task: hand it over first, or finish it.",
        "This person has {n} open tasks: hand them over first, or finish them.",
        "n",
    ),
    "leave.only_curator": _("This person is the only curator of groups with learners ({names}): hand them over first."),
    "leave.last_manager": _(
        "This person is the school's only training manager: make somebody else a training manager first."
    ),
    "leave.running_practicum": _("This person's practicum is running: finish it or break it off first."),
    "leave.trainees": _(
        "This person is named in running placements ({names}): change the mentor or the signatory there first."
    ),
    "leave.stands_in": _("This person stands in for others ({names}): end these substitutions first."),
    "leave.inactive": _("This person is inactive already: nothing is left to do."),
    "leave.active": _("This person is active already: nothing is left to do."),
    "leave.merged": _("This row was merged with another person: open that person instead."),
    "leave.anonymised": _("This person was anonymised and cannot come back: add a new person."),
    "delete.history": _(
        "This person has history, and what refers to it would be lost: deactivate, merge with another person, or "
        "anonymise."
    ),
    "person.reason_needed": _("This cannot be undone: write a reason."),
    "merge.same": _("This is one and the same row: choose the duplicate."),
    "merge.self": _("You would lose the row that you are signed in with: keep it, or ask another training manager."),
    "merge.merged": _("One of the two was merged before: open the person that was kept."),
    "merge.inactive": _("The person to be kept is not active: activate it first, or keep the other one."),
    "merge.anonymised": _("One of the two was anonymised: nobody can say any more who that was, so it stays apart."),
    "merge.codes": _(
        "The two have different personal codes, so they are two people: correct the code of one of them if it is wrong."
    ),
    "merge.cohort": _("Both have a practicum in the same group ({names}): cancel the one that is too many first."),
    "merge.left": _("One of the two has left the group in which both are ({names}): take the learner back first."),
    "merge.guides_itself": _(
        "One of the two guides the other's practicum, and nobody confirms one's own work: change the mentor, the "
        "signatory or the role first."
    ),
    "merge.conflict": _("Both have an entry of their own in one place ({table}): remove one of the two entries first."),
}
