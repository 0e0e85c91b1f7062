"""A secret of this installation's own, kept in a file that only its owner may read."""

import contextlib
import os
import secrets
import tempfile
from pathlib import Path


def own_secret(data_dir: Path) -> str:
    """The installation's secret; made at the first start."""
    file = data_dir / "secret"
    if not file.exists():
        _make(file)
    return file.read_text(encoding="utf-8")


def _make(file: Path) -> None:
    """Write it whole under another name, then link it: of several first starts at once one wins, none reads half."""
    descriptor, name = tempfile.mkstemp(dir=file.parent, prefix="secret-")
    with os.fdopen(descriptor, "w") as target:
        target.write(secrets.token_urlsafe(50))
    with contextlib.suppress(FileExistsError):
        os.link(name, file)
    Path(name).unlink()
