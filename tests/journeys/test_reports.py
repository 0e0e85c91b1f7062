"""The report comes back as often as it must: every version and every remark stays."""

import pytest

from tests.journeys.conftest import Cast
from tests.journeys.deeds import FULL, report

pytestmark = [pytest.mark.django_db, pytest.mark.database]
REMARKS = ("Lisa üks näide", "Mida sa sellest õppisid?", "Kirjuta rollist")


def test_a_report_returned_three_times_is_approved_as_its_fourth_version(cast: Cast) -> None:
    cast.walk(45).start().work(FULL).confirm().evaluate()
    report(cast, *REMARKS)
    versions = cast.practicum.report.versions.order_by("number")
    assert [version.state for version in versions] == ["returned"] * 3 + ["approved"]
    assert [version.remarks.get("work") for version in versions[:3]] == list(REMARKS)
    assert cast.now().stage == "completed"
    assert len([sent for sent in cast.jelena.mails() if "/report/" in str(sent.body)]) >= len(REMARKS)


def test_the_learner_sees_the_remark_beside_what_was_written(cast: Cast) -> None:
    cast.walk(45).start().work(FULL).confirm().evaluate().report()
    cast.liis.do("report_review", approves="no", remark_work=REMARKS[0])
    page = cast.jelena.opens(cast.jelena.address("report"))
    assert REMARKS[0] in page
    assert "Nõustasin kliente" in page
