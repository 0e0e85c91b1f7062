"""Results by file: choose it, look at what will happen to each row, confirm; forms to fill in, and what is recorded."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from placements.cohorts.models import Cohort
from placements.cohorts.selectors import policy_of
from placements.people.decorators import person_of, person_required
from placements.people.models import Person
from placements.records.exports import TYPES, file_of
from placements.records.models import UploadDraft
from placements.records.tables import BadTable
from placements.records.uploads import own_draft, row_number
from placements.refusals import Refusal, Refused, refuse_if
from placements.results import field_words as words
from placements.results import importing
from placements.results.columns import LAYOUTS, ORIGIN
from placements.results.exporting import export_rows, form_rows
from placements.results.loaders import results_cohort
from placements.results.models import ImportedFile
from placements.sentences import sentence

MOST_REASONS, MOST_LINES = 50, 200
FORMATS = tuple(TYPES)


class ResultFileForm(forms.Form):
    """A file of results, and of what kind they are."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What the file holds"), choices=ImportedFile.Kind.choices, widget=forms.RadioSelect,
        error_messages=words.KIND,
    )  # fmt: skip
    file = forms.FileField(
        label=gettext_lazy("File"),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
        error_messages={
            "required": gettext_lazy("Choose a file."),
            "empty": gettext_lazy("The file is empty: choose another one."),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@person_required
def results_import(request: HttpRequest, code: str) -> HttpResponse:
    """Take over results from a file."""
    actor = person_of(request)
    cohort = results_cohort(actor, code, writes=True)
    if request.method == "POST" and "draft" in request.POST:
        return _confirm(request, cohort, actor)
    if request.method == "POST":
        return _upload(request, cohort, actor)
    draft = own_draft(actor, importing.draft_kind(cohort), request.GET.get("draft", ""))
    kind = request.GET.get("kind", ImportedFile.Kind.ATTENDANCE)
    form = ResultFileForm(initial={"kind": kind if kind in LAYOUTS else ImportedFile.Kind.ATTENDANCE})
    return _preview(request, cohort, draft) if draft else _file_page(request, cohort, form)


def _upload(request: HttpRequest, cohort: Cohort, actor: Person) -> HttpResponse:
    form = ResultFileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _file_page(request, cohort, form)
    kind, file = form.cleaned_data["kind"], form.cleaned_data["file"]
    again = ResultFileForm(initial={"kind": kind})
    try:
        refuse_if(importing.too_big(cohort, file.size or 0))
        draft = importing.keep_draft(cohort, kind, actor, file.name or "", file.read())
    except Refused as refused:
        return _file_page(request, cohort, again, refused.refusals)
    except BadTable as bad:
        return _file_page(request, cohort, again, bad.problems)
    return redirect(f"{reverse('results-import', args=[cohort.code])}?draft={draft.pk}")


def _file_page(
    request: HttpRequest, cohort: Cohort, form: ResultFileForm, problems: Sequence[Refusal] = ()
) -> HttpResponse:
    columns = {
        kind: [(layout.title_of(name), name in layout.needed) for name in layout.headers if name not in ORIGIN]
        for kind, layout in LAYOUTS.items()
    }
    context = {
        "cohort": cohort,
        "form": form,
        "whole": sentence(Refusal("import.whole", {"n": len(problems)})) if problems else "",
        "reasons": [sentence(each) for each in problems[:MOST_REASONS]],
        "hidden_reasons": max(0, len(problems) - MOST_REASONS),
        "kinds": [(kind, label, columns[kind]) for kind, label in ImportedFile.Kind.choices],
        "limits": policy_of(cohort).limits,
        "taken": cohort.imported_files.select_related("imported_by")[:10],
    }
    return render(request, "results/import.html", context, status=422 if problems or form.errors else 200)


def _preview(request: HttpRequest, cohort: Cohort, draft: UploadDraft, refused: Refused | None = None) -> HttpResponse:
    kind, raw = importing.content_of(draft)
    try:
        planned = importing.plan(cohort, kind, raw)
    except BadTable as bad:
        return _file_page(request, cohort, ResultFileForm(initial={"kind": kind}), bad.problems)
    ordered = sorted(planned.lines, key=lambda each: ("changed", "new", "blank", "same").index(each.fate))
    context: dict[str, Any] = {
        "cohort": cohort,
        "draft": draft,
        "kind": kind,
        "plan": planned,
        "lines": ordered[:MOST_LINES],
        "hidden_lines": max(0, len(ordered) - MOST_LINES),
        "counts": {fate: planned.count(fate) for fate in ("new", "changed", "same", "blank")},
        "todo": len(planned.todo),
        "reasons": [sentence(each) for each in refused.refusals] if refused else [],
    }
    return render(request, "results/preview.html", context, status=409 if refused else 200)


def _confirm(request: HttpRequest, cohort: Cohort, actor: Person) -> HttpResponse:
    number = request.POST["draft"]
    try:
        made = importing.take_over(cohort, row_number(number), request.POST.get("plan", ""), actor)
    except BadTable as bad:
        return _file_page(request, cohort, ResultFileForm(), bad.problems)
    except Refused as refused:
        draft = own_draft(actor, importing.draft_kind(cohort), number)
        if draft:
            return _preview(request, cohort, draft, refused)
        return _file_page(request, cohort, ResultFileForm(), refused.refusals)
    if made is None:
        messages.info(request, _("Nothing was changed: everything in the file stood so already."))
        return redirect("results-import", cohort.code)
    told = ngettext("{n} result is taken over.", "{n} results are taken over.", made.changed)
    messages.success(request, told.format(n=made.changed))
    lists = {"exam": "exam", "independent": "independent"}
    return redirect(lists.get(made.kind, "attendance"), cohort.code)


@require_safe
@person_required
def results_form(request: HttpRequest, code: str, kind: str, format_: str) -> HttpResponse:
    """A form to fill in: the learners of the cohort, by their addresses."""
    cohort = results_cohort(person_of(request), code, writes=True)
    return _file(kind, format_, lambda: form_rows(cohort, kind, row_number(request.GET.get("of", ""))), f"{kind}-form")


@require_safe
@person_required
def results_export(request: HttpRequest, code: str, kind: str, format_: str) -> HttpResponse:
    """Everything that is recorded of this kind."""
    cohort = results_cohort(person_of(request), code)
    return _file(kind, format_, lambda: export_rows(cohort, kind), f"{kind}-{cohort.code}")


def _file(kind: str, format_: str, rows: Any, name: str) -> HttpResponse:
    if kind not in LAYOUTS or format_ not in FORMATS:
        raise Http404
    listed: Iterable[Sequence[Any]] = rows()
    response = HttpResponse(file_of(format_, str(ImportedFile.Kind(kind).label), listed), content_type=TYPES[format_])
    response["Content-Disposition"] = f'attachment; filename="{name}.{format_}"'
    return response
