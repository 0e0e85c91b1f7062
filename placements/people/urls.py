"""Addresses of signing in and of links."""

from allauth.account import views as allauth
from django.urls import path
from django.views.generic import RedirectView

from placements.people import host_access, views

urlpatterns = [
    path("sign-in/", views.SignInView.as_view(), name="account_request_login_code"),
    path("sign-in/", views.SignInView.as_view(), name="account_login"),
    path("sign-in/code/", views.CodeView.as_view(), name="account_confirm_login_code"),
    path("sign-out/", allauth.logout, name="account_logout"),
    # allauth asks for these names; there is nothing to sign up for and nothing to reset.
    path("sign-in/closed/", RedirectView.as_view(pattern_name="account_login"), name="account_signup"),
    path("sign-in/inactive/", RedirectView.as_view(pattern_name="account_login"), name="account_inactive"),
    path("h/<str:token>/", host_access.enter, name="host-enter"),
    path("new-link/", host_access.renew, name="new-link"),
    path("lost-link/", views.lost_link, name="lost-link"),
    path("me/", views.me, name="me"),
]
