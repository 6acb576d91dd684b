"""Phone numbers in E.164 and e-mail addresses, as people type them."""

from __future__ import annotations

import re
from types import ModuleType

from bot.nlu.text import fold

_MAIL = re.compile(
    r"(?<![\w.+-])[a-z0-9][a-z0-9._%+-]{0,63}@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,4}[a-z]{2,24}(?![\w-])"
)
_NUMBER = re.compile(r"(?:\+|00)?\d(?:[ ().\-/]{0,3}\d){6,16}")
_LONGEST = 400


def phone(text: str, region: str = "SA") -> str | None:
    """The one valid phone number in `text` as E.164, as dialled in `region` (ISO 3166); None for none or several."""
    import phonenumbers  # noqa: PLC0415 - its tables cost start-up time and are seldom needed

    found: set[str] = set()
    for match in _NUMBER.finditer(fold(text[:_LONGEST])):
        found |= _valid(phonenumbers, match.group(), region)
    return found.pop() if len(found) == 1 else None


def _valid(library: ModuleType, written: str, region: str) -> set[str]:
    """The number in E.164, also when the country's code stands without a plus («966501234567»)."""
    plain = f"+{written[2:]}" if written.startswith("00") else written
    for spelling in (plain, f"+{plain}"):
        try:
            parsed = library.parse(spelling, region)
        except library.NumberParseException:
            continue
        if library.is_valid_number(parsed):
            return {library.format_number(parsed, library.PhoneNumberFormat.E164)}
    return set()


def email(text: str) -> str | None:
    """The one e-mail address in `text`, in lower case; None for none or several."""
    found = set(_MAIL.findall(fold(text[:_LONGEST])))
    return found.pop() if len(found) == 1 else None
