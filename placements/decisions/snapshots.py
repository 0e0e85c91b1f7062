"""A snapshot as canonical JSON and back: what a decision keeps of everything it rests on, and its digest.

Source: domain, section 4: a decision can be recomputed from its snapshot to the same result.
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from placements.decisions import rules

Content = Mapping[str, Any]
# What says how much was reached, in the order of the conditions; the rest of a snapshot passes with time.
FACTS = {
    "attendance": ("attended_minutes", "is_complete"),
    "independent": ("accepted", "required", "is_complete"),
    "practicum": ("is_completed", "confirmed_minutes"),
    "exam": ("attempts", "is_complete"),
}


def canonical(content: Any) -> str:
    """The one way in which this is written: sorted keys, no spaces, no escapes."""
    return json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def digest_of(content: Any) -> str:
    """SHA-256 of the canonical text, in hexadecimal."""
    return hashlib.sha256(canonical(content).encode()).hexdigest()


def written(snapshot: rules.Snapshot) -> dict[str, Any]:
    """A snapshot as JSON: days in ISO format, attempts as pairs."""
    exam = snapshot.exam
    return {
        "attendance": _plain(snapshot.attendance),
        "independent": _plain(snapshot.independent),
        "practicum": _plain(snapshot.practicum),
        "exam": _plain(exam) | {"attempts": [list(each) for each in exam.attempts]},
        "today": snapshot.today.isoformat(),
        "decision_on": snapshot.decision_on.isoformat() if snapshot.decision_on else None,
        "is_withdrawn": snapshot.is_withdrawn,
    }


def _plain(part: Any) -> dict[str, Any]:
    """A flat part as it is; dataclasses.asdict would copy every value, which a thousand learners feel."""
    return {name: getattr(part, name) for name in part.__slots__}


def read_snapshot(values: Content) -> rules.Snapshot:
    """The snapshot of a content. Raises: KeyError, TypeError, ValueError for what is no snapshot."""
    exam = dict(values["exam"])
    attempts = tuple((correct, total) for correct, total in exam.pop("attempts"))
    return rules.Snapshot(
        attendance=rules.Attendance(**values["attendance"]),
        independent=rules.IndependentWork(**values["independent"]),
        practicum=rules.PracticumResult(**values["practicum"]),
        exam=rules.Exam(attempts, **exam),
        today=date.fromisoformat(values["today"]),
        decision_on=date.fromisoformat(values["decision_on"]) if values["decision_on"] else None,
        is_withdrawn=values["is_withdrawn"],
    )


def written_limits(limits: rules.Thresholds) -> dict[str, Any]:
    """Limits as JSON; the versions that they are of stand beside them."""
    return _plain(limits)


def read_limits(values: Content) -> rules.Thresholds:
    """The limits of a content, without the versions they are of. Raises: TypeError for what are no limits."""
    return rules.Thresholds(**{name: value for name, value in values.items() if not name.endswith("_version")})


def proposal_of(content: Content) -> rules.Proposal:
    """What the rules of its own version come to over a content. Raises: KeyError for a version nobody knows."""
    version = rules.VERSIONS[content["rules_version"]]
    return version(read_snapshot(content["snapshot"]), read_limits(content["limits"]))


def seen_digest(content: Content, outcome: str) -> str:
    """The digest of a proposal as somebody saw it: that midnight has passed since changes nothing by itself."""
    snapshot = {name: value for name, value in content["snapshot"].items() if name != "today"}
    return digest_of({**content, "snapshot": snapshot, "outcome": outcome})


def facts_of(content: Content) -> dict[str, Any]:
    """What was reached, without what passes with time: two of them differ when a result was corrected."""
    return {part: {name: content["snapshot"][part][name] for name in names} for part, names in FACTS.items()}
