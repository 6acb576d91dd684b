"""Whether the same chat says the same on WhatsApp, where news go with the answer and choices look otherwise."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from bot.i18n import text
from bot.messages import Say, Voice
from tests.chat.script import Does, Line, read
from tests.chat.world import Person

_TO = re.compile(r"^  → ([^:]+): ?(.*)$")
_BUTTONS = re.compile(r"^\[.*\]$")
_ROW = re.compile(r"^▸ (.*)$")
_FILE = re.compile(r"^📎 ")
_OWN = ("choose", "more", "first", "next-month", "previous-month", "typed-day", "typed-choice")
_ARABIC, _ENGLISH = Voice(), Voice(language="en", digits="latn")


@dataclass
class Block:
    """What one reader is told after one line of the script: words, and what can be chosen."""

    words: list[str] = field(default_factory=list)
    choices: list[str] = field(default_factory=list)
    templates: bool = False
    named: int = 0  # how many answers to «what is your name» it holds that are not given here


DETOURS = {"[أوافق، نبدأ]": "[سؤالًا سؤالًا]"}
"""All health questions come at once there; who would rather have one after the other says so."""


SPARED = frozenset({text(Say("receipt-here"), Voice())})
"""First lines of messages that are not sent there unasked: the receipt waits behind its button."""


def is_asked(line: Line, people: Mapping[str, Person]) -> bool:
    """Whether a line of the script answers anything there: whom WhatsApp calls by name is not asked for it."""
    return not (isinstance(line, Does) and line.what.strip("[]") == people[line.who].name)


def differences(script: str, happened: str, people: Mapping[str, Person]) -> list[str]:
    """What is missing in `happened`, and what is there that nobody said, by the line of the script before it.

    What was said by an approved template is shorter, and not compared.
    """
    wanted = dict(_blocks(script, people))
    found = dict(_blocks(happened, people))
    others = [f"{place}: {'nothing' if place in wanted else 'something'} is said" for place in wanted.keys() ^ found]
    both = [_difference(place, block, found[place]) for place, block in wanted.items() if place in found]
    return [*others, *filter(None, both)]


def _difference(place: str, wanted: Block, found: Block) -> str:
    if found.templates:
        return ""
    missing = (
        Counter(wanted.words) - Counter(found.words) - Counter(_split(text(Say("ask-name"), _ARABIC)) * wanted.named)
    )
    added = Counter(found.words) - Counter(wanted.words)
    known = {*wanted.choices, *_hints()}
    unknown = [word for word in added if word not in known and not word.isdecimal() and "://" not in word]
    return f"{place}: without {list(missing)}, besides {unknown}" if missing or unknown else ""


def _hints() -> set[str]:
    """Words that are WhatsApp's alone."""
    says = [Say(f"whatsapp-{name}") for name in _OWN] + [Say("go-calendar"), Say("go-receipt")]
    return {word for said in says for voice in (_ARABIC, _ENGLISH) for word in _split(text(said, voice))}


def _blocks(transcript: str, people: Mapping[str, Person]) -> Iterator[tuple[str, Block]]:
    """Each reader's block, named by its line of the script with its number, and the reader."""
    place, number, blocks, reader, spared = "", 0, dict[str, Block](), "", False
    for line in transcript.splitlines():
        spared = line.strip() in SPARED or (spared and line.startswith("    "))
        if spared:
            continue
        if line and not line.startswith("  "):
            if any(not is_asked(one, people) for one in read(line)):
                reader = place
                blocks.setdefault(place, Block()).named += 1
                continue
            yield from blocks.items()
            number, blocks = number + 1, {}
            place = reader = f"{number}. {line}"
        elif (to := _TO.match(line)) is not None:
            reader = f"{place} → {to[1]}"
            _mark(blocks.setdefault(reader, Block()), to[2])
        elif line.startswith("    "):
            _read(blocks.setdefault(reader, Block()), line.strip())
        elif line.strip():
            _mark(blocks.setdefault(reader, Block()), line)
    yield from blocks.items()


def _mark(block: Block, mark: str) -> None:
    block.templates = block.templates or "قالب" in mark


def _read(block: Block, line: str) -> None:
    if _FILE.match(line):
        return  # its name is not kept there, and a calendar entry is a link
    if _BUTTONS.match(line):
        block.choices += _split(line)
    elif (row := _ROW.match(line)) is not None:
        block.choices += _split(row[1])
    else:
        block.words += _split(line)


def _split(line: str) -> list[str]:
    return [word for word in re.split(r"[\s\[\]«»،]+|[:.](?=\s|$)", line) if word]
