"""What is said at a field of results that cannot be read: which one it is, and what to write instead."""

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from placements.people.field_words import Words, one_sentence, text_words

DAY = one_sentence(_("Day: choose a date, for example 20.11.2026."))
START = one_sentence(_("Begins: enter hours and minutes, for example 09:00."))
LENGTH = one_sentence(_("Length: enter whole minutes from 1 to 720, for example 90."))
TRAINER = one_sentence(_("The list of trainers has changed: choose the trainer once more."))
QUESTIONS = one_sentence(_("Number of questions: enter a whole number from 1 to 1000, for example 40."))
LAST_DAY = one_sentence(_("Last day of registration: choose a date, for example 20.11.2026, or leave it empty."))
NUMBER = one_sentence(_("Number of the task: enter a whole number from 1 to 200, for example 3."))
TITLE = text_words(200, _("Title: write what the task is."))
DUE = one_sentence(_("Due on: choose a date, for example 20.11.2026."))
SHORT = text_words(200)
KIND = one_sentence(_("What the file holds: choose attendance, exam test or independent work."))
SEEN = one_sentence(_("The page is not whole: open it anew and enter the results once more."))


def mark_words(name: str) -> Words:
    """Of a learner's mark in a register."""
    return one_sentence(format_lazy(_("{name}: choose one of the marks, such as present or absent."), name=name))


def minutes_words(name: str, most: int) -> Words:
    """Of the minutes that a learner was there."""
    said = _("{name}, minutes there: enter a whole number from 0 to {most}.")
    return one_sentence(format_lazy(said, name=name, most=most))


def answers_words(name: str, most: int) -> Words:
    """Of a learner's right answers."""
    said = _("{name}, right answers: enter a whole number from 0 to {most}, or leave it empty.")
    return one_sentence(format_lazy(said, name=name, most=most))


def accepted_words(name: str) -> Words:
    """Of a learner's result of a task."""
    return one_sentence(format_lazy(_("{name}: choose accepted, not accepted or no result."), name=name))
