"""A log must not let its reader in."""

import logging

import pytest

from config.logs import without_links
from placements.people.links import enter_url, token_for
from placements.people.models import AccessLink
from tests.strictness import StrictClient


@pytest.mark.parametrize("line", ["Gone: /h/{}/", "request='GET /h/{}/?lang=ru'", '["/h/{}"]', "path=/h/{}"])
def test_a_line_keeps_everything_but_the_secret(line: str) -> None:
    assert without_links(None, "", line.format("k3y.s3cr-et_")) == line.format("…")


@pytest.mark.django_db
def test_no_line_of_a_visit_holds_the_token(
    client: StrictClient, link: AccessLink, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    client.get(enter_url(link))
    AccessLink.objects.update(expires_at=link.created_at)
    client.get(enter_url(link))
    lines = "\n".join(console().format(record) for record in caplog.records)
    assert "GET /h/…/" in lines
    assert "Gone: /h/…/" in lines
    assert token_for(link) not in lines


def console() -> logging.Formatter:
    """The formatter through which every line goes."""
    (formatter,) = (handler.formatter for handler in logging.getLogger().handlers if handler.name == "console")
    assert formatter is not None
    return formatter
