"""Turns a card into as few WhatsApp messages as can hold it: files and pins, then the text with its choices. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from bot.channels.telegram_text import Span, units
from bot.channels.whatsapp_choices import as_buttons, as_lists, as_numbers, offered, title
from bot.channels.whatsapp_pieces import CAPTION, CAPTIONED, Buttons, Document, Menu, Piece, Pin, Words
from bot.channels.whatsapp_pins import point
from bot.channels.whatsapp_text import RLM, anchored, inert, parted, parted_for_buttons, plain
from bot.i18n import lines, text, value
from bot.messages import Outgoing, Say, Voice


def render(card: Outgoing, voice: Voice) -> tuple[Piece, ...]:
    """What a person sees of `card`, in order, the choices last. `card.page` is the page of a list longer than ten."""
    offer = offered(card)
    choose = text(Say("whatsapp-choose"), voice)
    if buttons := as_buttons(offer, card.turn, voice):
        *most, body = _above(card, voice, (), choose)
        return (*map(Words, most), *_things(card, voice), Buttons(body, buttons))
    if lists := as_lists(offer, card, voice):
        hint = (text(Say("whatsapp-typed-day"), voice),) if offer.days else ()
        *most, body = _above(card, voice, hint, choose)
        bodies = [body, *[text(Say("whatsapp-more"), voice)] * (len(lists) - 1)]
        menus = (Menu(above, choose, rows) for above, rows in zip(bodies, lists, strict=True))
        return (*map(Words, most), *_things(card, voice), *menus)
    return _without_choices(card, voice, as_numbers(card, voice))


def _above(card: Outgoing, voice: Voice, hint: tuple[str, ...], choose: str) -> list[str]:
    """The text as messages, of which the last stands above the choices and says something."""
    said, whole = _written(card, voice, hint)
    return [anchored(part, voice.language) for part in parted_for_buttons(said or choose, whole)]


def _without_choices(card: Outgoing, voice: Voice, numbers: tuple[str, ...]) -> tuple[Piece, ...]:
    said, whole = _written(card, voice, numbers)
    parts = [anchored(part, voice.language) for part in parted(said, whole)] if said else []
    if card.file is not None and card.file.mime in CAPTIONED and units(said) <= CAPTION - len(RLM):
        return (*_pins(card, voice), Document("".join(parts), card.file))
    return (*_things(card, voice), *map(Words, parts))


def _written(card: Outgoing, voice: Voice, more: tuple[str, ...]) -> tuple[str, list[Span]]:
    """The text, and where in it are links and things to copy. Each of these has a line of its own, below its name."""
    whole: list[Span] = []
    said = "\n\n".join(part for part in (inert(lines(card, voice).strip()), "\n".join(more)) if part)
    for name, given in _lines_apart(card, voice):
        said += "\n\n" if said else ""
        whole.append((len(said), len(said) + len(f"{name}:\n{given}")))
        said += f"{name}:\n{given}"
    return said, whole


def _lines_apart(card: Outgoing, voice: Voice) -> Iterator[tuple[str, str]]:
    for row in card.rows:
        for choice in row:
            if choice.link:
                yield title(choice.label, voice), choice.link
    for item in card.copy:
        if point(item.text) is None and (given := plain(value(item.text, voice))):
            yield plain(text(item.label, voice)), given


def _things(card: Outgoing, voice: Voice) -> Iterator[Piece]:
    """What a message of words cannot hold."""
    if card.file is not None:
        yield Document("", card.file)
    yield from _pins(card, voice)


def _pins(card: Outgoing, voice: Voice) -> Iterator[Pin]:
    for item in card.copy:
        if (place := point(item.text)) is not None:
            yield Pin(*place, text(Say("whatsapp-place"), voice))
