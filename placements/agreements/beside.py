"""What else a company's person sees who came in by the link of one placement."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from placements.agreements.models import Placement
from placements.people.models import AccessLink

OFF = (Placement.State.DECLINED, Placement.State.CALLED_OFF)
RELATED = ("host", "practicum__cohort", "practicum__learner", "practicum__enrolment")


def placements_beside(link: AccessLink) -> QuerySet[Placement]:
    """The link's placement, and those at the same company in which this person mentors or signs; no query yet.

    Left out are those whose own link was revoked: it was for a reason.
    """
    shut = AccessLink.objects.filter(person=link.person_id, placement=OuterRef("pk"), revoked_at__isnull=False)
    theirs = Q(mentor=link.person_id) | Q(signatory=link.person_id)
    placements = Placement.objects.filter(theirs, host=link.placement.host_id).exclude(Exists(shut))
    return placements.filter(~Q(state__in=OFF) | Q(pk=link.placement_id)).select_related(*RELATED).order_by("pk")


def mentored_beside(link: AccessLink) -> QuerySet[Placement]:
    """Those of them that this person mentors and that were in force at any time; no query yet."""
    return placements_beside(link).filter(mentor=link.person_id, in_force_on__isnull=False)
