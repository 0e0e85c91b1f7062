"""The night's proof that every counter is what the ledger says."""

from datetime import datetime

import structlog

from placements.clock import TALLINN
from placements.journal.reconciling import Difference, reconcile_hours

HOUR = 3
log = structlog.get_logger(__name__)


def reconcile_nightly(now: datetime) -> list[Difference]:
    """In the hour after three in Tallinn compare, mend and warn of each difference; nothing at other hours.

    Doing it twice is harmless: what is mended differs no more. In the spring night that hour is left out by the
    clocks, in the autumn night it comes twice.
    """
    if now.astimezone(TALLINN).hour != HOUR:
        return []
    differences = reconcile_hours(mends=True)
    for each in differences:
        log.warning(
            "hours.differ", practicum=each.practicum, entry=each.entry, figure=each.name, found=each.found,
            right=each.right,
        )  # fmt: skip
    log.info("hours.reconciled", differences=len(differences))
    return differences
