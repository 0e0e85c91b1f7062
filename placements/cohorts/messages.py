"""Sentences of this room: one for each refusal."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

MESSAGES = {
    "cohort.code_used": _("Another cohort has the code {value} already: choose another one."),
    "cohort.code_reserved": _("The code {value} is an address of this service: choose another one."),
    "cohort.dates_order": _("The course would end ({until}) before it starts ({from}): change one of the dates."),
    "cohort.too_long": _("A course lasts at most {years} years: correct the years of its dates."),
    "cohort.odd_year": _("The date {date} lies more than ten years away: correct the year."),
    "cohort.window_order": _(
        "The practicum window would end ({end}) before it starts ({start}): change one of the dates."
    ),
    "cohort.window_outside": _(
        "The practicum window must begin within the course, {from}–{until}: change the window or the course dates."
    ),
    "cohort.window_short": ngettext_lazy(
        "The practicum window has {n} day, the practicum takes at least {needed} full days: make the window longer.",
        "The practicum window has {n} days, the practicum takes at least {needed} full days: make the window longer.",
        "n",
    ),
    "cohort.decision_early": _(
        "The decision comes after the course and the practicum window, not before {date}: choose a later date."
    ),
    "cohort.policy_of_other": _("The policy belongs to another programme: choose one of the chosen programme."),
    "cohort.policy_outcomes": _(
        "The policy names outcomes that this version of the programme lacks ({numbers}): choose another version."
    ),
    "cohort.versions_kept": ngettext_lazy(
        "{n} learner is enrolled, and an enrolment keeps the versions it began with: open a new cohort for others.",
        "{n} learners are enrolled, and an enrolment keeps the versions it began with: open a new cohort for others.",
        "n",
    ),
    "cohort.code_kept": ngettext_lazy(
        "{n} learner has letters and addresses with this code: it stays as it is.",
        "{n} learners have letters and addresses with this code: it stays as it is.",
        "n",
    ),
    "cohort.placement_outside": ngettext_lazy(
        "{n} running placement would lie outside of the window ({names}): make the window longer, or end it first.",
        "{n} running placements would lie outside of the window ({names}): make the window longer, or end them first.",
        "n",
    ),
    "cohort.changed": _("Somebody has changed this cohort meanwhile: open the page again and compare."),
    "policy.changed": _(
        "Somebody has changed these rules meanwhile: what you typed is kept, compare it and look at the effect again."
    ),
    "policy.day_early": _("Rules never change backwards: choose {date} or a later day."),
    "policy.day_far": _("This day lies more than a year ahead: choose {date} or an earlier one."),
    "policy.reason": _("Say why the rules change: the curators read it."),
    "policy.nothing": _("Nothing would change: type another number, or choose a group that has other rules."),
    "policy.ahead": _(
        "In group {cohort} version {number} begins later, on {date}, and would undo this change: "
        "choose that day or a later one."
    ),
    "policy.outcomes": _(
        "The rules name outcomes ({numbers}) that the programme of group {cohort} lacks: leave this group out."
    ),
    "policy.room": _(
        "With so few hours a day the practicum no longer fits into the window of group {cohort}: allow more, or leave "
        "this group out."
    ),
    "role.given_already": _("{name} has this role already: choose another role or person."),
    "role.own_learner": _("{name} is a learner of this cohort and cannot guide it: choose somebody else."),
    "role.email_needed": _("Whoever works here signs in by e-mail: enter an e-mail address."),
    "role.last_curator": ngettext_lazy(
        "Cohort {cohort} has {n} learner and would have no curator: name another curator first.",
        "Cohort {cohort} has {n} learners and would have no curator: name another curator first.",
        "n",
    ),
    "role.open_work": ngettext_lazy(
        "{name} has {n} open task in this role: hand the work over first.",
        "{name} has {n} open tasks in this role: hand the work over first.",
        "n",
    ),
    "role.last_manager": _("The school would have no training manager: name another one first."),
    "enrol.already": _("{name} is in this cohort already: nothing was changed."),
    "enrol.nobody_guides": _(
        "The cohort has neither a curator nor a training manager, so no practicum can begin: name a curator first."
    ),
    "enrol.guides_it": _("{name} guides this cohort and cannot be its learner: end that role first."),
    "enrol.elsewhere": _("{name} has a running practicum in cohort {cohort}: that one ends first."),
    "enrol.window_over": _("The practicum window ended on {date}: change the dates of the cohort first."),
    "import.twice": _("Rows {rows} are the same learner: keep one."),
    "import.empty": _("The file has no learners: fill in the rows under its header."),
    "import.done": _("This file was taken over already, or replaced by another one: look at the cohort."),
}
