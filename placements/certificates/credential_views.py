"""What credentials refer to, for everybody; and one's own credential, to download."""

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from placements.certificates.credentials import achievement_of, issuer_profile, revocation_list
from placements.certificates.keys import key_set, public_jwk
from placements.certificates.models import CredentialKey, IssuedDocument, Kind
from placements.certificates.public_pages import for_machines, public_page
from placements.cohorts.loaders import cohorts_of
from placements.cohorts.models import Role
from placements.people.decorators import person_of, person_required
from placements.programmes.models import ProgrammeVersion

REGISTER_READERS = (Role.Kind.CURATOR, Role.Kind.MANAGER, Role.Kind.AUDITOR)


@require_safe
@public_page
def jwks(_request: HttpRequest) -> HttpResponse:
    """Every public key that ever signed a credential."""
    return for_machines(key_set())


@require_safe
@public_page
def key(_request: HttpRequest, kid: str) -> HttpResponse:
    """One public key: the address that stands in a credential's header."""
    return for_machines(public_jwk(get_object_or_404(CredentialKey.objects.defer("private_pem"), kid=kid)))


@require_safe
@public_page
def issuer(_request: HttpRequest) -> HttpResponse:
    """Who issues credentials here."""
    return for_machines(issuer_profile())


@require_safe
@public_page
def achievement(_request: HttpRequest, version_id: int, kind: str) -> HttpResponse:
    """What a credential attests, and what is needed for it."""
    if kind not in Kind.values:
        raise Http404
    version = get_object_or_404(ProgrammeVersion, pk=version_id)
    return for_machines(achievement_of(version, kind, (get_language() or "et")[:2]))


@require_safe
@public_page
def revocations(_request: HttpRequest) -> HttpResponse:
    """Credentials that hold no longer."""
    return for_machines(revocation_list())


@require_safe
@never_cache
@person_required
def own_credential(request: HttpRequest) -> HttpResponse:
    """The credential of one's own valid document, the latest one."""
    return _download(IssuedDocument.objects.filter(learner=person_of(request)).order_by("-pk"))


@require_safe
@never_cache
@person_required
def register_credential(request: HttpRequest, public_id: str) -> HttpResponse:
    """A document's credential, for those who read the register."""
    cohorts = cohorts_of(person_of(request), REGISTER_READERS)
    return _download(IssuedDocument.objects.filter(public_id=public_id, cohort__in=cohorts))


def _download(documents: QuerySet[IssuedDocument]) -> HttpResponse:
    document = documents.filter(state=IssuedDocument.State.VALID).exclude(credential="").first()
    if document is None:
        raise Http404
    name = f"{slugify(document.number) or document.public_id}.jwt"
    disposition = content_disposition_header(as_attachment=True, filename=name) or ""
    return HttpResponse(
        document.credential, content_type="application/jwt", headers={"Content-Disposition": disposition}
    )
