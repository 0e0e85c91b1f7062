"""Every form that is sent carries its token, in parts that are included with nothing but what they name, too."""

import re
from pathlib import Path

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
ALONE = re.compile(r'{% include "([^"]+)"([^%]*) only %}')
TOKEN_TAG = "{% csrf_token %}"
# Sends again every field that was sent, the token among them.
RESENDING = "503.html"


def test_a_part_that_is_included_alone_takes_its_token_by_name() -> None:
    lost = []
    for path in sorted(TEMPLATES.rglob("*.html")):
        for part, given in ALONE.findall(path.read_text()):
            text = (TEMPLATES / part).read_text() if (TEMPLATES / part).exists() else ""
            if TOKEN_TAG in text or ("{{ csrf_token }}" in text and "csrf_token=csrf_token" not in given):
                lost.append(f"{path.name} includes {part} without its token")
    assert lost == []


def test_every_form_that_is_posted_has_a_token() -> None:
    bare = [
        path.name
        for path in sorted(TEMPLATES.rglob("*.html"))
        if path.name != RESENDING
        for form in re.findall(r'<form[^>]*method="post".*?</form>', path.read_text(), re.DOTALL)
        if TOKEN_TAG not in form and "csrf_token" not in form
    ]
    assert bare == []
