"""Logging: one line an event, as JSON or for a person's eyes, with ids and without anybody's data.

What must not be logged is not handed in to begin with. This is the second line of defence: values under telling keys
are masked, and in all texts, tracebacks and lines of other libraries included, what looks like a token, a phone number
or an e-mail address.
"""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Mapping
from typing import Any, TextIO

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

MASK = "***"

_PRIVATE = re.compile(
    "(?:^|_)(?:address|answer|body|caption|card|comment|contact|email|health|iban|key|name|notes|password|payload|phone"
    "|secret|sender|text|token)s?(?:_|$)"
)
"""A key is private when one of its words is one of these («display_name», «chat_address»)."""

_TELLING = re.compile(
    r"\d{6,}:[A-Za-z0-9_-]{20,}"  # a Telegram token
    r"|[\w.+-]+@[\w-]+\.[\w.-]+"  # an e-mail address
    r"|\+?\d{9,}"  # a phone number, in digits of any script; ids of bookings and errands are shorter
)


def configure(*, as_json: bool | None = None, stream: TextIO | None = None) -> None:
    """Set logging up for the whole process, on stderr unless told otherwise; as JSON unless it is a terminal."""
    stream = stream or sys.stderr
    lines = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=_common(),
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.format_exc_info,
            masked,
            _last(not stream.isatty() if as_json is None else as_json),
        ],
    )
    handler = logging.StreamHandler(stream)
    handler.setFormatter(lines)
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.WARNING)  # httpx tells at INFO which address it called, Telegram's token in it
    logging.getLogger("bot").setLevel(logging.INFO)
    structlog.configure(
        processors=[*_common(), structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.stdlib.BoundLogger,
        logger_factory=structlog.stdlib.LoggerFactory(),
    )


def _common() -> list[Processor]:
    return [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]


def _last(as_json: bool) -> Processor:
    if as_json:
        return structlog.processors.JSONRenderer(ensure_ascii=False)
    return structlog.dev.ConsoleRenderer(colors=False)


def masked(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """The event without private values."""
    return {key: MASK if _is_private(key) else _clean(value) for key, value in event.items()}


def _is_private(key: str) -> bool:
    return _PRIVATE.search(key.lower()) is not None


def _clean(value: Any) -> Any:
    """The value with masks in its texts; what is no plain value shows only its kind, for it may hold anything."""
    match value:
        case None | bool() | int() | float():
            return value
        case str():
            return _TELLING.sub(MASK, value)
        case Mapping():
            return masked(None, "", {str(key): inner for key, inner in value.items()})
        case list() | tuple() | set() | frozenset():
            return [_clean(inner) for inner in value]
        case _:
            return f"<{type(value).__name__}>"
