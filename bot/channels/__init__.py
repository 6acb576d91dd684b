"""Where people are: each channel parses what comes in, renders what goes out (both pure), and sends."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from bot.channels.base import Channel
    from bot.channels.web import Mailbox
    from bot.config import Settings


class Entry(NamedTuple):
    """How a channel is made, and whether the settings ask for it. `make` imports its SDK, which takes a while."""

    make: Callable[[Settings, Mailbox], Channel]
    asked_for: Callable[[Settings], bool]


def _telegram(settings: Settings, _mailbox: Mailbox) -> Channel:
    from bot.channels.telegram import TelegramChannel  # noqa: PLC0415 - only where Telegram is configured

    return TelegramChannel(settings.telegram)


def _web(_settings: Settings, mailbox: Mailbox) -> Channel:
    from bot.channels.web import WebChannel  # noqa: PLC0415 - likewise

    return WebChannel(mailbox)


CHANNELS: Mapping[str, Entry] = {
    "telegram": Entry(_telegram, lambda settings: bool(settings.telegram)),
    "web": Entry(_web, lambda settings: settings.web_mode != "off"),
}
"""Every channel by name."""


def configured(settings: Settings) -> tuple[str, ...]:
    """The names of the channels that the settings ask for."""
    return tuple(name for name, entry in CHANNELS.items() if entry.asked_for(settings))


def channels_of(settings: Settings, mailbox: Mailbox) -> dict[str, Channel]:
    """The configured channels by name, newly made; `mailbox` is where the web chat keeps what is said."""
    return {name: CHANNELS[name].make(settings, mailbox) for name in configured(settings)}
