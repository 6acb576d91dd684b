"""Turns a card into what the Bot API takes: plain text, keyboards, and the file that goes with it. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.channels.telegram_text import Span, inside, spans, units
from bot.i18n import label, lines, text
from bot.messages import Attachment, Choice, Copyable, Outgoing, Say, Voice

TEXT_UNITS = 4096  # https://core.telegram.org/bots/api#sendmessage
CAPTION_UNITS = 1024  # https://core.telegram.org/bots/api#senddocument
COPY_UNITS = 256  # https://core.telegram.org/bots/api#copytextbutton
ROW_BUTTONS = 8  # Telegram's apps show no more side by side

Markup = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Part:
    """One message. `entities` mark codes, in UTF-16 units; `markup` is an inline or a reply keyboard."""

    text: str
    entities: tuple[Mapping[str, Any], ...] = ()
    markup: Markup | None = None


@dataclass(frozen=True, slots=True)
class Rendered:
    """A card as messages in order, the keyboard on the last; a file goes before them, or with one as its caption."""

    parts: tuple[Part, ...]
    file: Attachment | None = None
    editable: bool = True  # whether a message of text can become this one

    @property
    def captioned(self) -> bool:
        """Whether the text is short enough to stand under the file."""
        return self.file is not None and len(self.parts) == 1 and units(self.parts[0].text) <= CAPTION_UNITS


def render(card: Outgoing, voice: Voice) -> Rendered:
    """What a person sees of `card`. Rows become plain buttons of the reply keyboard where a contact is asked for."""
    said, codes = _written(card, voice)
    markup = _reply_keyboard(card, voice) if card.ask_contact else _inline_keyboard(card, voice)
    cut = tuple(spans(said, TEXT_UNITS, codes))
    parts = tuple(
        Part(said[slice(*span)], _entities(said, span, codes), markup if span is cut[-1] else None) for span in cut
    )
    return Rendered(parts, card.file, editable=len(parts) == 1 and card.file is None and not card.ask_contact)


def _written(card: Outgoing, voice: Voice) -> tuple[str, list[Span]]:
    """The text, and where the codes in it are. Each thing to copy has a line of its own; a link stays one to tap."""
    said, codes = lines(card, voice).strip(), []
    for item in card.copy:
        said += f"\n\n{text(item.label, voice)}\n"
        if not _is_link(item.text):
            codes.append((len(said), len(said) + len(item.text)))
        said += item.text
    return said, codes


def _entities(said: str, span: Span, codes: list[Span]) -> tuple[Mapping[str, Any], ...]:
    return tuple(
        {"type": "code", "offset": units(said[span[0] : begin]), "length": units(said[begin:end])}
        for begin, end in inside(span, codes)
    )


def _is_link(copied: str) -> bool:
    return copied.startswith(("https://", "http://"))


def _inline_keyboard(card: Outgoing, voice: Voice) -> Markup | None:
    rows = [[_copy_button(item, voice)] for item in card.copy if units(item.text) <= COPY_UNITS]
    for row in card.rows:
        buttons = [_button(choice, card.turn, voice) for choice in row]
        rows += [buttons[first : first + ROW_BUTTONS] for first in range(0, len(buttons), ROW_BUTTONS)]
    return {"inline_keyboard": rows} if rows else None


def _copy_button(item: Copyable, voice: Voice) -> dict[str, Any]:
    return {"text": f"📋 {text(item.label, voice)}", "copy_text": {"text": item.text}}


def _button(choice: Choice, turn: int, voice: Voice) -> dict[str, Any]:
    shown = label(choice.label, voice) or " "
    if choice.link:
        return {"text": shown, "url": choice.link}
    return {"text": shown, "callback_data": f"{turn}:{choice.value}" if choice.value else "0:"}


def _reply_keyboard(card: Outgoing, voice: Voice) -> Markup:
    """A message has one keyboard, and only this kind can ask for a contact. A label typed by tap is understood."""
    share = {"text": text(Say("telegram-share-contact"), voice), "request_contact": True}
    rows = (_typed_buttons(row, voice) for row in card.rows)
    return {
        "keyboard": [[share], *(row for row in rows if row)],
        "resize_keyboard": True,
        "one_time_keyboard": True,
    }


def _typed_buttons(row: tuple[Choice, ...], voice: Voice) -> list[dict[str, str]]:
    return [{"text": label(choice.label, voice)} for choice in row if choice.value and not choice.link]
