"""Says a card as a letter does: paragraphs, what is to be copied, links, and what only the chat can do. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from bot.i18n import GAP, label, text
from bot.i18n.tame import tame
from bot.messages import Choice, Outgoing, Voice, say

SUBJECT_LETTERS = 120
"""Mail programs show about 40 on a phone and 70 on a desk; the rest is for search."""

_MARKS = dict.fromkeys(range(0x2066, 0x206A))
"""Isolation marks: some lists of letters show them as boxes, and a subject is one line that needs none."""


class Followed(NamedTuple):
    """A label, and the text to copy or the page to open that it names."""

    label: str
    text: str

    @property
    def is_link(self) -> bool:
        """Whether it is an address that a mail program can open."""
        return _opens(self.text)


class Words(NamedTuple):
    """What a letter says. `hint` is said when the card offers what works in the chat alone."""

    paragraphs: tuple[str, ...]
    copied: tuple[Followed, ...]
    buttons: tuple[Followed, ...]
    hint: str


def words(card: Outgoing, voice: Voice) -> Words:
    """The card in the reader's language. Choices without a page to open are left out: they live in the chat."""
    choices = [choice for row in card.rows for choice in row]
    answered = any(choice.value and not _opens(choice.link) for choice in choices)
    return Words(
        tuple(_paragraphs(card, voice)),
        tuple(Followed(text(item.label, voice), tame(item.text)) for item in card.copy),
        tuple(_button(choice, voice) for choice in choices if _opens(choice.link)),
        text(say("email-answer-in-chat"), voice) if answered else "",
    )


def subject(card: Outgoing, voice: Voice) -> str:
    """The card in one line of at most 120 letters: its `brief`, else its first line."""
    said = text(card.brief.said, voice) if card.brief else next(_paragraphs(card, voice), "").partition("\n")[0]
    return _shortened(" ".join(said.translate(_MARKS).split()))


def plain(said: Words) -> str:
    """The letter for programs that show text alone."""
    followed = [f"{item.label}:\n{item.text}" for item in (*said.copied, *said.buttons)]
    return "\n\n".join([*said.paragraphs, *followed, *([said.hint] if said.hint else [])])


def _paragraphs(card: Outgoing, voice: Voice) -> Iterator[str]:
    """The lines, parted at the gaps."""
    part: list[str] = []
    for line in (*card.lines, say("gap")):
        if line.id != GAP:
            part.append(text(line, voice))
        elif said := "\n".join(part).strip():
            yield said
            part = []


def _button(choice: Choice, voice: Voice) -> Followed:
    return Followed(label(choice.label, voice), tame(choice.link))


def _opens(link: str) -> bool:
    """A page of ours without a host works in the web chat only; anything that is no page is not followed."""
    return link.startswith(("https://", "http://"))


def _shortened(said: str) -> str:
    if len(said) <= SUBJECT_LETTERS:
        return said
    head, _, _ = said[:SUBJECT_LETTERS].rpartition(" ")
    return f"{head or said[: SUBJECT_LETTERS - 1]}…"[:SUBJECT_LETTERS]
