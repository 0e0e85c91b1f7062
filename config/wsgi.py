"""The web application for gunicorn."""

import os

from django.core.checks import run_checks
from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

from config.checks import LIVE

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()
# A web server runs no system checks of its own; what must never be served is refused here too.
if faults := run_checks(tags=[LIVE]):
    raise ImproperlyConfigured("\n".join(str(fault) for fault in faults))
