"""How far each learner of the demo has come, and what happened on the way."""

from uuid import uuid4

from config.demo.days import DAYS
from config.demo.tale import Tale
from config.demo.turned import TURNED
from config.demo.walk import Walk
from placements.cohorts.selectors import curator_of
from placements.guidance.concerns import report_concern
from placements.guidance.services import answer_question, ask_question
from placements.hosts.models import Place
from placements.records.models import WorkItem
from workflows.acting import act

FULL_DAYS = 14
EARLY_DAYS = 11


def asks(walk: Walk, question: str, answer: str = "", *, hour: int = 15) -> Walk:
    """The learner asks, and where there is an answer the curator gives it an hour later."""
    with walk.at(hour=hour):
        asked = ask_question(walk.practicum, walk.practicum.learner, uuid4(), question)
    if answer:
        with walk.at(hour=hour + 1):
            answer_question(asked, curator_of(walk.practicum.cohort), answer)
    return walk


def reports(walk: Walk, kind: str, text: str, measures: str = "", outcome: str = "") -> Walk:
    """The learner reports a concern, and where something was done the curator says what."""
    with walk.at(hour=14):
        data = {"kind": kind, "text": text, "happened_on": walk.day}
        report_concern(walk.practicum, walk.practicum.learner, uuid4(), data)
    if measures:
        # Two have the work item: the curator acts.
        with walk.at(hour=16):
            item = WorkItem.objects.open().select_related("practicum", "owner")
            one = item.get(practicum=walk.practicum, kind="concern", part="curator")
            act(one, one.owner, {"measures": measures, "outcome": outcome})
    return walk


def slipped(walk: Walk) -> None:
    walk.start().work(3).confirm(returned=1)
    reports(
        walk,
        "accident",
        "Libisesin laos märjal põrandal ja lõin põlve ära. Arst ütles, et midagi katki ei ole.",
        "Rääkisin õppija ja ettevõtte töökeskkonnaspetsialistiga, juhtum on registreeritud.",
        "Lao ukse juures on nüüd kuivatusmatt. Õppija jätkab tööd, põlv on korras.",
    )


def uneasy(walk: Walk) -> None:
    walk.start().work(5)
    reports(walk, "unsafe", "Laoredel kõigub ja mul paluti ikka ülemiselt riiulilt kaupa tuua.")


def mid_way(walk: Walk) -> None:
    walk.start().work(6).confirm().work(2)
    asks(walk, "Можно ли записать обучение на кассе?", "Да, если оно было на рабочем месте.")
    asks(walk, "В пятницу магазин закрыт. Можно прийти в субботу?", hour=18)


def proposed(walk: Walk) -> None:
    place = Place.objects.offered().order_by("host__name").first()
    walk.ask_for_a_place("Tahan õppida kaebuste lahendamist ja meeskonna töö planeerimist.")
    reason = "Siin on praegu vaba koht ja kogenud juhendaja."
    walk.rest().do("review", {"verdict": "propose", "reason": reason, "host": place and place.host, "place": place})


def finished(walk: Walk) -> None:
    closing(walk).read_report(approves=True).do("change_window", {"reason": "Juhendaja kinnitas telefonis."})


def full(walk: Walk) -> Walk:
    walk.start().work(FULL_DAYS // 2).confirm().hold_check_in("half")
    return walk.work(FULL_DAYS - FULL_DAYS // 2).confirm().rest()


def closing(walk: Walk) -> Walk:
    full(walk).evaluate()
    return walk.rest().report()


TALES: tuple[Tale, ...] = (
    Tale(24, mid_way),
    Tale(46, finished),
    Tale(1, lambda walk: walk.ask()),
    Tale(41, lambda walk: closing(walk)),
    Tale(12, slipped),
    Tale(10, lambda walk: asks(walk.start().work(2), "Kas tohin laupäeval töötada?")),
    Tale(17, uneasy),
    Tale(5, lambda walk: walk.ask().review("approve").answer(accepts=True).sign("learner", "school")),
    Tale(40, lambda walk: full(walk).evaluate()),
    Tale(32, lambda walk: walk.start().work(EARLY_DAYS).hold_check_in("half").confirm()),
    Tale(2, proposed),
    Tale(45, lambda walk: closing(walk).read_report(approves=False, remark="Lisa üks näide kaebuse lahendamisest.")),
    Tale(3, lambda walk: walk.ask().review("return", "Palun lisa nädalaplaani laupäevad, muidu jääb tunde puudu.")),
    Tale(4, lambda walk: walk.ask().review("approve")),
    Tale(6, lambda walk: walk.ask().review("approve").answer(accepts=False, reason="Juhendaja on puhkusel.")),
    Tale(4, lambda walk: walk.ask().review("approve").answer(accepts=True)),
    Tale(47, finished),
    Tale(1, lambda walk: walk.ask_for_a_place("Хочу работать в магазине рядом с домом.")),
    Tale(43, lambda walk: closing(walk).read_report(approves=True)),
    Tale(0, lambda walk: walk),
    *TURNED,
    *DAYS,
)
