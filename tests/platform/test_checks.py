"""What must not go together is refused before anything starts."""

import os
import subprocess
import sys
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError

from config.checks import KEYS, check_demo, check_keys, check_secrets


def test_the_demo_in_production_is_refused(settings: Any) -> None:
    settings.DEMO = settings.PRODUCTION = True
    with pytest.raises(SystemCheckError, match="DEMO and PRODUCTION are both set"):
        call_command("check")


@pytest.mark.parametrize(("demo", "production"), [(True, False), (False, True), (False, False)])
def test_either_of_them_alone_is_fine(settings: Any, demo: bool, production: bool) -> None:
    settings.DEMO, settings.PRODUCTION = demo, production
    assert check_demo() == []


@pytest.mark.parametrize("name", ["LINK_KEY", "PERSONAL_CODE_KEY"])
def test_a_key_shared_with_the_sites_secret_is_refused(settings: Any, name: str) -> None:
    setattr(settings, name, settings.SECRET_KEY)
    with pytest.raises(SystemCheckError, match=f"{name} is the same as SECRET_KEY"):
        call_command("check", deploy=True)


def test_keys_of_their_own_are_fine(settings: Any) -> None:
    settings.LINK_KEY, settings.PERSONAL_CODE_KEY = "a link key", "a personal code key"
    assert check_keys() == []


@pytest.mark.parametrize("name", KEYS)
@pytest.mark.parametrize("value", ["", "short"])
def test_production_refuses_a_missing_or_short_secret(settings: Any, name: str, value: str) -> None:
    settings.PRODUCTION = True
    for number, key in enumerate(KEYS):
        setattr(settings, key, f"{number} a secret that is long enough for production")
    assert check_secrets() == []
    setattr(settings, name, value)
    assert [fault.id for fault in check_secrets()] == ["praktika.E003"]


def test_production_refuses_one_secret_for_two_uses(settings: Any) -> None:
    settings.PRODUCTION = True
    settings.SECRET_KEY = settings.LINK_KEY = settings.PERSONAL_CODE_KEY = "one secret for everything, and a long one"
    with pytest.raises(SystemCheckError, match="LINK_KEY is the same as SECRET_KEY"):
        call_command("check")


def test_a_web_server_refuses_what_must_never_be_served() -> None:
    variables = {"PRODUCTION": "1", "DEMO": "1", "SECRET_KEY": "any", "ALLOWED_HOSTS": "praktika.example"}
    command = [sys.executable, "-c", "import config.wsgi"]
    ended = subprocess.run(command, env={**os.environ, **variables}, capture_output=True, text=True, check=False)
    assert ended.returncode != 0
    assert "DEMO and PRODUCTION are both set" in ended.stderr
