"""One tree for one data folder: two would write into the same queue and the same schedule."""

import fcntl
import os
from pathlib import Path


class AlreadyServedError(Exception):
    """Another tree serves this data folder."""


def hold(data_dir: Path) -> int:
    """Take the folder for this process until it ends; returns the descriptor to keep open."""
    descriptor = os.open(data_dir / "serve.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise AlreadyServedError(data_dir) from None
    return descriptor
