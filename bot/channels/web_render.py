"""Turns a card into what the web page shows: paragraphs, rows of buttons, things to copy, a file. Pure."""

from __future__ import annotations

from typing import Any

from bot.i18n import GAP, label, text
from bot.messages import Choice, FileRef, Outgoing, Say, Voice

RIGHT_TO_LEFT = frozenset({"ar"})


def render(card: Outgoing, voice: Voice, file: FileRef | None = None) -> dict[str, Any]:
    """A card as plain data. `file` is the card's file where the mailbox keeps it; its link is made when it is shown."""
    shown: dict[str, Any] = {
        "lang": voice.language,
        "dir": "rtl" if voice.language in RIGHT_TO_LEFT else "ltr",
        "turn": card.turn,
        "text": _paragraphs(card.lines, voice),
    }
    if card.rows:
        shown["rows"] = [[_button(choice, voice) for choice in row] for row in card.rows if row]
    if card.copy:
        shown["copy"] = [{"label": text(item.label, voice), "text": item.text} for item in card.copy]
    if file is not None:
        shown["file"] = kept(file)
    return shown


def kept(file: FileRef) -> dict[str, Any]:
    """A file as a letter of the mailbox names it."""
    return {"id": file.id, "name": file.name, "mime": file.mime, "size": file.size}


def _paragraphs(lines: tuple[Say, ...], voice: Voice) -> list[list[str]]:
    """The lines, parted at the gaps."""
    parts: list[list[str]] = [[]]
    for line in lines:
        if line.id == GAP:
            parts.append([])
        else:
            parts[-1].append(text(line, voice))
    return [part for part in parts if part]


def _button(choice: Choice, voice: Voice) -> dict[str, Any]:
    """A button; with neither value nor link it is a cell that does nothing."""
    button: dict[str, Any] = {"label": label(choice.label, voice)}
    if choice.link:
        button["link"] = choice.link
    elif choice.value:
        button["value"] = choice.value
    if choice.note and (note := label(choice.note, voice)):
        button["note"] = note
    return button
