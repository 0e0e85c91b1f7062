"""Learners of the demo whose practicum left its ordinary course: one for each kind of turning."""

from datetime import timedelta

from django.core.files.base import ContentFile

from config.demo.tale import Tale
from config.demo.walk import Walk

FULL_DAYS = 14
TWO_WEEKS = timedelta(days=14)
YES = {"confirms": True, "answer": ""}
# The smallest file that is a PDF: one empty page.
PDF = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj
trailer<</Root 1 0 R>>
"""


def suspended(walk: Walk) -> None:
    walk.start().work(4).confirm().rest()
    walk.turn("suspend", from_on=walk.day, planned_until=walk.day + TWO_WEEKS, reason="Haigusleht kaheks nädalaks.")


def extended(walk: Walk) -> None:
    walk.start().work(6).confirm()
    ends_on = walk.practicum.placements.get(state="in_force").ends_on + TWO_WEEKS
    walk.turn("extend", ends_on=ends_on, reason="Haiguse tõttu jäi kaks nädalat vahele.")
    walk.sign_amendment("learner").rest().sign_amendment("school")


def moved(walk: Walk) -> None:
    walk.start().work(5).confirm().work(1)
    walk.turn("change_host", last_on=walk.day, reason="Kauplus läheb kuuks ajaks remonti.")


def begun_again(walk: Walk) -> None:
    walk.start().work(4).confirm().rest(2)
    walk.turn("break_off", on=walk.day, reason="Leidis töö teises linnas.").rest(9).begin_again()


def waiting_for_recognition(walk: Walk) -> None:
    walk.start().work(3).confirm()
    evidence = ContentFile(PDF, name="Tööandja tõend.pdf")
    basis, reason = "Müüja, Kolm Kuuske OÜ, 2019–2024", "Klienditöö ja kauba vastuvõtt kattuvad väljunditega 1–4."
    walk.turn("recognise", minutes=900, basis=basis, reason=reason, evidence=evidence)


def recognised(walk: Walk) -> None:
    evidence = ContentFile(PDF, name="Tööleping.pdf")
    basis, reason = "Vahetuse juht, Männi Pood OÜ, 2015–2025", "Töö kattus kõigi praktika väljunditega."
    minutes = walk.practicum.required_minutes
    walk.turn("recognise", minutes=minutes, basis=basis, reason=reason, evidence=evidence)
    walk.rest().do("second_opinion", YES)


def withdrawn(walk: Walk) -> None:
    walk.ask().review("return", "Palun lisa nädalaplaani laupäevad.").rest(2)
    walk.turn("withdraw", on=walk.day, reason="Kolib välismaale.")


def annulled(walk: Walk) -> None:
    walk.start().work(FULL_DAYS // 2).confirm().work(FULL_DAYS // 2).confirm().rest().evaluate().report()
    walk.read_report(approves=True).do("change_window", {"reason": "Juhendaja kinnitas telefonis."})
    walk.rest().turn("annul", reason="Kahel kirja pandud päeval oli kauplus suletud.").rest().do("second_opinion", YES)


TURNED: tuple[Tale, ...] = (
    Tale(18, suspended),
    Tale(25, extended),
    Tale(24, moved),
    Tale(49, annulled),
    Tale(17, waiting_for_recognition),
    Tale(6, recognised),
    Tale(33, begun_again),
    Tale(8, withdrawn),
)
