"""What a log line shows, and what it never does."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import structlog

from bot import logs

TOKEN = "123456789:AAH-abcdefghijklmnopqrstuvwxyz012"


@contextmanager
def configured(*, as_json: bool) -> Iterator[io.StringIO]:
    """Where the lines go, set up as in the program; undone afterwards."""
    root, stream = logging.getLogger(), io.StringIO()
    handlers, level = root.handlers, root.level
    logs.configure(as_json=as_json, stream=stream)
    yield stream
    root.handlers = handlers
    root.setLevel(level)
    logging.getLogger("bot").setLevel(logging.NOTSET)
    structlog.reset_defaults()


@pytest.fixture
def out() -> Iterator[io.StringIO]:
    with configured(as_json=True) as stream:
        yield stream


def lines(out: io.StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_ids_are_shown(out: io.StringIO) -> None:
    structlog.get_logger("bot.jobs").info("errand_done", errand=12, channel="web", why=None)

    (line,) = lines(out)
    assert (line["event"], line["errand"], line["channel"], line["why"]) == ("errand_done", 12, "web", None)


@pytest.mark.parametrize(
    "key", ["token", "phone", "display_name", "name", "email", "text", "health", "chat_address", "notes", "api_key"]
)
def test_values_under_private_keys_are_masked(out: io.StringIO, key: str) -> None:
    structlog.get_logger("bot.jobs").warning("something", **{key: "سر"})

    assert "سر" not in out.getvalue()
    assert lines(out)[0][key] == logs.MASK


def test_private_keys_are_masked_inside_other_values_and_odd_values_show_only_their_kind(out: io.StringIO) -> None:
    structlog.get_logger("bot.jobs").warning("something", client={"id": 3, "name": "نورة"}, odd=io.StringIO("سر"))

    assert lines(out)[0]["client"] == {"id": 3, "name": logs.MASK}
    assert lines(out)[0]["odd"] == "<StringIO>"


@pytest.mark.parametrize("private", [TOKEN, "call +966501234567", "هاتف ٠٥٠١٢٣٤٥٦٧", "noura@example.org"])
def test_what_looks_private_is_masked_in_texts_and_tracebacks(out: io.StringIO, private: str) -> None:
    try:
        int(private)
    except ValueError:
        structlog.get_logger("bot.jobs").exception("failed", why=f"because of {private}")

    assert private not in out.getvalue()
    assert "ValueError" in str(lines(out)[0]["exception"])


def test_other_libraries_are_heard_from_warnings_on_and_masked_too(out: io.StringIO) -> None:
    logging.getLogger("httpx").info("HTTP Request: POST https://api.example.org/bot%s/sendMessage", TOKEN)
    logging.getLogger("httpx").warning("failed: https://api.example.org/bot%s/sendMessage", TOKEN)

    (line,) = lines(out)
    assert line["event"] == f"failed: https://api.example.org/bot{logs.MASK}/sendMessage"


def test_a_person_gets_lines_to_read() -> None:
    with configured(as_json=False) as out:
        structlog.get_logger("bot.jobs").info("errand_done", errand=12)

    assert "errand_done" in out.getvalue()
    assert not out.getvalue().startswith("{")
