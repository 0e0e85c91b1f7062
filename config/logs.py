"""Logging: one line per event, keys and values, no personal data."""

import re
import sys
import traceback
from pathlib import Path
from typing import Any

import structlog

FRAMES = 8


def where_it_failed(_logger: Any, _method: str, event: dict[str, Any]) -> dict[str, Any]:
    """An exception as its kinds and places. Its message is left out: it may quote what a person typed."""
    given = event.pop("exc_info", None)
    error = sys.exc_info()[1] if given is True else given[1] if isinstance(given, tuple) else given
    if isinstance(error, BaseException):
        kinds = []
        while error is not None:
            frames = traceback.extract_tb(error.__traceback__)[-FRAMES:]
            places = " < ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in reversed(frames))
            kinds.append(f"{type(error).__name__} at {places}")
            error = error.__cause__ or error.__context__
        event["exception"] = "; from ".join(kinds)
    return event


_PROCESSORS: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    where_it_failed,
]

_LINK = re.compile(r"/(h|invitation)/[^\s/?'\"]+")
_SETUP_CODE = re.compile(r"/setup/first/\?[^\s'\"]+")


def without_links(_logger: Any, _method: str, line: str) -> str:
    """The line without the secrets of mailed links: whoever reads a log must not enter by one."""
    return _SETUP_CODE.sub("/setup/first/", _LINK.sub(r"/\1/…", line))


LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "lines": {
            "()": structlog.stdlib.ProcessorFormatter,
            "processors": [
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.KeyValueRenderer(key_order=["timestamp", "level", "event"]),
                without_links,
            ],
            "foreign_pre_chain": _PROCESSORS,
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "lines"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"praktika": {"level": "INFO"}},
}

structlog.configure(
    processors=[*_PROCESSORS, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
    logger_factory=structlog.stdlib.LoggerFactory(),
    cache_logger_on_first_use=True,
)
