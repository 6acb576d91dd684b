"""Reacts to one message: finds what it answers, lets the step take it, and asks the next question. Pure.

The engine is a script: it yields questions and commands (`requests.py`) and is sent their answers, so it runs the same
under a database, in a test, or in a state machine that makes answers up.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import msgspec

from booking.errors import Refused
from booking.people import Client
from bot import nlu
from bot.conversations import words
from bot.conversations.flow import Act, Again, Deed, Done, Flow, Go, Keep, NoFacts, Outcome, Step
from bot.conversations.refusals import explain
from bot.conversations.requests import Script, ask, attempt
from bot.conversations.state import Draft, Nothing, Open, State, Who
from bot.i18n import label
from bot.messages import Body, Choice, Command, Outgoing, Rows, Say, Tap, Text, Unreadable, say

Route: TypeAlias = Callable[[str, Who], Script[Outcome]]
"""What a command, a button that never grows old («do:NAME:ARGS») or a coach's word leads to."""

MENU = "menu"
MY_BOOKINGS = "mybookings"
LONGEST_TEXT = 2000
MISSES_BEFORE_BUTTONS = 2
MISSES_BEFORE_COACH = 3


@dataclass(frozen=True)
class House:
    """The registries the engine walks: flows and routes by name. A flow named «menu» must be among them.

    `media` takes a photo or document that the open step did not ask for.
    """

    flows: Mapping[str, Flow[Any]]
    routes: Mapping[str, Route]
    media: Callable[[Body, Who], Script[Outcome | None]]


class Turn(msgspec.Struct, frozen=True):
    """What came of one message: the state to store and the cards to show, in order.

    `edit` says that the first card may take the place of the one that was tapped.
    """

    state: State
    cards: tuple[Outgoing, ...]
    who: Who
    edit: bool = False


def react(house: House, state: State, body: Body, who: Who) -> Script[Turn]:
    """The turn that follows when `who` sends `body` in `state`."""
    return (yield from _Talk(house, state, who).hear(body))


def load(house: House, opened: Open) -> tuple[Flow[Any], Draft]:
    """The flow and draft of a stored conversation, brought up to date.

    Raises `msgspec.ValidationError` or KeyError when it cannot be read any more.
    """
    flow = house.flows[opened.flow]
    draft = opened.draft
    for version in range(opened.version, flow.version):
        draft = flow.upgrades[version](draft)
    return flow, msgspec.convert(draft, flow.draft)


def store(flow: Flow[Any], draft: Draft) -> Open:
    """The flow and its draft as plain data."""
    return Open(flow.name, flow.version, msgspec.to_builtins(draft))


class _Talk:
    """One turn in the making."""

    def __init__(self, house: House, state: State, who: Who) -> None:
        self.house = house
        self.state = state
        self.who = who
        self.notes: list[Say] = []
        self.cards: list[Outgoing] = []
        self.edit = False
        self.rows: Rows | None = None
        self.misses = 0
        self.flow, self.draft = self._opened()
        self._own = {"back": self._back, "cancel": self._cancel, MENU: self._menu, "resume": self._resume}

    def _opened(self) -> tuple[Flow[Any], Draft]:
        try:
            if self.state.open:
                return load(self.house, self.state.open)
        except (msgspec.ValidationError, KeyError):
            self.notes.append(say("state-unreadable"))
        return self.house.flows[MENU], Nothing()

    # ------------------------------------------------------------------------------------------------ hearing

    def hear(self, body: Body) -> Script[Turn]:
        match body:
            case Tap(value=""):
                return self._turn()
            case Tap():
                yield from self._tap(body)
            case Command(name=name, args=args):
                yield from self._named(name, args)
            case Text(text=text) if not text.strip() or len(text) > LONGEST_TEXT:
                yield from self._again(say("text-empty") if not text.strip() else say("text-too-long"))
            case Text():
                yield from self._text(body)
            case _:
                yield from self._thing(body)
        return self._turn(tap=body if isinstance(body, Tap) else None)

    def _tap(self, tap: Tap) -> Script[None]:
        kind, _, rest = tap.value.partition(":")
        name, _, args = rest.partition(":")
        fresh = tap.turn == self.state.turn
        if kind == "do" and (fresh or name not in self._own):
            self.edit = fresh or not tap.turn
            yield from self._named(name, args)
        elif not fresh:
            if f"{tap.turn}:{tap.value}" != self.state.last_tap:  # a second tap in a row is no new wish
                yield from self._again(say("button-old"))
        elif kind == "edit" and (step := self._step(rest)) and (draft := step.reopen(self.draft)) is not None:
            self.edit = True
            self.draft = draft
            yield from self._go_on()
        else:
            self.edit = True
            yield from self._answer(tap)

    def _text(self, text: Text) -> Script[None]:
        if self.who.is_staff and (order := nlu.coach_command(text.text)):
            yield from self._named(*order)
        elif (name := words.route(text.text)) is not None:
            yield from self._named(name, "")
        else:
            yield from self._answer(text)

    def _thing(self, body: Body) -> Script[None]:
        """Contacts, files, places, and what nobody reads: the open step first, then the house."""
        step, facts = yield from self._current()
        outcome = step.take(self.draft, facts, body, self.who)
        if outcome is None:
            outcome = yield from self.house.media(body, self.who)
        if outcome is None:
            kind = body.kind if isinstance(body, Unreadable) else "other"
            outcome = Again((say(f"unreadable-{kind}"),))
        yield from self._follow(outcome)

    # ---------------------------------------------------------------------------------------------- answering

    def _answer(self, body: Text | Tap) -> Script[None]:
        step, facts = yield from self._current()
        outcome = step.take(self.draft, facts, body, self.who)
        if outcome is None and isinstance(body, Text):
            tap = _chosen(step.ask(self.draft, facts, self.who), body.text, self.who)
            if tap is not None and tap.value.startswith(("do:", "edit:")):
                yield from self._tap(msgspec.structs.replace(tap, turn=self.state.turn))
                return
            outcome = step.take(self.draft, facts, tap, self.who) if tap else None
        if outcome is None:
            yield from self._lost(step)
        else:
            yield from self._follow(outcome)

    def _lost(self, step: Step[Any, Any]) -> Script[None]:
        """Not understood: a simpler question with an example, then the buttons, then the coach."""
        self.misses = self.state.misses + 1
        simpler = step.simpler(self.draft, self.who)
        if self.misses >= MISSES_BEFORE_COACH:
            self.notes.append(say("lost-coach", coach=_coach(self.who)))
        elif self.misses >= MISSES_BEFORE_BUTTONS or simpler is None:
            self.notes.append(say("lost-buttons"))
        else:
            self.notes.append(simpler)
        yield from self._go_on()

    def _again(self, note: Say) -> Script[None]:
        self.notes.append(note)
        yield from self._go_on()

    # ---------------------------------------------------------------------------------- words, commands, buttons

    def _named(self, name: str, args: str) -> Script[None]:
        """Perform a route; «back», «cancel», «menu», «resume» and «fresh» are the engine's own."""
        if name in self._own:
            yield from self._own[name]()
        elif route := self.house.routes.get(name):
            outcome = yield from route(args, self.who)
            if isinstance(outcome, Again):
                self.edit = False
            yield from self._follow(outcome, beside=True)
        else:
            yield from self._again(say("command-unknown"))

    def _back(self) -> Script[None]:
        steps = self.flow.steps
        for step in reversed(steps[: steps.index(self._next())]):
            if isinstance(step, Step) and step.settled(self.draft, self.who):
                draft = step.reopen(self.draft)
                if draft is not None:
                    self.draft = draft
                    yield from self._go_on()
                    return
        yield from self._menu()

    def _cancel(self) -> Script[None]:
        if self.flow.name != MENU:
            yield from self._free()
            self.notes.append(say("draft-cancelled"))
        elif self.state.parked:
            self.flow, self.draft = self._parked() or (self.flow, self.draft)
            yield from self._free()
            self.state = msgspec.structs.replace(self.state, parked=None)
            self.notes.append(say("draft-cancelled"))
        else:  # nothing half-done: a client who writes «إلغاء» means one of their bookings
            yield from self._named(MY_BOOKINGS, "")
            return
        self._enter(MENU, Nothing())
        yield from self._go_on()

    def _free(self) -> Script[None]:
        command = self.flow.leave(self.draft) if self.flow.leave else None
        if command is not None:
            yield from attempt(command)

    def _menu(self) -> Script[None]:
        self._park()
        self._enter(MENU, Nothing())
        yield from self._go_on()

    def _resume(self) -> Script[None]:
        parked = self._parked()
        if parked is None:
            yield from self._again(say("nothing-to-resume"))
            return
        self.flow, self.draft = parked
        self.state = msgspec.structs.replace(self.state, parked=None)
        yield from self._go_on()

    def _parked(self) -> tuple[Flow[Any], Draft] | None:
        try:
            return load(self.house, self.state.parked) if self.state.parked else None
        except (msgspec.ValidationError, KeyError):
            return None

    def _park(self) -> None:
        if self.flow.resumable:
            self.state = msgspec.structs.replace(self.state, parked=store(self.flow, self.draft))

    def _enter(self, flow: str, draft: Draft) -> None:
        self.flow, self.draft = self.house.flows[flow], draft

    # ------------------------------------------------------------------------------------------ following through

    def _follow(self, outcome: Outcome, *, beside: bool = False) -> Script[None]:
        """Go where an outcome leads. `beside`: it came from a route, beside the open flow."""
        while isinstance(outcome, Act):
            result = yield from attempt(outcome.command)
            if isinstance(result, Refused):
                outcome = Again((explain(result),))
            else:
                if isinstance(result, Client):
                    self._meet(result)
                outcome = outcome.then(result)
        match outcome:
            case Keep(draft=draft, notes=notes):
                self.draft = draft
                self.notes.extend(notes)
                yield from self._go_on()
            case Again(notes=notes, rows=rows):
                self.notes.extend(notes)
                self.rows = rows
                yield from self._go_on()
            case Go(flow=flow, draft=draft, notes=notes):
                if beside:
                    self._park()
                    self.edit = False
                self._enter(flow, draft)
                self.notes.extend(notes)
                yield from self._go_on()
            case Done(cards=cards):
                yield from self._end(cards, beside=beside)

    def _end(self, cards: tuple[Outgoing, ...], *, beside: bool) -> Script[None]:
        self.cards.extend(cards)
        if not beside:
            self._enter(MENU, Nothing())
        if not cards or self.flow.name != MENU or (self.state.parked and not beside):
            yield from self._go_on()

    def _meet(self, client: Client) -> None:
        voice = msgspec.structs.replace(
            self.who.voice, language=client.language, gender=client.gender.value, zone=client.timezone
        )
        self.who = msgspec.structs.replace(self.who, client=client, voice=voice)

    def _go_on(self) -> Script[None]:
        """Do the deeds whose turn it is and ask the first open question."""
        step = yield from self._deeds()
        facts = yield from self._facts(step)
        self._ask(step.ask(self.draft, facts, self.who))

    def _deeds(self) -> Script[Step[Any, Any]]:
        """Perform what is due before the next question, which is returned."""
        step = self._next()
        while isinstance(step, Deed):
            result = yield from attempt(step.command(self.draft, self.who))
            if isinstance(result, Refused):
                self.draft = step.refused(self.draft, result)
                self.notes.append(explain(result))
            else:
                kept = step.done(self.draft, result)
                self.draft = kept.draft
                self.notes.extend(kept.notes)
            step = self._next()
        return step

    def _ask(self, card: Outgoing) -> None:
        rows = card.rows if self.rows is None else self.rows
        if self.misses >= MISSES_BEFORE_COACH:
            rows = (*rows, (Choice("do:human", say("go-coach")),))
        if self.flow.name != MENU:
            rows = (*rows, (Choice("do:back", say("go-back")), Choice("do:menu", say("go-menu"))))
        elif parked := self._parked():
            flow, draft = parked
            self.notes.append(flow.summary(draft, self.who) if flow.summary else say("resume-offer"))
            rows = ((Choice("do:resume", say("go-resume")), Choice("do:cancel", say("go-drop"))), *rows)
        turn = self.state.turn + 1
        self.state = msgspec.structs.replace(self.state, turn=turn)
        lines = (*self.notes, say("gap"), *card.lines) if self.notes else card.lines
        self.cards.append(msgspec.structs.replace(card, lines=lines, rows=rows, turn=turn))

    # ------------------------------------------------------------------------------------------------- looking up

    def _next(self) -> Step[Any, Any] | Deed[Any, Any]:
        for step in self.flow.steps:
            if not step.settled(self.draft, self.who):
                return step
        raise AssertionError(f"the flow {self.flow.name} ends without a step that stays open")

    def _current(self) -> Script[tuple[Step[Any, Any], Any]]:
        step = yield from self._deeds()  # there are some when what was held has run out meanwhile
        facts = yield from self._facts(step)
        return step, facts

    def _facts(self, step: Step[Any, Any]) -> Script[Any]:
        question = step.needs(self.draft, self.who)
        return None if isinstance(question, NoFacts) else (yield from ask(question))

    def _step(self, name: str) -> Step[Any, Any] | None:
        return next((s for s in self.flow.steps if isinstance(s, Step) and s.name == name), None)

    def _turn(self, tap: Tap | None = None) -> Turn:
        state = State(
            open=None if self.flow.name == MENU else store(self.flow, self.draft),
            parked=self.state.parked,
            turn=self.state.turn,
            misses=self.misses,
            last_tap=f"{tap.turn}:{tap.value}" if tap else "",
            at=self.who.now,
        )
        return Turn(state, tuple(self.cards), self.who, self.edit)


def _chosen(card: Outgoing, text: str, who: Who) -> Tap | None:
    """The choice meant by a typed label, or by its number among the choices («2», «٢»)."""
    choices = [choice for row in card.rows for choice in row if choice.value]
    wanted = nlu.normal(text)
    for choice in choices:
        if nlu.normal(label(choice.label, who.voice)) == wanted:
            return Tap(choice.value)
    number = nlu.small_number(text)
    return Tap(choices[number - 1].value) if number and 0 < number <= len(choices) else None


def _coach(who: Who) -> str:
    return who.coach.name_en if who.voice.language == "en" and who.coach.name_en else who.coach.name


__all__ = ["LONGEST_TEXT", "MENU", "House", "Route", "Turn", "load", "react", "store"]
