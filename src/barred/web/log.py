"""One line of JSON for each thing that happens, on standard error.

The words that somebody looked up are not among them: a log is no file on what people asked.
"""

import logging
import sys
from typing import TextIO

import msgspec

__all__ = ["LOGGER", "log_to", "note"]

LOGGER = logging.getLogger("barred.web")
_FIELDS = "fields"


class _Lines(logging.Formatter):
    """Writes records as JSON."""

    def format(self, record: logging.LogRecord) -> str:
        told: dict[str, object] = {
            "time": self.formatTime(record, "%Y-%m-%dT%H:%M:%S") + f".{int(record.msecs):03d}Z",
            "level": record.levelname.lower(),
            "event": record.getMessage(),
            **getattr(record, _FIELDS, {}),
        }
        if record.exc_info:
            told["trace"] = self.formatException(record.exc_info)
        return msgspec.json.encode(told).decode()


def log_to(stream: TextIO | None = None, *, level: str = "info") -> None:
    """Send the log of the server, and of the libraries below it, to a stream; standard error when None."""
    from time import gmtime  # noqa: PLC0415 - only a server that logs needs it

    lines = _Lines()
    lines.converter = gmtime
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(lines)
    for logger in (LOGGER, logging.getLogger("uvicorn")):
        logger.handlers = [handler]
        logger.propagate = False
        logger.setLevel(level.upper())
    # Any other library warns through the root, and that is a line of JSON too.
    logging.getLogger().handlers = [handler]


def note(event: str, *, level: int = logging.INFO, exc_info: BaseException | None = None, **fields: object) -> None:
    """Write a line: what happened, and its details."""
    if LOGGER.isEnabledFor(level):
        told = (type(exc_info), exc_info, exc_info.__traceback__) if exc_info else None
        # Made here and not by the logger, who would look for the caller: that takes as long as the writing.
        record = logging.LogRecord(LOGGER.name, level, "", 0, event, None, told)
        setattr(record, _FIELDS, fields)
        LOGGER.handle(record)
