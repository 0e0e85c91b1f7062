"""How a refused verb is answered: 409, the reasons, and the form with all that was typed."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from placements.refusals import Refused
from placements.sentences import sentence


def reasons_of(refused: Refused) -> list[str]:
    """The sentences of all broken rules, in their order."""
    return [sentence(refusal) for refusal in refused.refusals]


def refused_page(request: HttpRequest, template: str, context: Mapping[str, Any], refused: Refused) -> HttpResponse:
    """The same page again with its bound form and the reasons."""
    return render(request, template, {**context, "reasons": reasons_of(refused)}, status=409)
