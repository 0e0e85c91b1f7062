"""The process row of a practicum."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from viewflow.workflow.models import Process

from placements.agreements.models import Practicum


class PracticumProcess(Process):
    """One running process per practicum; what it is about lives in the rooms, its data field stays empty."""

    practicum = models.OneToOneField(
        Practicum,
        models.PROTECT,
        related_name="process",
        error_messages={"unique": _("This practicum has its process already.")},
    )

    def __str__(self) -> str:
        return f"process of practicum {self.practicum_id}"
