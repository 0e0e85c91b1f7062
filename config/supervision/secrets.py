"""A secret of this installation's own, kept in a file that only its owner may read."""

import os
import secrets
from pathlib import Path


def own_secret(data_dir: Path) -> str:
    """The installation's secret; made at the first start."""
    file = data_dir / "secret"
    if not file.exists():
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as target:
            target.write(secrets.token_urlsafe(50))
    return file.read_text(encoding="utf-8")
