"""One step's page: form, facts, refusals; the same for people who signed in and for those who came by link."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from placements import clock, formats
from placements.agreements.step_form import StepForm
from placements.people.models import Person
from placements.records.models import Part, WorkItem
from placements.refusals import Refusal, Refused
from placements.sentences import sentence
from workflows.acting import act
from workflows.errors import StepGone
from workflows.steps import STEPS

SHORTEST_KEPT = 3
ONLY_THE_OWNER = (Part.LEARNER, Part.HOST)


@dataclass(frozen=True, slots=True)
class Desk:
    """Where a step is acted on: the page around it, and where the person goes afterwards."""

    shell: str
    next_url: str
    template: str = "workflows/task.html"
    extra: Mapping[str, Any] = field(default_factory=dict)


def run_step(request: HttpRequest, item: WorkItem, actor: Person, desk: Desk) -> HttpResponse:
    """Show the step, or act on what was posted."""
    if item.done_at is not None:
        return gone(request, item, desk)
    form = _form(request, item)
    if request.method != "POST":
        return _page(request, item, desk, form)
    if "draft" in request.POST:
        return _save_draft(request, item, actor, desk, form)
    if not form.is_valid():
        return _page(request, item, desk, form, status=422)
    return _act(request, item, actor, desk, form)


def _form(request: HttpRequest, item: WorkItem) -> StepForm:
    assert item.practicum is not None
    data = request.POST if request.method == "POST" else None
    return STEPS[item.kind].form(data, practicum=item.practicum, subject_id=item.subject_id)


def _act(request: HttpRequest, item: WorkItem, actor: Person, desk: Desk, form: StepForm) -> HttpResponse:
    try:
        act(item, actor, form.cleaned_data)
    except Refused as refused:
        return _page(request, item, desk, form, refused=refused, status=409)
    except StepGone as gone_step:
        return gone(request, gone_step.item, desk)
    if item.part != Part.HOST:
        # A company's person comes to a page of thanks.
        messages.success(request, _("Done: {what}.").format(what=STEPS[item.kind].wording.title))
    return redirect(desk.next_url)


def _save_draft(request: HttpRequest, item: WorkItem, actor: Person, desk: Desk, form: StepForm) -> HttpResponse:
    draft = STEPS[item.kind].draft
    if draft is None or not form.is_valid():
        return _page(request, item, desk, form, status=422)
    try:
        draft(item.practicum, actor, form.cleaned_data)
    except Refused as refused:
        return _page(request, item, desk, form, refused=refused, status=409)
    messages.success(
        request, _("Saved {time}").format(time=formats.clock_time(clock.now().astimezone(clock.TALLINN).time()))
    )
    return redirect(request.get_full_path())


def _page(
    request: HttpRequest,
    item: WorkItem,
    desk: Desk,
    form: StepForm,
    *,
    refused: Refused | None = None,
    status: int = 200,
) -> HttpResponse:
    step = STEPS[item.kind]
    to_host = item.part == Part.HOST
    reasons = [sentence(refusal, to_host=to_host) for refusal in refused.refusals] if refused else []
    context = {
        "item": item,
        "step": step,
        "form": form,
        "reasons": reasons,
        "shell": desk.shell,
        **step.facts(item),
        **desk.extra,
    }
    return render(request, desk.template, context, status=status)


def typed(request: HttpRequest) -> list[tuple[str, str]]:
    """The texts the person sent, to be shown and copied; choices and technical fields are no loss."""
    hidden = {"csrfmiddlewaretoken", "code", "digest", "version", "client_id"}
    sent = [(name, value) for name, values in request.POST.lists() if name not in hidden for value in values]
    return [("", value) for _name, value in sent if len(value.strip()) > SHORTEST_KEPT]


def gone(request: HttpRequest, item: WorkItem, desk: Desk) -> HttpResponse:
    """409: what happened to the step, and what was typed."""
    context: dict[str, Any] = {"shell": desk.shell, "way_on": desk.next_url, "typed": typed(request)}
    context["reasons"] = [_what_happened(item)]
    return render(request, "409.html", context, status=409)


def _what_happened(item: WorkItem) -> str:
    # Learners and companies' people do their own steps only: closed by another one, the step was taken back.
    was_taken_back = item.part in ONLY_THE_OWNER and item.done_by_id != item.owner_id
    if item.done_by is None or was_taken_back:
        return _("The practicum has moved on and this step is no longer asked of you.")
    refusal = Refusal("flow.already_done", {"name": item.done_by.name, "time": item.done_at})
    return sentence(refusal, to_host=item.part == Part.HOST)
