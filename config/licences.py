"""The licences of all that the product runs with, read from the installed packages."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^ ;\\]+)", re.MULTILINE)
ROW = re.compile(r"^\| (\S+) \| \S+ \| (.+) \|$", re.MULTILINE)
FAMILY = "License :: "


@dataclass(frozen=True, slots=True)
class Package:
    """A pinned package and its licence; the licence is empty where it is not installed on this machine."""

    name: str
    version: str
    licence: str


def packages(requirements: Path) -> Iterator[Package]:
    """Every package that the requirements pin, in their order."""
    for name, version in PIN.findall(requirements.read_text(encoding="utf-8")):
        yield Package(name, version, _licence_of(name))


def _licence_of(name: str) -> str:
    try:
        found = distribution(name)
    except PackageNotFoundError:
        return ""
    return _expression(found) or _classifier(found) or _field(found)


def _expression(found: Distribution) -> str:
    return next(iter(found.metadata.get_all("License-Expression") or []), "")


def _classifier(found: Distribution) -> str:
    named = [line for line in found.metadata.get_all("Classifier") or [] if line.startswith(FAMILY)]
    return ", ".join(line.rpartition(" :: ")[2] for line in named if not line.endswith("OSI Approved"))


def _field(found: Distribution) -> str:
    return next(iter(found.metadata.get_all("License") or []), "").partition("\n")[0]


def table(requirements: Path, written: str) -> str:
    """The rows of THIRD_PARTY.md; a licence that this machine cannot tell is taken from what is written."""
    known = dict(ROW.findall(written))
    rows = [(package, package.licence or known.get(package.name, "")) for package in packages(requirements)]
    if unknown := [package.name for package, licence in rows if not licence]:
        raise LookupError(f"no licence is known of: {', '.join(unknown)}")
    return "".join(f"| {package.name} | {package.version} | {licence} |\n" for package, licence in rows)
