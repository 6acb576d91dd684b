"""A little conversation to try the engine on: how much tea, with sugar or not, and a pot that may be empty."""

# ruff: noqa: ARG001, ARG002 - as in every conversation, a step's methods are handed more than each needs
from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import msgspec

from booking.errors import Refused
from bot.conversations import routes
from bot.conversations.engine import House
from bot.conversations.flow import Act, Again, Deed, Done, Flow, Go, Keep, NoFacts, Outcome, Step
from bot.conversations.menu import MENU
from bot.conversations.requests import Command, Question, Request, Script
from bot.conversations.state import Draft, State, Who
from bot.messages import Body, Choice, Outgoing, Say, Tap, Text, say
from tests.conversations.answers import Chat, Shop


class Tea(Draft, frozen=True):
    """An order: `poured` names the size that is in the cup."""

    size: str = ""
    sugar: str = ""
    poured: str = ""


@dataclass(frozen=True)
class Sizes(Question[tuple[str, ...]]):
    """Which cups are clean."""


@dataclass(frozen=True)
class Pour(Command[str]):
    """Fill a cup."""

    size: str


@dataclass(frozen=True)
class PourAway(Command[None]):
    """Empty it again."""


@dataclass(frozen=True)
class Drink(Command[None]):
    """Finish it."""


class AskSize(Step[Tea, tuple[str, ...]]):
    name = "size"

    def settled(self, draft: Tea, who: Who) -> bool:
        return bool(draft.size)

    def needs(self, draft: Tea, who: Who) -> Sizes:
        return Sizes()

    def ask(self, draft: Tea, facts: tuple[str, ...], who: Who) -> Outgoing:
        return Outgoing((say("tea-size"),), tuple((Choice(f"s:{size}", size),) for size in facts))

    def take(self, draft: Tea, facts: tuple[str, ...], body: Body, who: Who) -> Outcome | None:
        match body:
            case Tap(value=value) if value.removeprefix("s:") in facts:
                return Keep(msgspec.structs.replace(draft, size=value.removeprefix("s:")))
            case Text(text="قهوة"):
                return Again(
                    (say("tea-no-coffee"),), ((Choice("s:كبير", "شاي كبير"),), (Choice("s:صغير", "شاي صغير"),))
                )
            case _:
                return None

    def simpler(self, draft: Tea, who: Who) -> Say | None:
        return say("tea-simpler")

    def reopen(self, draft: Tea) -> Tea:
        return msgspec.structs.replace(draft, size="")


class AskSugar(Step[Tea, None]):
    name = "sugar"
    prose = True

    def settled(self, draft: Tea, who: Who) -> bool:
        return bool(draft.sugar)

    def needs(self, draft: Tea, who: Who) -> NoFacts:
        return NoFacts()

    def ask(self, draft: Tea, facts: None, who: Who) -> Outgoing:
        return Outgoing((say("tea-sugar"),), ((Choice("none", "بلا سكر"),),))

    def take(self, draft: Tea, facts: None, body: Body, who: Who) -> Outcome | None:
        match body:
            case Tap(value="none"):
                return Keep(msgspec.structs.replace(draft, sugar="none"))
            case Text(text=text):
                return Keep(msgspec.structs.replace(draft, sugar=text), (say("tea-noted"),))
            case _:
                return None

    def reopen(self, draft: Tea) -> Tea:
        return msgspec.structs.replace(draft, sugar="")


class AskMilk(Step[Tea, None]):
    """Applies to nobody: there is no milk."""

    name = "milk"

    def settled(self, draft: Tea, who: Who) -> bool:
        return True

    def needs(self, draft: Tea, who: Who) -> NoFacts:
        return NoFacts()

    def ask(self, draft: Tea, facts: None, who: Who) -> Outgoing:
        raise AssertionError("nobody is asked for milk")

    def take(self, draft: Tea, facts: None, body: Body, who: Who) -> Outcome | None:
        raise AssertionError("nobody answers about milk")

    def reopen(self, draft: Tea) -> Tea:
        return draft


class Fill(Deed[Tea, str]):
    name = "fill"

    def settled(self, draft: Tea, who: Who) -> bool:
        return draft.poured == draft.size

    def command(self, draft: Tea, who: Who) -> Pour:
        return Pour(draft.size)

    def done(self, draft: Tea, result: str) -> Keep[Tea]:
        return Keep(msgspec.structs.replace(draft, poured=result), (say("tea-poured"),))

    def refused(self, draft: Tea, refusal: Refused) -> Tea:
        return msgspec.structs.replace(draft, size="", poured="")


class Serve(Step[Tea, None]):
    name = "serve"

    def settled(self, draft: Tea, who: Who) -> bool:
        return False

    def needs(self, draft: Tea, who: Who) -> NoFacts:
        return NoFacts()

    def ask(self, draft: Tea, facts: None, who: Who) -> Outgoing:
        rows = ((Choice("drink", "اشرب"),), (Choice("edit:size", "حجم آخر"), Choice("edit:serve", "لا شيء")))
        return Outgoing((say("tea-serve", size=draft.size),), rows)

    def take(self, draft: Tea, facts: None, body: Body, who: Who) -> Outcome | None:
        if body == Tap("drink", getattr(body, "turn", 0)):
            return Act(Drink(), lambda _none: Done((Outgoing((say("tea-drunk"),)),)))
        return None

    def reopen(self, draft: Tea) -> Tea | None:
        return None


TEA = Flow(
    name="tea",
    draft=Tea,
    steps=(AskSize(), AskSugar(), AskMilk(), Fill(), Serve()),
    resumable=True,
    leave=lambda draft: PourAway() if draft.poured else None,
)


def tea(args: str, who: Who) -> Script[Outcome]:
    return Go("tea", Tea())
    yield


def mybookings(args: str, who: Who) -> Script[Outcome]:
    return Done((Outgoing((say("mine-none"),)),))
    yield


TEA_HOUSE = House(
    flows={"menu": MENU, "tea": TEA},
    routes={**routes.ROUTES, "tea": tea, "mybookings": mybookings},
    media=routes.media,
)


class TeaShop(Shop):
    """A shop with cups and a pot."""

    cups: tuple[str, ...] = ("صغير", "كبير")

    def answer(self, request: Request[Any]) -> Any:
        if not isinstance(request, Sizes | Pour | PourAway | Drink):
            return super().answer(request)
        self.asked.append(request)
        if refusal := self.refuses.get(type(request)):
            return refusal
        return {Sizes: self.cups, Pour: getattr(request, "size", "")}.get(type(request))


def thirsty(state: State | None = None) -> Chat:
    """Somebody in the tea house who has not said anything yet."""
    return Chat(TeaShop(), house=TEA_HOUSE, state=state)


def at_the_table() -> Chat:
    """Somebody whose cup is poured."""
    chat = thirsty()
    chat.orders("tea")
    chat.taps("s:كبير")
    chat.taps("none")
    return chat
