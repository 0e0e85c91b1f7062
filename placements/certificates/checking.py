"""What of a content keeps the document from being issued; told before a number is taken."""

from placements.certificates import rules
from placements.certificates.content import Content
from placements.certificates.fields import field_with, missing_codes, texts_of
from placements.refusals import Refusal

# Where a programme could claim what only others may give.
OF_PROGRAMME = ("programme", "course", "outcomes", "modules", "assessment", "standard")


def content_refusals(content: Content, unknown: str) -> list[Refusal]:
    """Every reason against this content. unknown: its characters that the typefaces lack."""
    answers = (
        rules.missing_refusal(missing_codes(content)),
        rules.characters_refusal(unknown, field_with(content, unknown)),
        rules.forbidden_refusal(texts_of([content[name] for name in OF_PROGRAMME])),
    )
    return [answer for answer in answers if answer is not None]
