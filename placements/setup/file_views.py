"""Data files by the browser: upload, preview, confirm or discard, download."""

import json
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from placements.people.decorators import person_required
from placements.people.models import Person
from placements.programmes.faults import described
from placements.programmes.labels import KINDS
from placements.programmes.previews import preview_of
from placements.programmes.reading import LARGEST_FILE, BadFile
from placements.programmes.uploads import SHIPPED, load_upload, take_file, take_shipped
from placements.records.models import UploadDraft
from placements.records.uploads import discard_upload
from placements.refusals import Refused
from placements.refused_page import reasons_of
from placements.setup.access import may_change, setup_person
from placements.setup.files import VERSIONS, cards, file_name, usage_of, versions_of
from placements.setup.forms import UploadForm

FILES_PAGE, DRAFT_PAGE = "setup/files.html", "setup/draft.html"


@require_http_methods(["GET", "HEAD", "POST"])
@person_required
def files(request: HttpRequest) -> HttpResponse:
    """What is loaded; a file that is posted, or a shipped example, goes to its preview."""
    person = setup_person(request)
    if request.method != "POST":
        return _files_page(request, person, UploadForm())
    if request.POST.get("shipped") in SHIPPED:
        return _take(request, person, UploadForm(), "")
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return _files_page(request, person, form, status=422)
    return _take(request, person, form, form.cleaned_data["file"].name)


def _take(request: HttpRequest, person: Person, form: UploadForm, name: str) -> HttpResponse:
    try:
        if form.is_bound:
            # One byte more than is allowed is enough to see that it is too much.
            draft = take_file(person, name, form.cleaned_data["file"].read(LARGEST_FILE + 1))
        else:
            draft = take_shipped(person, request.POST["shipped"])
    except BadFile as bad:
        return _files_page(request, person, form, status=422, problems=described(bad), name=name)
    return redirect("setup-draft", draft.pk)


def _files_page(
    request: HttpRequest, person: Person, form: UploadForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    context = {"form": form, "cards": cards(), "may_change": may_change(person), "problems": [], "name": "", **more}
    return render(request, FILES_PAGE, context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@person_required
def draft(request: HttpRequest, draft_id: int) -> HttpResponse:
    """One's own uploaded file before it is loaded: what it would change; confirm it or discard it."""
    person = setup_person(request)
    own: UploadDraft = get_object_or_404(UploadDraft, pk=draft_id, person=person, kind__in=KINDS)
    if request.method == "POST":
        return _settle(request, own, person)
    return redirect("setup-files") if own.settled_at else _preview(request, own)


def _preview(request: HttpRequest, own: UploadDraft, *, status: int = 200) -> HttpResponse:
    context: dict[str, Any] = {"draft": own, "kind": KINDS[own.kind], "preview": None, "usage": None, "problems": []}
    try:
        preview = preview_of(own.kind, bytes(own.content))
    except BadFile as bad:
        # What it refers to has changed since it was uploaded.
        return render(request, DRAFT_PAGE, context | {"problems": described(bad)}, status=409)
    context |= {"preview": preview, "usage": usage_of(own.kind, preview.latest) if preview.latest else None}
    return render(request, DRAFT_PAGE, context, status=status)


def _settle(request: HttpRequest, own: UploadDraft, person: Person) -> HttpResponse:
    try:
        if request.POST.get("verdict") == "load":
            _say_loaded(request, own, load_upload(own, person))
            return redirect("setup")
        if request.POST.get("verdict") == "discard":
            discard_upload(own)
            messages.success(request, _("The file was discarded, nothing was loaded."))
        else:
            return _preview(request, own, status=422)
    except Refused as refused:
        context = {"reasons": reasons_of(refused), "typed": [], "way_on": request.path}
        return render(request, "409.html", context, status=409)
    except BadFile:
        return _preview(request, own)
    return redirect("setup-files")


def _say_loaded(request: HttpRequest, own: UploadDraft, loaded: Any) -> None:
    text = (
        _("Loaded: {kind}, version {number}.")
        if loaded.is_new
        else _("Nothing changed: {kind}, version {number}, was loaded already.")
    )
    messages.success(request, text.format(kind=KINDS[own.kind], number=loaded.version.number))


@require_safe
@person_required
def version_file(request: HttpRequest, kind: str, version_id: int) -> HttpResponse:
    """A loaded version as the file it came from; loaded again, it is the same version."""
    setup_person(request)
    if kind not in VERSIONS:
        raise Http404
    version = get_object_or_404(versions_of(kind).defer(None), pk=version_id)
    content = json.dumps(version.content, ensure_ascii=False, indent=2)
    disposition = f'attachment; filename="{file_name(kind, version)}"'
    return HttpResponse(content, content_type="application/json", headers={"Content-Disposition": disposition})
