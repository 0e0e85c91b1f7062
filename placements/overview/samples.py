"""Invented people and days that the style guide shows its parts with."""

from datetime import UTC, date, datetime, time, timedelta
from types import SimpleNamespace as Sample
from typing import Any

from django.utils.translation import gettext as _

from placements.overview.swimlanes import Event, Lane, Stage, place

NOW = datetime(2026, 11, 24, 7, 12, tzinfo=UTC)
FIRST_DAY = date(2026, 11, 2)
PLAN = "confirmed free confirmed free confirmed outside outside"
WEEKS = (
    PLAN,
    PLAN,
    "confirmed free corrected absent returned outside outside",
    "submitted draft planned free today outside outside",
)
STATES = ("confirmed", "submitted", "returned", "corrected", "draft", "planned", "today", "absent")
WITHOUT_HOURS = frozenset({"free", "outside", "today", "absent"})


def _cell(day: date, state: str) -> dict[str, Any]:
    minutes = 0 if state in WITHOUT_HOURS else 270
    return {"day": day, "state": state, "minutes": minutes, "url": "#" if minutes else ""}


def _weeks() -> list[dict[str, Any]]:
    weeks = []
    for number, states in enumerate(WEEKS):
        monday = FIRST_DAY + timedelta(weeks=number)
        days = [_cell(monday + timedelta(days=offset), state) for offset, state in enumerate(states.split())]
        weeks.append({"number": monday.isocalendar().week, "days": days})
    return weeks


def _steps() -> list[dict[str, str]]:
    labels = (_("Place"), _("Agreement"), _("Practicum"), _("Evaluation"), _("Report"), _("Decision"), _("Certificate"))
    states = ("done", "done", "now", "ahead", "ahead", "ahead", "ahead")
    return [{"label": label, "state": state} for label, state in zip(labels, states, strict=True)]


def _actors() -> list[Any]:
    return [
        Sample(name="Jelena Morozova", is_me=True, role="", task="Pane kirja tänane päev", due=NOW, days_late=0),
        Sample(name="Kristjan Tamm", is_me=False, role=_("mentor"), task="12 ak.t", due=NOW, days_late=2),
        Sample(name="Liis Saar", is_me=False, role=_("curator"), task="10:00", due=date(2026, 11, 26), days_late=0),
    ]


def _lanes() -> list[Lane]:
    return [
        Lane(_("Learner"), "Jelena Morozova"),
        Lane(_("Company"), "Kristjan Tamm"),
        Lane(_("School"), "Liis Saar, Piret Kallas"),
    ]


def _stages() -> list[Stage]:
    lanes = _lanes()
    events = [
        [
            Event(0, "E 12.10", "Jelena Morozova", "Esitas taotluse"),
            Event(2, "T 13.10", "Liis Saar", "Tagastas", "turning", "Lisa juhendaja telefon."),
            Event(2, "K 14.10", "Liis Saar", "Kinnitas koha"),
        ],
        [Event(1, "R 16.10", "Mari Põld", "Allkirjastas"), Event(2, "R 30.10", "Piret Kallas", "Allkirjastas")],
        [
            Event(1, "E 23.11", "Kristjan Tamm", "Kinnitas 6 ak.t"),
            Event(0, "R 27.11", "Jelena Morozova", "Parandab päeva", "next"),
            Event(1, "T 01.12", "Kristjan Tamm", "Kinnitab 6 ak.t", "wait"),
        ],
        [Event(1, "11.12", "Kristjan Tamm", "Hindab", "plan")],
        [Event(0, "16.12", "Jelena Morozova", "Esitab aruande", "plan")],
        [],
        [],
    ]
    return [
        Stage(step["label"], "", step["state"], place(stage_events, lanes))
        for step, stage_events in zip(_steps(), events, strict=True)
    ]


def _progress() -> dict[str, Any]:
    return {
        "first_day": FIRST_DAY,
        "last_day": date(2026, 11, 20),
        "nine": time(9),
        "two": time(14),
        "now": NOW,
        "forecast": _("Done about {date}, {n} days to spare").format(date="K 02.12.2026", n=16),
        "forecast_tag": _("on track"),
        "caption": _("Practice journal"),
        "weeks": _weeks(),
        "states": STATES,
        "tag_states": ("draft", "submitted", "confirmed", "returned", "corrected", "contested", "withdrawn", "planned"),
        "steps": _steps(),
        "actors": _actors(),
        "lanes": _lanes(),
        "stages": _stages(),
        "lanes_id": "",
    }


def _action(label: str, value: str, key: str) -> dict[str, Any]:
    icon = "snooze" if key == "H" else ""
    return {"label": label, "name": "act", "value": value, "key": key, "primary": key == "1", "icon": icon}


def _forms() -> dict[str, Any]:
    answers = [
        {"value": "right", "label": _("Right"), "icon": "check", "css": "y", "checked": True},
        {"value": "correct", "label": _("Correct"), "icon": "pencil", "css": "f", "checked": False},
        {"value": "return", "label": _("Return"), "icon": "back", "css": "n", "checked": False},
    ]
    actions = [
        _action(_("Approve the placement"), "approve", "1"),
        _action(_("Return"), "return", "2"),
        _action(_("Later"), "later", "H"),
    ]
    people = [("Jelena Morozova", _("learner")), ("Liis Saar", _("curator"))]
    chips = ("Klientide nõustamine", "Väljapanek", "Kauba vastuvõtt", "Kaebus")
    return {
        "answers": answers,
        "actions": actions,
        "chips_legend": _("What did you do today?"),
        "chips": [{"value": str(n), "label": chip, "checked": n == 0} for n, chip in enumerate(chips)],
        "refused": _("Error"),
        "reasons": [_("Choose at least one task you did.")],
        "notes": _("What has changed"),
        "mine": "Jelena Morozova on plaanis. Järgmisel nädalal kaks päeva kaebuste juures.",
        "theirs": "Jelena Morozova on plaanis. Järgmisel nädalal CRM-i ülesanne.",
        "typed": [(_("Practicum"), "Küsisin kliendilt ostupäeva kohe alguses.")],
        "undone": _("Approved: {name}, {what}").format(name="Toomas Roos", what=_("Report")),
        "people": [Sample(pk=pk, name=name, role=role) for pk, (name, role) in enumerate(people)],
    }


def _lists() -> dict[str, Any]:
    text = _("Do not write customers' names or data. The word “customer” is enough.")
    tones = ("info", "success", "warning", "off")
    checks = ("ok", "warn", "bad", "mine", "open", "unknown")
    documents = [{"title": "PR-2026-041", "note": "PDF, 142 kB", "url": "#", "icon": "document"}]
    return {
        "banners": [{"text": text, "strong": "", "tone": tone} for tone in tones],
        "rows": [
            {"label": _("Company"), "value": "Männi Pood OÜ", "note": "Riia 12, Tartu", "url": "#"},
            {"label": _("mentor"), "value": "Maarika Kuusk", "note": "", "url": ""},
        ],
        "tasks": [
            {"title": _("Company"), "note": "Männi Pood OÜ", "status": _("met"), "tone": "ok", "url": "#"},
            {"title": _("Check your details"), "note": "", "status": _("planned"), "tone": "", "url": ""},
        ],
        "checks": [
            {"text": _("Checks before deciding"), "note": "PR-2026-029", "url": "", "state": state} for state in checks
        ],
        "posts": [Sample(author="Liis Saar", role=_("curator"), at=NOW, text="Tubli tempo!\n\nVõta kaasa üks näide.")],
        "return_reason": _("The time is wrong"),
        "remark": "Reedel oli tööpäev kella 13-ni.",
        "confirmation": _confirmation(),
        "items": _items(),
        "documents": documents,
        "folds": [{"title": _("Why did I get this e-mail?"), "text": text}],
        "empty_title": _("All done. The next due date is {date}.").format(date="N 26.11"),
        "empty_text": "",
        "links": [{"label": _("Learners"), "url": "#", "primary": False}],
    }


def _confirmation() -> Any:
    return Sample(
        basis="on_behalf",
        person=Sample(name="Liis Saar"),
        on_behalf_of=Sample(name="Kristjan Tamm"),
        confirmed_at=NOW,
        get_channel_display=_("by phone"),
        reason="E-post ei jõudnud kohale.",
        evidence=Sample(pk=1, name="phone-call.txt"),
    )


def _items() -> list[dict[str, Any]]:
    kind, what = _("Placement request"), "Männi Pood OÜ"
    common = {"url": "#", "due": NOW, "icon": "shop", "kind": kind, "what": what}
    return [
        {"name": "Olga Ivanova", "is_late": True, "current": True, **common},
        {"name": "Marko Lepp", "is_late": False, "current": False, **common},
    ]


def samples() -> dict[str, Any]:
    """Everything the style guide shows, in the reader's language; texts that people wrote stay as they are."""
    return _progress() | _forms() | _lists()
