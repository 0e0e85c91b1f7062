"""What two people of the school decide: recognition with its evidence, the evaluation waived, a completion annulled."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from placements.certificates.register import content_kept
from placements.completion.models import CompletionRecord
from placements.records.models import StoredFile
from tests.journeys.beginnings import furnished, taught
from tests.journeys.conftest import Cast
from tests.journeys.deeds import FULL, report
from tests.journeys.people import User
from tests.journeys.schooling import PASSED, certify

pytestmark = [pytest.mark.django_db, pytest.mark.database]
PDF = b"%PDF-1.7 tunnistus"


def propose(cast: Cast, hours: int) -> StoredFile:
    """Liis proposes to recognise so many academic hours, with a certificate."""
    evidence = SimpleUploadedFile("Töötõend Männi.pdf", PDF, "application/pdf")
    data = {"academic_hours": str(hours), "basis": "Müüja 2019–2024", "reason": "Kattub väljunditega"}
    cast.liis.turns(cast.practicum, "recognise", evidence=evidence, **data)
    return StoredFile.objects.get(practicum=cast.practicum)


def decide(user: User, answer: str = "yes", why: str = "") -> None:
    user.do("second_opinion", confirms=answer, answer=why)


def test_a_part_is_recognised_once_a_second_person_has_read_the_evidence(cast: Cast) -> None:
    cast.walk(15).start().work(2).confirm()
    stored = propose(cast, 20)
    assert cast.now().required_minutes == 3600
    assert f"/files/{stored.pk}/" in cast.piret.opens(cast.piret.address("second_opinion"))
    response = cast.piret.client.get(f"/files/{stored.pk}/")
    assert (response.content, response.headers["Content-Type"]) == (PDF, "application/pdf")
    decide(cast.piret)
    assert (cast.now().required_minutes, cast.now().recognised_minutes) == (2700, 900)
    assert "20\xa0ac.\xa0h" in cast.jelena.opens("/?lang=en")
    assert cast.jelena.reads("15\xa0ч = 20\xa0ак.\xa0ч.")
    assert cast.liis.reads(f"{cast.piret.person.name} ")


def test_the_evidence_is_nobody_else_s(cast: Cast) -> None:
    cast.walk(15).start().work(1)
    stored = propose(cast, 20)
    cast.kristjan.follow_link()
    cast.jelena.opens(f"/files/{stored.pk}/", 404)
    assert cast.kristjan.client.get(f"/files/{stored.pk}/").status_code == 302
    cast.andrei.person.roles.all().delete()
    cast.andrei.opens(f"/files/{stored.pk}/", 404)
    assert f"/files/{stored.pk}/" in cast.rein.opens(f"/learners/{cast.practicum.pk}/")
    assert "attachment" in cast.rein.sign_in().client.get(f"/files/{stored.pk}/").headers["Content-Disposition"]


def test_the_second_person_refuses_with_a_reason_and_nothing_is_lowered(cast: Cast) -> None:
    propose(cast, 20)
    decide(cast.piret, "no", "Tõend ei nimeta tööülesandeid")
    assert cast.now().required_minutes == 3600
    assert cast.liis.reads("Tõend ei nimeta tööülesandeid")
    assert propose_again(cast)


def propose_again(cast: Cast) -> bool:
    data = {"academic_hours": "10", "basis": "Müüja", "reason": "Kattub"}
    cast.liis.turns(cast.practicum, "recognise", **data)
    return cast.piret.has("second_opinion")


def test_wholly_recognised_work_completes_the_practicum(cast: Cast) -> None:
    stored = propose(cast, 80)
    decide(cast.piret)
    record = CompletionRecord.objects.get(practicum=cast.practicum)
    assert (cast.now().stage, record.evaluation, record.report_version) == ("completed", None, None)
    assert record.content["decided_by_two"][0]["evidence"] == stored.digest
    page = cast.jelena.opens("/?lang=en")
    assert "Your earlier work is recognised in place of the whole practicum." in page
    assert "60\xa0h = 80\xa0ac.\xa0h" in page
    cast.jelena.opens("/journal/")
    cast.jelena.opens("/report/")
    assert cast.jelena.reads("60\xa0ч = 80\xa0ак.\xa0ч.")


def test_whose_work_is_recognised_gets_the_certificate_without_hours_that_were_not_done(cast: Cast) -> None:
    propose(cast, 80)
    decide(cast.piret)
    furnished(cast)
    taught(cast, PASSED)
    document = certify(cast)
    assert (document.kind, content_kept(document)["minutes"]["practicum"]) == ("tunnistus", 0)


def test_two_people_complete_without_an_evaluation_that_never_comes(cast: Cast) -> None:
    cast.walk(45).start().work(FULL).confirm()
    report(cast)
    cast.piret.turns(cast.practicum, "waive_evaluation", reason="Juhendaja ei vasta")
    assert cast.now().stage == "closing"
    decide(cast.liis)
    record = CompletionRecord.objects.get(practicum=cast.practicum)
    assert record.evaluation is None
    assert record.content["decided_by_two"][0]["reason"] == "Juhendaja ei vasta"
    assert not cast.kristjan.has("evaluation")


def test_whose_company_has_evaluated_needs_no_completion_without_it(cast: Cast) -> None:
    cast.walk(45).start().work(FULL).confirm().evaluate()
    assert cast.now().stage == "closing"
    assert "waive_evaluation" not in cast.piret.opens(f"/learners/{cast.practicum.pk}/turnings/")


def completed(cast: Cast) -> None:
    walk = cast.walk(45).start().work(FULL).confirm().evaluate().report().read_report(approves=True)
    walk.do("change_window", {"reason": "Kinnitas telefonis"})


def test_two_people_annul_a_completion_and_the_learner_may_begin_again(cast: Cast) -> None:
    completed(cast)
    cast.liis.turns(cast.practicum, "annul", reason="Võltsitud tunnid")
    assert cast.now().stage == "completed"
    decide(cast.piret)
    assert (cast.now().stage, cast.now().confirmed_minutes) == ("annulled", FULL * 270)
    assert cast.jelena.reads(cast.liis.person.name)
    assert "Two people of the school have annulled its completion." in cast.jelena.opens("/?lang=en")
    assert CompletionRecord.objects.filter(practicum=cast.practicum).exists()
    cast.liis.opens(f"/learners/{cast.practicum.pk}/turnings/")
    assert cast.liis.client.post(f"/learners/{cast.practicum.pk}/begin-again/").status_code == 302


def test_an_annulment_that_is_refused_leaves_the_completion_as_it_was(cast: Cast) -> None:
    completed(cast)
    cast.liis.turns(cast.practicum, "annul", reason="Kahtlus")
    decide(cast.piret, "no", "Tunnid klapivad")
    assert cast.now().stage == "completed"
    assert "Practicum completed" in cast.jelena.opens("/?lang=en")
