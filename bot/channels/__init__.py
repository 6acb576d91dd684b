"""Where people are: each channel parses what comes in, renders what goes out (both pure), and sends."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import datetime

    from bot.channels.base import Channel
    from bot.channels.media_links import MediaLinks
    from bot.channels.web import Mailbox
    from bot.config import Settings


class Entry(NamedTuple):
    """How a channel is made, and whether the settings ask for it. `make` imports its SDK, which takes a while."""

    make: Callable[[Settings, Keepers], Channel]
    asked_for: Callable[[Settings], bool]


class Keepers(NamedTuple):
    """What channels need of the house: where the web chat keeps what is said, links to our files, and the time."""

    mailbox: Mailbox
    media: MediaLinks
    now: Callable[[], datetime]


def _telegram(settings: Settings, _keepers: Keepers) -> Channel:
    from bot.channels.telegram import TelegramChannel  # noqa: PLC0415 - only where Telegram is configured

    return TelegramChannel(settings.telegram)


def _whatsapp(settings: Settings, keepers: Keepers) -> Channel:
    from bot.channels.whatsapp import WhatsAppChannel  # noqa: PLC0415 - likewise

    return WhatsAppChannel(settings.twilio, public_url=settings.base_url, media_url=keepers.media.url, now=keepers.now)


def _web(_settings: Settings, keepers: Keepers) -> Channel:
    from bot.channels.web import WebChannel  # noqa: PLC0415 - likewise

    return WebChannel(keepers.mailbox)


def _sms(settings: Settings, keepers: Keepers) -> Channel:
    from bot.channels.sms import SmsChannel  # noqa: PLC0415 - likewise

    return SmsChannel(settings.twilio, public_url=settings.base_url, now=keepers.now)


def _email(settings: Settings, _keepers: Keepers) -> Channel:
    from bot.channels.email import EmailChannel  # noqa: PLC0415 - likewise

    return EmailChannel(settings.email)


CHANNELS: Mapping[str, Entry] = {
    "telegram": Entry(_telegram, lambda settings: bool(settings.telegram)),
    "whatsapp": Entry(_whatsapp, lambda settings: settings.twilio.whatsapp),
    "web": Entry(_web, lambda settings: settings.web_mode != "off"),
    "sms": Entry(_sms, lambda settings: settings.twilio.sms),
    "email": Entry(_email, lambda settings: bool(settings.email)),
}
"""Every channel by name; SMS and e-mail only tell, nobody talks to us there."""


def configured(settings: Settings) -> tuple[str, ...]:
    """The names of the channels that the settings ask for."""
    return tuple(name for name, entry in CHANNELS.items() if entry.asked_for(settings))


def channels_of(settings: Settings, keepers: Keepers) -> dict[str, Channel]:
    """The configured channels by name, newly made."""
    return {name: CHANNELS[name].make(settings, keepers) for name in configured(settings)}
