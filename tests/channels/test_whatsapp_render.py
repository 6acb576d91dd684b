"""What a card becomes on WhatsApp. `GOLDEN=write` writes the golden files anew, to be read before a commit."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from bot.channels.whatsapp_pieces import (
    Buttons,
    Document,
    Menu,
    Piece,
    Pin,
    Words,
)
from bot.channels.whatsapp_render import render
from bot.messages import (
    Outgoing,
    Voice,
)
from tests.channels.whatsapp_cards import (
    CARDS,
    ENGLISH,
    GO_MENU,
    VOICE,
)
from tests.standins.telegram_people import UNSEEN

GOLDEN = Path(__file__).parent / "golden" / "whatsapp"
ENGLISH_CARDS = ("menu", "yes-no", "month", "times", "long-labels", "review", "transfer", "confirmed")
GOLDENS = [*((name, VOICE) for name in CARDS), *((name, ENGLISH) for name in ENGLISH_CARDS)]


def named(name: str, voice: Voice) -> str:
    return name if voice is VOICE else f"{name}-{voice.language}"


def written(pieces: tuple[Piece, ...]) -> str:
    """A message after another as a phone shows them, with the ids that nobody sees; direction marks can be seen."""
    shown = "\n\n".join("\n".join(_shown(piece)) for piece in pieces) + "\n"
    return shown.translate({mark: f"\\u{mark:04x}" for mark in UNSEEN})


def _shown(piece: Piece) -> Iterator[str]:
    yield f"--- {type(piece).__name__}"
    match piece:
        case Words(body=body):
            yield body
        case Buttons(body=body, buttons=buttons):
            yield body
            yield from (f"[{button.title}] {button.id}" for button in buttons)
        case Menu(body=body, button=button, rows=rows):
            yield body
            yield f"[≡ {button}]"
            yield from (f"  {row.title} | {row.description} | {row.id}" for row in rows)
        case Document(caption=caption, file=file):
            yield f"{file.name} {caption}"
        case Pin():
            yield f"{piece.latitude} {piece.longitude} {piece.label}"


@pytest.mark.parametrize(("name", "voice"), GOLDENS, ids=[named(*golden) for golden in GOLDENS])
def test_a_card_looks_as_it_was_read_and_agreed(name: str, voice: Voice) -> None:
    rendered, file = written(render(CARDS[name], voice)), GOLDEN / f"{named(name, voice)}.txt"
    if os.environ.get("GOLDEN") == "write":
        file.write_text(rendered, encoding="utf-8")

    assert rendered == file.read_text(encoding="utf-8")


def test_a_card_that_says_nothing_sends_nothing() -> None:
    assert render(Outgoing(()), VOICE) == ()


def test_choices_without_words_still_stand_below_some() -> None:
    [buttons] = render(Outgoing((), (GO_MENU,)), VOICE)

    assert isinstance(buttons, Buttons)
    assert buttons.body == "الخيارات"


def test_rendering_depends_on_nothing_but_the_card_and_the_voice() -> None:
    card: Any = msgspec.json.decode(msgspec.json.encode(CARDS["month"]), type=Outgoing)

    assert render(card, VOICE) == render(CARDS["month"], VOICE)
