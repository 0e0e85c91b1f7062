"""Settings for building an image: no secrets are at hand, and none are needed."""

import os

os.environ.setdefault("SECRET_KEY", "used while building only")

from config.settings import *  # noqa: F403 - the product's own, after the variable is set
