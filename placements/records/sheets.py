"""A page with the form of one row: shown, saved, or refused with all that was typed and what stands there now."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.db.models import Model
from django.forms.boundfield import BoundField
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from placements.refusals import Refused
from placements.refused_page import reasons_of

TEMPLATE = "records/sheet.html"
# The code of every refusal of a stale form ends so.
CHANGED = ".changed"


class RowForm(forms.Form):
    """The form of one row, or of a new one; version tells what the row was when the form was opened."""

    plain: ClassVar[tuple[str, ...]] = ()
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1, initial=0)

    def __init__(self, *args: Any, row: Model | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = self.values_of(row) if row else {}

    def values_of(self, row: Any) -> dict[str, Any]:
        """What the form of this row begins with."""
        return {name: getattr(row, name) for name in ("version", *self.plain)}

    def chosen(self) -> dict[str, Any]:
        """The cleaned values of the plain fields."""
        return {name: self.cleaned_data[name] for name in self.plain}


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one such page is about. save gets the valid form; deeds are buttons beside the form, by their value;
    start is what a new row's form begins with; back names the page that next_url is. saved is what is said afterwards,
    or a function that says it of what save gave."""

    title: Any
    form: Callable[..., RowForm]
    save: Callable[[Any], object]
    saved: Any
    next_url: str
    back: Any = None
    row: Model | None = None
    notes: tuple[Any, ...] = ()
    deeds: Mapping[str, tuple[Any, Callable[[], object], Any]] = field(default_factory=dict)
    template: str = TEMPLATE
    start: Mapping[str, Any] = field(default_factory=dict)


def run_sheet(request: HttpRequest, sheet: Sheet) -> HttpResponse:
    """Show the form, or do what was posted."""
    if request.method != "POST":
        form = sheet.form(row=sheet.row)
        form.initial.update(sheet.start)
        return _page(request, sheet, form)
    deed = sheet.deeds.get(request.POST.get("do", ""))
    if deed:
        return _act(request, sheet, sheet.form(row=sheet.row), deed[1], deed[2])
    form = sheet.form(request.POST, row=sheet.row)
    if not form.is_valid():
        return _page(request, sheet, form, status=422)
    return _act(request, sheet, form, lambda: sheet.save(form), sheet.saved)


def _act(request: HttpRequest, sheet: Sheet, form: RowForm, act: Callable[[], object], said: Any) -> HttpResponse:
    try:
        made = act()
    except Refused as refused:
        return _refused(request, sheet, form, refused)
    messages.success(request, said(made) if callable(said) else said)
    return redirect(sheet.next_url)


def _refused(request: HttpRequest, sheet: Sheet, form: RowForm, refused: Refused) -> HttpResponse:
    context: dict[str, Any] = {"reasons": reasons_of(refused)}
    values = {name: value for refusal in refused.refusals for name, value in refusal.values.items()}
    context["known"] = values.get("host")
    if sheet.row and any(refusal.code.endswith(CHANGED) for refusal in refused.refusals):
        sheet.row.refresh_from_db()
        fresh = sheet.form(row=sheet.row)
        context["differences"] = list(_differences(form, fresh))
        _take_version(form, fresh)
    return _page(request, sheet, form, 409, **context)


def _page(request: HttpRequest, sheet: Sheet, form: RowForm, status: int = 200, **extra: Any) -> HttpResponse:
    context = {"sheet": sheet, "form": form, "reasons": [], "known": None, "differences": [], **extra}
    return render(request, sheet.template, context, status=status)


def _take_version(form: RowForm, fresh: RowForm) -> None:
    """Whoever saves again after having seen what stands there now means it."""
    assert isinstance(form.data, QueryDict)
    data = form.data.copy()
    data["version"] = str(fresh.initial["version"])
    form.data = data


def _differences(form: RowForm, fresh: RowForm) -> Iterator[dict[str, str]]:
    """What stands there now, where it is not what was typed."""
    for typed in form.visible_fields():
        present = _shown(fresh[typed.name])
        if present != _shown(typed):
            yield {"label": str(typed.label), "value": present, "note": ""}


def _shown(bound: BoundField) -> str:
    value, labels = bound.value(), {str(code): str(label) for code, label in getattr(bound.field, "choices", [])}
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    chosen = value if isinstance(value, list) else ["" if value is None else value]
    return ", ".join(labels.get(str(each), str(each)) for each in chosen).strip() or "–"
