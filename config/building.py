"""Settings for building an image: no secrets are at hand, and none are needed."""

import os

os.environ.setdefault("SECRET_KEY", "the site's, used while an image is built and never after")
os.environ.setdefault("LINK_KEY", "of links, used while an image is built and never after")
os.environ.setdefault("PERSONAL_CODE_KEY", "of codes, used while an image is built and never after")

from config.settings import *  # noqa: F403 - the product's own, after the variables are set
