"""Moving and cancelling asked for in a sentence: which booking is meant, and where that is confirmed."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import msgspec

from booking.bookings import Booking
from bot import nlu
from bot.conversations import words
from bot.conversations.booking.said_time import with_time
from bot.conversations.engine import Route
from bot.conversations.flow import Done, Go, Outcome
from bot.conversations.mine import routes
from bot.conversations.mine.move import MoveDraft
from bot.conversations.questions import OwnBookings
from bot.conversations.requests import Script, ask
from bot.conversations.state import Who
from bot.messages import Choice, Moment, Outgoing, Say, say
from bot.nlu import Change

LEADS_TO: dict[Change, tuple[str, Route]] = {
    Change.MOVE: ("move", routes.move),
    Change.CANCEL: ("drop", routes.drop),
    Change.REFUND: ("drop", routes.drop),
    Change.EITHER: ("mybooking", routes.mybooking),
}
"""The route that each of them is for one booking: a question, and nothing that is done at once."""


def asked(meant: Change, text: str, who: Who, *, half_done: bool = False) -> Script[Outcome | None]:
    """What comes of such a sentence. With a booking half done besides, it is asked which of them is meant, unless the
    sentence says so; None where only the half-done one can be."""
    if (number := words.booking(text)) is not None:
        return (yield from _one(meant, number.split()[0], who, text))
    bookings = yield from ask(OwnBookings())
    coming = routes.upcoming(bookings, who)
    if not coming:
        return None if half_done else _none(meant)
    named = _on_the_day(meant, coming, text, who)
    if len(named) == 1 and (not half_done or named != coming):
        return (yield from _one(meant, str(named[0].booking_id), who, text))
    return _which(meant, named, who, half_done=half_done)


def _on_the_day(meant: Change, coming: tuple[Booking, ...], text: str, who: Who) -> tuple[Booking, ...]:
    """«ألغي موعد الأحد»: those of that day, if there are any. Where a booking is moved, the day is where it goes."""
    if meant is Change.MOVE:
        return coming
    read = nlu.understand_when(text, "date", who.local)
    days = {one.date() if isinstance(one, datetime) else one for one in (read.value, *read.candidates)}
    zone = ZoneInfo(who.client.timezone)
    return tuple(one for one in coming if one.starts_at.astimezone(zone).date() in days) or coming


def _one(meant: Change, booking: str, who: Who, text: str) -> Script[Outcome]:
    _, route = LEADS_TO[meant]
    outcome = yield from route(booking, who)
    if isinstance(outcome, Go) and isinstance(outcome.draft, MoveDraft) and not booking.startswith("CB"):
        draft, notes = yield from with_time(outcome.draft, text, who, on=outcome.draft.old or who.now)
        return Go(outcome.flow, draft, notes)
    if meant is Change.EITHER and isinstance(outcome, Done):
        card, *more = outcome.cards
        led_in = msgspec.structs.replace(card, lines=(say("mine-either"), say("gap"), *card.lines))
        return Done((led_in, *more))
    return outcome


def _which(meant: Change, coming: tuple[Booking, ...], who: Who, *, half_done: bool) -> Done:
    """Several can be meant: each is a button that leads to its confirmation."""
    name, _ = LEADS_TO[meant]
    shown = coming[: routes.SHOWN]
    rows = tuple((Choice(f"do:{name}:{one.booking_id}", Moment(one.starts_at)),) for one in shown)
    draft = Choice("do:resume", say("go-resume")) if name == "move" else Choice("do:cancel", say("go-drop"))
    lines = (say(f"mine-which-{name}"), *(routes.line(one, who) for one in shown))
    return Done((Outgoing(lines, (*rows, *(((draft,),) if half_done else ()))),))


def _none(meant: Change) -> Done:
    """A kind no, and the nearest yes."""
    if meant is Change.REFUND:
        return _card(say("mine-none-refund"), Choice("do:human", say("go-coach")))
    return _card(say("mine-none-change"), Choice("do:book", say("go-book")))


def _card(line: Say, choice: Choice) -> Done:
    return Done((Outgoing((line,), ((choice,),)),))


def meeting_link(args: str, who: Who) -> Script[Outcome]:
    """«وين الرابط؟»: the next booking's card, where its link is or will be."""
    bookings = yield from ask(OwnBookings())
    coming = routes.upcoming(bookings, who)
    agreed = [one for one in coming if one.meeting_link] or coming
    if not agreed:
        return _none(Change.EITHER)
    return (yield from routes.mybooking(str(agreed[0].booking_id), who))


ROUTES: dict[str, Route] = {"meetinglink": meeting_link}
