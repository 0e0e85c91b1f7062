"""The page of the rules as a browser fills it in: what is typed, looked at, and saved."""

import re
from typing import Any

from placements import clock
from placements.clock import ONE_DAY, local_date
from placements.cohorts.models import Cohort
from placements.programmes.models import PolicyVersion
from placements.setup.rule_forms import RulesForm
from placements.setup.rules_page import ruled_programme
from tests.strictness import StrictClient

PAGE = "/rules/KTJ-186/"
FREE, REVIEW = "hours__backdate_free_days", "deadlines_working_days__review"
WHY = "Ettevõtted kinnitavad reedeti."


def tomorrow() -> Any:
    return local_date(clock.now()) + ONE_DAY


def typed(cohorts: list[Cohort], /, **changed: Any) -> dict[str, Any]:
    """The form as a browser sends it: what stands, and what is typed over it."""
    ruled = ruled_programme("KTJ-186", clock.now())
    assert ruled is not None
    form = RulesForm(ruled.content, ruled.cohorts)
    values = {rule.name: str(form.initial[rule.name]).removesuffix(".0") for rule in form.rules}
    sent = {"valid_from": tomorrow().isoformat(), "cohorts": [str(each.pk) for each in cohorts], "reason": WHY}
    return {**values, **sent, "seen": ruled.latest.digest if ruled.latest else "", "act": "preview", **changed}


def hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found
    return found[1]


def looked_at(client: StrictClient, sent: dict[str, Any]) -> dict[str, Any]:
    """The same, to be saved after its effect was shown."""
    response = client.post(PAGE, sent)
    assert response.status_code == 200, response.content.decode()[:3000]
    page = response.content.decode()
    return sent | {"act": "save", "previewed": hidden(page, "previewed"), "seen": hidden(page, "seen")}


def save(client: StrictClient, cohorts: list[Cohort], **changed: Any) -> Any:
    return client.post(PAGE, looked_at(client, typed(cohorts, **changed)))


def latest() -> PolicyVersion:
    return PolicyVersion.objects.order_by("-number")[0]


# saving
