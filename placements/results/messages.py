"""Sentences of this room: one for each refusal."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

MESSAGES = {
    "session.outside": _("The session would be on {date}, the course runs {from}–{until}: choose a day within it."),
    "session.minutes": _("The session would take {minutes} minutes: enter 1 to {most}."),
    "session.beyond": _(
        "All sessions together would take {total}, the programme has {limit} of contact hours: enter a shorter "
        "session, or shorten or cancel another one first."
    ),
    "session.shorter": _(
        "Somebody attended {recorded} minutes of this session, so it is not shorter ({minutes}): correct the register "
        "first, or enter at least {recorded}."
    ),
    "session.moved": ngettext_lazy(
        "The session has the attendance of {n} learner and cannot begin later than now ({begins}): choose a past time.",
        "The session has the attendance of {n} learners and cannot begin later than now ({begins}): "
        "choose a past time.",
        "n",
    ),
    "session.attended": ngettext_lazy(
        "The session has the attendance of {n} learner: remove it from the register first, then cancel.",
        "The session has the attendance of {n} learners: remove it from the register first, then cancel.",
        "n",
    ),
    "session.taken": _("The cohort has a session on {date} at {begins} already: choose another time."),
    "session.changed": _("Somebody has changed this session meanwhile: compare, then save again."),
    "session.cancelled": _("The session is cancelled: plan it again, or choose another one."),
    "session.ahead": _("The session begins on {begins}: attendance is recorded from then on."),
    "attendance.minutes": _("{name}: {minutes} minutes do not fit, the session takes {most}: enter 0 to {most}."),
    "attendance.conflict": _(
        "{name}: {by} has entered {theirs} min meanwhile, you entered {mine} min. Choose what is right and save again."
    ),
    "attendance.unmarked": ngettext_lazy(
        "{n} learner is not marked yet ({names}): mark the learner first, then the register is complete.",
        "{n} learners are not marked yet ({names}): mark them first, then the register is complete.",
        "n",
    ),
    "sitting.outside": _("The exam would be on {date}: choose a day from {from} to {until}."),
    "sitting.no_registration": _(
        "Learners register for retakes only: leave the end of registration empty, or make it a retake."
    ),
    "sitting.registration_late": _(
        "Registration would end on {closes}, after the exam begins ({begins}): choose an earlier day."
    ),
    "sitting.questions": _("An exam test has from 1 to {most} questions: correct their number."),
    "sitting.questions_kept": _(
        "Results of {recorded} questions are recorded, so the number of questions stays ({questions}): "
        "remove the results first."
    ),
    "sitting.moved": ngettext_lazy(
        "The exam has the result of {n} learner and cannot begin later than now ({begins}): choose a past time.",
        "The exam has the results of {n} learners and cannot begin later than now ({begins}): choose a past time.",
        "n",
    ),
    "sitting.attended": ngettext_lazy(
        "The exam has the result of {n} learner: remove it first, then cancel.",
        "The exam has the results of {n} learners: remove them first, then cancel.",
        "n",
    ),
    "sitting.registered": ngettext_lazy(
        "{n} learner is registered for this retake, so it stays one: withdraw the registration first.",
        "{n} learners are registered for this retake, so it stays one: withdraw the registrations first.",
        "n",
    ),
    "sitting.changed": _("Somebody has changed this exam meanwhile: compare, then save again."),
    "sitting.cancelled": _("The exam is cancelled: plan it again, or choose another one."),
    "sitting.ahead": _("The exam begins on {begins}: results are recorded from then on."),
    "exam.answers": _("{name}: {correct} right answers of {questions} questions do not fit: enter 0 to {questions}."),
    "exam.questions": _("The exam has {questions} questions, the file says {counted}: correct one of them."),
    "exam.conflict": _(
        "{name}: {by} has entered {theirs} right answers meanwhile, you entered {mine}. "
        "Choose what is right and save again."
    ),
    "exam.not_registered": _("{name} is not registered for this retake: register the learner first."),
    "retake.not_studying": _("The studies in this cohort have ended: nobody is registered for a retake any more."),
    "retake.passed": _("The exam test is passed already (at least {percent}% right): no retake is needed."),
    "retake.attempts": ngettext_lazy(
        "The rules allow {n} attempt, and it is used: ask the training manager what can be done.",
        "The rules allow {n} attempts, and they are used: ask the training manager what can be done.",
        "n",
    ),
    "retake.elsewhere": ngettext_lazy(
        "The rules allow {n} attempt, and another retake takes the last one: withdraw from that one first.",
        "The rules allow {n} attempts, and another retake takes the last one: withdraw from that one first.",
        "n",
    ),
    "retake.closed": _("Registration was open until {closes}: ask the school if you still want to come or withdraw."),
    "retake.no_retake": _("This exam is for everybody, without registration: come at its time."),
    "retake.over": _("The results of this exam are complete: choose another retake."),
    "retake.registered": _("{name} is registered for this retake already."),
    "retake.not_registered": _("{name} is not registered for this retake: nothing is withdrawn."),
    "retake.has_result": _("{name} has a result of this retake: remove the result first."),
    "task.due": _("The task would be due on {date}: choose a day from {from} to {until}."),
    "task.number": _("Tasks are numbered from 1 to {most}: correct the number."),
    "task.taken": _("The cohort has a task {number} already: choose another number."),
    "task.has_results": ngettext_lazy(
        "The task has the result of {n} learner: remove it first, then cancel.",
        "The task has the results of {n} learners: remove them first, then cancel.",
        "n",
    ),
    "task.changed": _("Somebody has changed this task meanwhile: compare, then save again."),
    "task.cancelled": _("The task is cancelled: plan it again, or choose another one."),
    "task.conflict": _(
        "{name}: {by} has entered another result of this task meanwhile. Choose what is right and save again."
    ),
    "results.empty": _("The file has no results: fill in the rows under its header."),
    "results.twice": _("Rows {rows} say something of the same learner and the same thing: keep one."),
    "results.unknown": _("Row {row}, column “{column}”: no learner of this cohort is “{value}”: correct it."),
    "results.name": _(
        "Row {row}, column “{column}”: “{value}” stands there, but {learner} is {name}: correct the one that is wrong, "
        "or leave the name empty."
    ),
    "results.cell": _("Row {row}, column “{column}”: {reason}"),
    "results.no_session": _("There is no session on {date} at {begins}: plan it first, or correct date and time."),
    "results.no_sitting": _("There is no exam on {date}: plan it first, or correct the date."),
    "results.two_sittings": _("There are several exams on {date}: enter these results on the exam page."),
    "results.no_task": _("There is no task {number}: plan it first, or correct the number."),
    "results.changed_since": _(
        "Results have changed since you looked at the rows: look once more at what will happen, then confirm."
    ),
    "results.done": _("This file was taken over already, or replaced by another one: look at the results."),
}
