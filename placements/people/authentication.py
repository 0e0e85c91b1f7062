"""Who may sign in, and stay signed in."""

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.base_user import AbstractBaseUser


class AccountBackend(AuthenticationBackend):  # type: ignore[misc]  # allauth carries no types
    """Asked at each request: who loses the account is out at once."""

    def user_can_authenticate(self, user: AbstractBaseUser | None) -> bool:
        return bool(super().user_can_authenticate(user)) and bool(getattr(user, "has_account", False))
