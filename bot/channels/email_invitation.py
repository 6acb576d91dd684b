"""Makes an invitation of the calendar file that goes with a card: who invites, and who is invited. Pure.

In the chat the file is published (METHOD:PUBLISH), since nobody there has an address. By mail it may ask the calendar
to take the appointment itself, and for that REQUEST and CANCEL must name ORGANIZER and ATTENDEE (RFC 5546, 3.2.2 and
3.2.5). The organizer is whom the letter comes from, or Gmail warns of a forgery.
"""

from __future__ import annotations

from email.headerregistry import Address
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from icalendar import vCalAddress


class Invitation(NamedTuple):
    """A calendar file, and its METHOD, which the letter repeats in the part's Content-Type (RFC 6047, 2.4)."""

    method: str
    data: bytes


def invitation(data: bytes, organizer: Address, attendee: Address) -> Invitation | None:
    """The same entry with the same UID and SEQUENCE, addressed; None when `data` is no calendar with an entry."""
    from icalendar import Calendar  # noqa: PLC0415 - it takes 0.1 s to import, and most letters invite to nothing

    try:
        calendar = Calendar.from_ical(data)
    except ValueError:
        return None
    entries = calendar.walk("VEVENT")
    if not entries:
        return None
    method = "CANCEL" if str(calendar.get("METHOD", "")).upper() == "CANCEL" else "REQUEST"
    calendar["METHOD"] = method
    for entry in entries:
        entry["ORGANIZER"] = _organizer(organizer)
        entry["ATTENDEE"] = _attendee(attendee)
    return Invitation(method, bytes(calendar.to_ical()))


def _organizer(address: Address) -> vCalAddress:
    from icalendar import vCalAddress, vText  # noqa: PLC0415 - likewise

    found = vCalAddress(f"mailto:{address.addr_spec}")
    if address.display_name:
        found.params["CN"] = vText(address.display_name.replace('"', "'"))
    return found


def _attendee(address: Address) -> vCalAddress:
    """They booked it themselves, so no answer is asked for; without one yet, every program offers to take it up."""
    from icalendar import vCalAddress  # noqa: PLC0415 - likewise

    found = vCalAddress(f"mailto:{address.addr_spec}")
    found.params |= {"ROLE": "REQ-PARTICIPANT", "PARTSTAT": "NEEDS-ACTION", "RSVP": "FALSE"}
    return found
