"""Fields of the waiver."""

from django.utils.translation import gettext_lazy as _

from placements.agreements.step_form import StepForm, plain_text

REASON = 500


class WaiverForm(StepForm):
    reason = plain_text(REASON)

    def prepare(self) -> None:
        self.fields["reason"].label = _("Reason for not waiting")
