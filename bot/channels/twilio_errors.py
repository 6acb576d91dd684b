"""What Twilio's errors mean for the message that was to be sent, in codes only: its sentences quote what we sent.

Source of the codes: https://www.twilio.com/docs/api/errors
"""

from __future__ import annotations

from bot.channels.base import Gone, NotSent, TryLater, Undeliverable, WindowClosed

TOO_MANY = 429

WRONG_SETTINGS_SECONDS = 600.0
"""Until somebody has mended the settings, asking more often is of no use."""

_BUSY = frozenset({14107, 20429, 21611, 63018})
_GONE = frozenset({21211, 21610, 21614, 63003, 63024})
"""No such recipient, or one who asked us to stop."""

_SETTINGS = frozenset({20003, 20008, 21212, 21408, 21603, 21606, 21608, 21659, 21660, 63007})
"""The keys, the sender, or what the account may do."""

_WINDOW_CLOSED = 63016
_NO_CONTENT = frozenset({21655, 92006})
_SERVERS_OWN = 500


class Lost(TryLater):
    """No answer that could be read came back: Twilio may have taken the message, or not."""


class NoContent(TryLater):
    """The content that a message names is not there any more; worth another try once it is."""


class WrongSettings(TryLater):
    """Twilio takes nothing from us before its settings, or ours, are mended."""

    def __init__(self, why: str) -> None:
        super().__init__(why, WRONG_SETTINGS_SECONDS)


def refusal(status: int, code: int = 0, seconds: float | None = None) -> NotSent:
    """What an answer with HTTP `status` and Twilio's own `code` (0: none) means.

    `seconds` is how long it asks to wait. A failure of the server's own says nothing about the message: it is `Lost`.
    """
    why = f"Twilio answers {status}" + (f" with error {code}" if code else "")
    if status == TOO_MANY or code in _BUSY:
        return TryLater(why, seconds)
    if status >= _SERVERS_OWN:
        return Lost(why, seconds)
    if code == _WINDOW_CLOSED:
        return WindowClosed(why)
    if code in _NO_CONTENT:
        return NoContent(why)
    if code in _GONE:
        return Gone(why)
    return WrongSettings(why) if status in {401, 403} or code in _SETTINGS else Undeliverable(why)
