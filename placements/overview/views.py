"""Pages that read across rooms."""

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from placements.overview.samples import samples

THEMES = ("light", "dark")


class SampleForm(forms.Form):
    """One field of each kind."""

    starts_at = forms.TimeField(label=_("Start"), widget=forms.TimeInput(attrs={"type": "time"}))
    company = forms.CharField(label=_("Company"), help_text=_("Name or registry code"))
    note = forms.CharField(label=_("What I learned"), widget=forms.Textarea(attrs={"rows": 2}), required=False)
    kind = forms.ChoiceField(label=_("Reason"), choices=[("time", _("The time is wrong"))], widget=forms.RadioSelect)
    day = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    agreed = forms.BooleanField(label=_("I confirm that I was briefed"))


@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    """All parts of the interface in both themes."""
    typed = {"starts_at": "11:30", "day": "et"}
    columns = [(theme, SampleForm(typed, auto_id=f"{theme}-%s")) for theme in THEMES]
    return render(request, "overview/styleguide.html", {"sample": samples(), "columns": columns})


@require_safe
def source(request: HttpRequest) -> HttpResponse:
    """Where the source code of the running version is to be had. Source: AGPL-3.0, section 13."""
    return render(request, "overview/source.html", {"repository": settings.REPOSITORY_URL})
