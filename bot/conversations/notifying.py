"""What a client is told without asking: reminders and offers, on or off, and where else they can be reached."""

from __future__ import annotations

from dataclasses import dataclass

from booking.people import Client
from bot.conversations.engine import Route
from bot.conversations.flow import Act, Again, Done, Go, Outcome
from bot.conversations.requests import Command, Script
from bot.conversations.state import Nothing, Who
from bot.messages import Choice, Outgoing, Rows, Term, say

ORDERS = {"sms": ("sms", "email"), "email": ("email", "sms"), "none": ()}
"""What to try when a chat cannot be reached, by the name of the button."""


@dataclass(frozen=True, slots=True)
class SetNotices(Command[Client]):
    """Change what a client is told without asking; None leaves it as it is."""

    reminders: bool | None = None
    offers: bool | None = None
    other_ways: tuple[str, ...] | None = None


def notices(args: str, who: Who) -> Script[Outcome]:
    """How it stands, with a button to change each."""
    return Done((card(who.client),))
    yield


def card(client: Client) -> Outgoing:
    """Reminders, offers, and what is tried when a chat cannot be reached."""
    first = client.other_ways[0] if client.other_ways else "none"
    lines = (
        say("notices-reminders", state=_on(client.reminders_on)),
        say("notices-offers", state=_on(client.offers_on)),
        say("notices-other", way=Term(f"notices-way-{first}")),
    )
    return Outgoing(lines, _rows(client, first))


def _on(yes: bool) -> Term:
    return Term("notices-on" if yes else "notices-off")


def _rows(client: Client, first: str) -> Rows:
    reminders = "remindersoff" if client.reminders_on else "reminderson"
    offers = "offersoff" if client.offers_on else "offerson"
    others = tuple(Choice(f"do:tellby:{way}", say(f"go-tell-by-{way}")) for way in ORDERS if way != first)
    return (
        (Choice(f"do:{reminders}", say(f"go-{reminders}")), Choice(f"do:{offers}", say(f"go-{offers}"))),
        others,
        (Choice("do:menu", say("go-menu")),),
    )


def _setting(command: SetNotices) -> Route:
    def change(args: str, who: Who) -> Script[Outcome]:
        return Act(command, lambda client: Done((card(client),)))
        yield

    return change


def tell_by(args: str, who: Who) -> Script[Outcome]:
    """What to try first when a chat cannot be reached."""
    if args not in ORDERS:
        return Done((card(who.client),))
    return Act(SetNotices(other_ways=ORDERS[args]), lambda client: Done((card(client),)))
    yield


def stop(args: str, who: Who) -> Script[Outcome]:
    """«إيقاف», STOP: nothing more comes unasked. What they ask is still answered, and what they booked still told."""
    rows = ((Choice("do:reminderson", say("go-reminderson")), Choice("do:notices", say("go-notices"))),)
    stopped = Outgoing((say("notices-stopped"),), rows)
    return Act(SetNotices(reminders=False, offers=False), lambda _client: Done((stopped,)))
    yield


def restart(args: str, who: Who) -> Script[Outcome]:
    """«رجّع», START: reminders again, for who had stopped them; for anybody else the menu."""
    if who.client.reminders_on:
        return Go("menu", Nothing())
    return Act(SetNotices(reminders=True), lambda _client: Again((say("notices-back"),)))
    yield


ROUTES: dict[str, Route] = {
    "notices": notices,
    "reminderson": _setting(SetNotices(reminders=True)),
    "remindersoff": _setting(SetNotices(reminders=False)),
    "offerson": _setting(SetNotices(offers=True)),
    "offersoff": _setting(SetNotices(offers=False)),
    "tellby": tell_by,
    "stop": stop,
    "restart": restart,
}
