"""`make check`: linters, types, import contracts, migrations, deployment checks, architecture. All of them run."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

PYTHON = sys.executable
BIN = Path(PYTHON).parent
PRODUCTION = {
    "PRODUCTION": "1",
    "SECRET_KEY": "k3%" + "x9Q!" * 16,
    "LINK_KEY": "l5&" + "y8W?" * 16,
    "PERSONAL_CODE_KEY": "p7(" + "z6E+" * 16,
    "ALLOWED_HOSTS": "praktika.example",
    "PUBLIC_URL": "https://praktika.example",
}
TEMPLATES = sorted(str(path) for path in Path("templates").rglob("*.html"))
CHECKS: dict[str, tuple[list[str], dict[str, str]]] = {
    "format": ([PYTHON, "-m", "ruff", "format", "--check", "."], {}),
    "lint": ([PYTHON, "-m", "ruff", "check", "."], {}),
    "types": ([PYTHON, "-m", "mypy"], {}),
    "import contracts": ([str(BIN / "lint-imports")], {}),
    "migrations": ([PYTHON, "manage.py", "makemigrations", "--check", "--dry-run"], {}),
    "deployment": ([PYTHON, "manage.py", "check", "--deploy", "--fail-level", "WARNING"], PRODUCTION),
    "catalogues": ([PYTHON, "manage.py", "sync_messages", "--check"], {}),
    "documents": ([PYTHON, "manage.py", "write_docs", "--check"], {}),
    "licences": ([PYTHON, "manage.py", "list_licences", "--check"], {}),
    "templates": ([str(BIN / "djlint"), "--lint", "--quiet", "templates"], {}),
    "template style": ([str(BIN / "djade"), "--check", "--target-version", "5.2", *TEMPLATES], {}),
    "architecture": ([PYTHON, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/architecture"], {}),
}


def main() -> int:
    """Run every check; print those that failed; 1 when there is one."""
    failed = []
    with tempfile.TemporaryDirectory() as data_dir:
        for name, (command, extra) in CHECKS.items():
            environment = {**os.environ, "DATA_DIR": data_dir, **extra}
            result = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
            print(f"{'ok    ' if result.returncode == 0 else 'FAILED'}  {name}", flush=True)
            if result.returncode != 0:
                failed.append(name)
                print(result.stdout[-6000:], result.stderr[-3000:], sep="\n", flush=True)
    print(f"{len(CHECKS) - len(failed)} checks passed, {len(failed)} failed: {', '.join(failed) or 'none'}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
