"""What must not go together is refused before anything starts."""

from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError

from config.checks import check_demo, check_keys


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
