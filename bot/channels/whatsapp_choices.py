"""Which choices of a card WhatsApp offers, and how: quick replies, a page of a list, or numbers to type."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from bot.channels.telegram_text import units
from bot.channels.whatsapp_pieces import BUTTON_TITLE, BUTTONS, ROW_DESCRIPTION, ROW_TITLE, ROWS, Button, Row
from bot.channels.whatsapp_text import plain, shortened
from bot.i18n import label, text
from bot.messages import Choice, Day, Label, Moment, Outgoing, Rows, Say, Voice, say

_ARROWS = {"‹": Say("whatsapp-previous-month"), "›": Say("whatsapp-next-month")}
_UNNAMED = "…"  # a title must say something


@dataclass(frozen=True, slots=True)
class Offer:
    """The choices of a card by the part they play.

    `own` answer the question; `beside` belong to one of them («details»); `arrows` turn to another month and stand on
    every page; `ways_out` («back», «menu») have a word that always works, so they are offered where there is room.
    """

    own: tuple[Choice, ...]
    beside: tuple[Choice, ...]
    arrows: tuple[Choice, ...]
    ways_out: tuple[Choice, ...]

    @property
    def needed(self) -> tuple[Choice, ...]:
        """What nobody could do without."""
        return (*self.own, *self.beside, *self.arrows)

    @property
    def days(self) -> bool:
        """Whether these are days of a month, of which there may be too many to look through."""
        return bool(self.arrows) or (len(self.needed) > ROWS and any(isinstance(one.label, Day) for one in self.own))

    def pages(self, kept: int) -> tuple[tuple[Choice, ...], ...]:
        """The choices as lists of at most ten; where there are several, `kept` places of each are left free."""
        if len(self.needed) <= ROWS:
            return ((*self.needed, *self.ways_out[: ROWS - len(self.needed)]),) if self.needed or self.ways_out else ()
        room = ROWS - kept - len(self.arrows)
        parts = (*_chunks(self.own, room), *_chunks(self.beside, room))
        return tuple((*part, *self.arrows, *self._ways_out_beside(part, kept)) for part in parts)

    def _ways_out_beside(self, part: Sequence[Choice], kept: int) -> tuple[Choice, ...]:
        return self.ways_out if len(part) + len(self.arrows) + len(self.ways_out) + kept <= ROWS else ()


def offered(card: Outgoing) -> Offer:
    """The choices of a card that can be tapped, each value once; links and headings are none."""
    all_ = tuple(_once(card.rows))
    own = [choice for choice in all_ if not choice.aside]
    arrows = [choice for choice in own if _is_arrow(choice)][: len(_ARROWS)]
    return Offer(
        own=tuple(choice for choice in own if choice not in arrows),
        beside=tuple(choice for choice in all_ if choice.aside and not choice.value.startswith("do:")),
        arrows=tuple(arrows),
        ways_out=tuple(choice for choice in all_ if choice.aside and choice.value.startswith("do:")),
    )


def _once(card_rows: Rows) -> Iterator[Choice]:
    """Ids must differ within a message. What stands beside a choice is told apart by that choice's label."""
    seen = {""}
    for row in card_rows:
        first: Label = ""
        for choice in row:
            if choice.link or choice.value in seen:
                continue
            seen.add(choice.value)
            yield replace(choice, note=choice.note or first) if choice.aside else choice
            first = first or ("" if choice.aside else choice.label)


def _is_arrow(choice: Choice) -> bool:
    return isinstance(choice.label, str) and choice.label in _ARROWS


def _chunks(choices: Sequence[Choice], size: int) -> Iterator[Sequence[Choice]]:
    return (choices[first : first + size] for first in range(0, len(choices), size))


def as_buttons(offer: Offer, turn: int, voice: Voice) -> tuple[Button, ...]:
    """The choices as quick replies; none where they are too many, too long, or called the same."""
    if len(offer.needed) > BUTTONS:
        return ()
    taken = (*offer.needed, *offer.ways_out[: BUTTONS - len(offer.needed)])
    buttons = tuple(Button(choice_id(choice.value, turn), title(choice.label, voice)) for choice in taken)
    titles = {button.title for button in buttons}
    fit = len(titles) == len(buttons) and all(units(said) <= BUTTON_TITLE for said in titles)
    return buttons if fit else ()


def as_lists(offer: Offer, card: Outgoing, voice: Voice) -> tuple[tuple[Row, ...], ...]:
    """The choices as lists, most often one; none where some label fits no row.

    Of an open question (`card.turn`) it is the page that `card.page` asks for, with the way to the next. A card that
    asks nothing cannot be asked again, so all of its pages come at once.
    """
    pages = offer.pages(kept=1 if card.turn else 0)
    if any(units(title(choice.label, voice)) > ROW_DESCRIPTION for page in pages for choice in page):
        return ()
    lists = tuple(tuple(_row(choice, card.turn, voice) for choice in page) for page in pages)
    if len(lists) < 2 or not card.turn:  # noqa: PLR2004 - one page leads nowhere
        return lists
    at = min(max(card.page, 0), len(lists) - 1)
    after, said = (at + 1, "whatsapp-more") if at + 1 < len(lists) else (0, "whatsapp-first")
    return ((*lists[at], Row(choice_id(f"page:{after}", card.turn), text(Say(said), voice))),)


def _row(choice: Choice, turn: int, voice: Voice) -> Row:
    """A label too long for a title stands in the description, in full; the title is the beginning of it."""
    full, note = title(choice.label, voice), plain(label(choice.note, voice))
    if units(full) <= ROW_TITLE:
        return Row(choice_id(choice.value, turn), full, shortened(note, ROW_DESCRIPTION))
    brief = shortened(title(_briefly(choice.label), voice), ROW_TITLE)
    return Row(choice_id(choice.value, turn), brief, shortened(f"{full} · {note}" if note else full, ROW_DESCRIPTION))


def choice_id(value: str, turn: int) -> str:
    """How a choice comes back that was offered in a turn."""
    return f"{turn}:{value}"


def as_numbers(card: Outgoing, voice: Voice) -> tuple[str, ...]:
    """The choices as lines to answer by number, counted as the conversation counts them (`by_number`).

    Where a label is a number itself, that is what is typed and nothing is counted.
    """
    choices = [choice for row in card.rows for choice in row if choice.value and not choice.aside]
    if not choices:
        return ()
    counted = not any(plain(label(choice.label, voice)).isdecimal() for choice in choices)
    shown = [title(choice.label, voice) for choice in choices]
    if not counted:
        return tuple(f"• {said}" for said in shown)
    lines = (text(say("whatsapp-option", number=at, label=said), voice) for at, said in enumerate(shown, 1))
    return (*lines, "", text(Say("whatsapp-typed-choice"), voice))


def title(said: Label, voice: Voice) -> str:
    """A label that has to stand for itself: in a list there is no grid and no heading around it."""
    match said:
        case Day(day=day, style="number"):
            said = Day(day)
        case Moment(at=at, style="clock"):  # the zone is said above, and would not fit
            said, voice = Moment(at, "time"), replace(voice, zone_named=False)
        case str() if said in _ARROWS:
            said = _ARROWS[said]
    return plain(label(said, voice)) or _UNNAMED


def _briefly(said: Label) -> Label:
    return Moment(said.at, "short") if isinstance(said, Moment) else said
