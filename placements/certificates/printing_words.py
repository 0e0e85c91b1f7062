"""The labels of printed certificates and attestations."""

from django.utils.translation import gettext as _

from placements import formats


def printing_words(kind: str, language: str, hour_minutes: int) -> dict[str, str]:
    """Every label in the active language."""
    return _of_both(kind) | _of_certificate() | _of_attestation(language, hour_minutes)


def _of_both(kind: str) -> dict[str, str]:
    leads = {
        "tunnistus": _("has completed the training and achieved all of its learning outcomes"),
        "toend": _("has taken part in the training"),
    }
    return {
        "lead": leads[kind],
        "trainers": _("Trainers"),
        "verify": _("Verify authenticity"),
        "square_code": _("Square code to verify authenticity:"),
        "independent": _("Independent work"),
        "total": _("Total"),
    }


def _of_certificate() -> dict[str, str]:
    return {
        "legend": _(
            "Each ray is one academic hour: the outer ring is the practicum, the middle one contact learning, "
            "the heart independent work."
        ),
        "outcomes": _("Learning outcomes achieved"),
        "assessment": _("Assessment"),
        "content": _("Content of the programme"),
        "number": _("No."),
        "module": _("Module"),
        "hours": _("Volume"),
    }


def _of_attestation(language: str, hour_minutes: int) -> dict[str, str]:
    note = _("This attestation confirms participation in the hours listed. One academic hour ({unit}) is {n} minutes.")
    return {
        "hours_done": _("Hours attended"),
        "kind_of_hours": _("Kind of learning"),
        "really": _("Really done"),
        "planned": _("In the programme"),
        "attestation_note": note.format(unit=formats.ACADEMIC_UNIT[language], n=hour_minutes),
    }


def title_in(language: str, title: str) -> str:
    """A signatory's Estonian job title on a paper in the active language; one that we cannot translate is left out."""
    if language == "et":
        return title
    known = {
        "koolitusjuht": _("training manager"),
        "juhataja": _("head of the school"),
        "direktor": _("director"),
    }
    return known.get(title.strip().casefold(), "")
