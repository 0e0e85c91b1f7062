"""The columns of files of results, by kind: their names in three languages, and what each expects."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from placements.records.tables import Layout
from placements.results.models import ImportedFile

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

Kind = ImportedFile.Kind
NAME, LEARNER, DATE, START, MINUTES, EXCUSED = "name", "learner", "date", "start", "minutes", "excused"
CORRECT, TOTAL, TASK, ACCEPTED = "correct", "total", "task", "accepted"
NUMBERS = frozenset({MINUTES, CORRECT, TOTAL, TASK})
SOURCE, RECORDED_BY, RECORDED_AT = "source", "recorded_by", "recorded_at"
# What an export says beside the results; a file that is taken over may hold it, and it is not read.
ORIGIN = (SOURCE, RECORDED_BY, RECORDED_AT)
# The first name of each language stands in the forms and in docs/result-files.md; all of them are understood.
HEADERS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    LEARNER: {"et": ("õppija", "e-post", "epost", "isikukood", "e-post või isikukood"),
              "ru": ("учащийся", "эл. почта", "эл.почта", "личный код"),
              "en": ("learner", "e-mail", "email", "personal code")},
    NAME: {"et": ("nimi",), "ru": ("имя", "имя и фамилия"), "en": ("name",)},
    DATE: {"et": ("kuupäev",), "ru": ("дата",), "en": ("date",)},
    START: {"et": ("algus", "algusaeg", "kell"), "ru": ("начало", "время начала"), "en": ("start", "start time")},
    MINUTES: {"et": ("minutid", "minuteid"), "ru": ("минуты", "минут"), "en": ("minutes",)},
    EXCUSED: {"et": ("põhjusega", "mõjuva põhjusega"), "ru": ("уважительная причина", "по уважительной причине"),
              "en": ("excused",)},
    CORRECT: {"et": ("õigeid", "õigeid vastuseid"), "ru": ("правильных", "правильных ответов"),
              "en": ("correct", "right answers")},
    TOTAL: {"et": ("kokku", "küsimusi"), "ru": ("всего", "вопросов"), "en": ("total", "questions")},
    TASK: {"et": ("ülesanne", "ülesande number"), "ru": ("задание", "номер задания"), "en": ("task", "task number")},
    ACCEPTED: {"et": ("arvestatud",), "ru": ("зачтено",), "en": ("accepted",)},
    SOURCE: {"et": ("allikas",), "ru": ("источник",), "en": ("source",)},
    RECORDED_BY: {"et": ("kirja pannud",), "ru": ("кто внёс",), "en": ("recorded by",)},
    RECORDED_AT: {"et": ("kirja pandud",), "ru": ("когда внесено",), "en": ("recorded at",)},
}  # fmt: skip
# Of each kind: the columns in their order; those that a file may lack; what a row says, empty in all of which it is
# a learner without a result; and what it says it of.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    Kind.ATTENDANCE: (NAME, LEARNER, DATE, START, MINUTES, EXCUSED),
    Kind.EXAM: (NAME, LEARNER, DATE, CORRECT, TOTAL),
    Kind.INDEPENDENT: (NAME, LEARNER, TASK, ACCEPTED),
}
OPTIONAL = frozenset({NAME, EXCUSED, *ORIGIN})
SAID: Mapping[str, tuple[str, ...]] = {
    Kind.ATTENDANCE: (MINUTES, EXCUSED),
    Kind.EXAM: (CORRECT,),
    Kind.INDEPENDENT: (ACCEPTED,),
}
LAYOUTS: Mapping[str, Layout] = {
    kind: Layout(
        {name: HEADERS[name] for name in (*names, *ORIGIN)},
        tuple(name for name in names if name not in OPTIONAL),
        "results.empty",
        takes_workbooks=True,
    )
    for kind, names in COLUMNS.items()
}
EXPECTED: Mapping[str, "_StrPromise"] = {
    LEARNER: _("the e-mail address or the personal code of a learner of this cohort"),
    DATE: _("a day as 20.11.2026"),
    START: _("a time as 09:00"),
    MINUTES: _("a whole number of minutes"),
    EXCUSED: _("yes or no, or nothing"),
    CORRECT: _("a whole number from 0 to the number of questions"),
    TOTAL: _("a whole number"),
    TASK: _("the number of a task"),
    ACCEPTED: _("yes or no"),
}
YES = frozenset({"jah", "да", "yes", "true", "1", "x", "+", "arvestatud", "зачтено", "accepted"})
NO = frozenset({"ei", "нет", "no", "false", "0", "mittearvestatud", "не зачтено", "not accepted"})
ANSWERS: Mapping[str, tuple[str, str]] = {"et": ("jah", "ei"), "ru": ("да", "нет"), "en": ("yes", "no")}


def answer_of(text: str) -> bool | None:
    """What a cell answers in any of the languages, None for neither yes nor no."""
    word = " ".join(text.casefold().split())
    return True if word in YES else False if word in NO else None
