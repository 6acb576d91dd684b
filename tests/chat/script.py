"""Reads and writes transcripts: what people do stands at the margin, what the bot says is indented below it.

# a remark
نورة: /start                    a command
نورة: بكرة العصر                 something typed
نورة: [احجز استشارة]             a button of the newest card that has it
نورة: «[احجز استشارة]»           the same button on an older card
نورة: (رقمي 966501234567)        the contact button
نورة: (بطاقة 966501234567)       somebody else's contact card
نورة: (صورة receipt.jpg)         a photo
نورة: (ملصق) (صوت) (معدّلة)        what nobody reads
نورة: (موقع 24.7,46.6)          a place on the map
نورة: (الرمز)                   the newest code for linking, from whichever chat shows it
نورة: (دفع)                     pays on the newest page of a provider; (دفع 150) another amount than is asked for
نورة: «(دفع)»                   the same on the page before it
~ +3h                           time passes and the clock ticks (m, h, d)
~ 2026-11-22 09:00              until this moment in Riyadh
~ restart                       the program is killed and started again
~ archive 3                     the coach takes a consultation out of the catalogue
~ closed 2026-11-22             the coach closes a day
~ reports                       what the payment providers have to tell arrives (twice, backwards, lost)
~ templates missing             WhatsApp has approved no template, until «~ templates approved»
~ lost whatsapp 63016           the channel reports that the newest message did not arrive, and why
~ count نورة                    how many messages to her were paid for since the last count
~ refunds fail                  refunds are not accepted, until «~ refunds work»
~ away stripe                   a provider breaks down, until «~ back stripe»
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True)
class Does:
    who: str
    what: str


@dataclass(frozen=True)
class Passes:
    what: str


@dataclass(frozen=True)
class Remark:
    line: str


Line: TypeAlias = Does | Passes | Remark
_DOES = re.compile(r"^([^\s:#~][^:]{0,30}): (.*)$")


def read(script: str) -> Iterator[Line]:
    """The lines at the margin; what the bot said is left out."""
    for line in script.splitlines():
        if line.startswith("~ "):
            yield Passes(line[2:].strip())
        elif found := _DOES.match(line):
            yield Does(found[1], found[2])
        elif not line.startswith("  "):
            yield Remark(line)


def squeeze(text: str) -> str:
    """Without trailing blanks and doubled empty lines."""
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.rstrip() for line in text.splitlines())).strip() + "\n"
