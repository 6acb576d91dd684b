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
from bot.conversations.choosing import by_label, by_number
from bot.conversations.flow import Act, Again, Deed, Done, Flow, Go, Keep, NoFacts, Outcome, Step
from bot.conversations.refusals import explain
from bot.conversations.requests import Script, ask, attempt
from bot.conversations.state import Draft, Nothing, Open, State, Who
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
        if tap.turn and not fresh and f"{tap.turn}:{tap.value}" == self.state.last_tap:
            return  # a second tap in a row is no new wish
        if kind == "do" and (fresh or not tap.turn or name not in self._own):
            self.edit = fresh or (not tap.turn and name not in self._own)  # what was said stays above the menu
            yield from self._named(name, args)
        elif not fresh:
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
        elif (name := words.route(text.text)) is not None and not (name in words.SMALL_TALK and self._asked().prose):
            yield from self._named(name, "")
        else:
            yield from self._answer(text)

    def _thing(self, body: Body) -> Script[None]:
        """Contacts, files, places, and what nobody reads: the open step first, then the house."""
        current = yield from self._current()
        if current is None:
            return
        step, facts = current
        outcome = step.take(self.draft, facts, body, self.who)
        if outcome is not None:
            yield from self._follow(outcome)
            return
        outcome = yield from self.house.media(body, self.who)
        if outcome is None:
            kind = body.kind if isinstance(body, Unreadable) else "other"
            outcome = Again((say(f"unreadable-{kind}"),))
        yield from self._follow(outcome, beside=True)

    # ---------------------------------------------------------------------------------------------- answering

    def _answer(self, body: Text | Tap) -> Script[None]:
        current = yield from self._current()
        if current is None:
            return
        step, facts = current
        heard = yield from self._overheard(step, body, more_than=1)
        meant, outcome = (body, heard) if heard else self._meant(step, facts, body)
        if outcome is None:
            outcome = yield from self._overheard(step, meant, more_than=0)
        if (
            outcome is None
            and meant is not body
            and isinstance(meant, Tap)
            and meant.value.startswith(("do:", "edit:"))
        ):
            yield from self._tap(msgspec.structs.replace(meant, turn=self.state.turn))
        elif outcome is None:
            yield from self._lost(step)
        else:
            yield from self._follow(outcome)

    def _overheard(self, step: Step[Any, Any], body: Body, *, more_than: int) -> Script[Outcome | None]:
        """What a message says beyond the open question. Prose is the answer itself, whatever it mentions."""
        listener = self.flow.listener
        if listener is None or step.prose or not isinstance(body, Text):
            return None
        facts = yield from ask(listener.needs(self.draft, self.who))
        return listener.hear(self.draft, facts, body.text, self.who, more_than=more_than)

    def _meant(self, step: Step[Any, Any], facts: Any, body: Text | Tap) -> tuple[Body, Outcome | None]:
        """The answer and what the step makes of it. Text may stand for a choice: its label first of all, because that
        is what is on the screen, and its number where a few were offered («which of these?») or where the step itself
        can do nothing with it."""
        if isinstance(body, Tap):
            return body, step.take(self.draft, facts, body, self.who)
        rows = self._shown(step.ask(self.draft, facts, self.who))
        few = by_number(self.state.rows, body.text, self.who.voice) if self.state.rows is not None else None
        meant: Body = by_label(rows, body.text, self.who.voice) or few or body
        outcome = step.take(self.draft, facts, meant, self.who)
        if outcome is None and meant is body and (tap := by_number(rows, body.text, self.who.voice)):
            return tap, step.take(self.draft, facts, tap, self.who)
        return meant, outcome

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
        """To the nearest question before this one: the first that asks something else when it is opened again."""
        steps, current = self.flow.steps, self._next(self.draft)
        for step in reversed(steps[: steps.index(current) + 1]):
            draft = step.reopen(self.draft) if isinstance(step, Step) else None
            if draft is not None and self._next(draft) is not current:
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
        if parked is not None:
            self.state = msgspec.structs.replace(self.state, parked=None)
            self._park()
            self.flow, self.draft = parked
        elif self.flow.name == MENU:
            self.notes.append(say("nothing-to-resume"))
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
        self.state = msgspec.structs.replace(self.state, rows=None)

    # ------------------------------------------------------------------------------------------ following through

    def _follow(self, outcome: Outcome, *, beside: bool = False) -> Script[None]:
        """Go where an outcome leads. `beside`: it came from a route, beside the open flow."""
        while isinstance(outcome, Act):
            result = yield from attempt(outcome.command)
            if isinstance(result, Refused):
                outcome = outcome.refused(result) if outcome.refused else Again((explain(result),))
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
        step = self._next(self.draft)
        while isinstance(step, Deed):
            result = yield from attempt(step.command(self.draft, self.who))
            if isinstance(result, Refused):
                self.draft = step.refused(self.draft, result)
                self.notes.append(explain(result))
            else:
                kept = step.done(self.draft, result)
                self.draft = kept.draft
                self.notes.extend(kept.notes)
            step = self._next(self.draft)
        return step

    def _ask(self, card: Outgoing) -> None:
        if self.flow.name == MENU and (parked := self._parked()):
            flow, draft = parked
            self.notes.append(flow.summary(draft, self.who) if flow.summary else say("resume-offer"))
        turn = self.state.turn + 1
        self.state = msgspec.structs.replace(self.state, turn=turn, rows=self.rows)
        rows = self._shown(card, self.misses)
        question = self._question(card)
        lines = (*self.notes, say("gap"), *question) if self.notes and question else (*self.notes, *question)
        self.cards.append(msgspec.structs.replace(card, lines=lines, rows=rows, turn=turn))

    def _question(self, card: Outgoing) -> tuple[Say, ...]:
        """What stands below the notes: with choices of their own they are the question, and nobody is greeted twice."""
        if self.rows is not None:
            return ()
        return card.lines[-1:] if self.notes and self.flow.name == MENU else card.lines

    def _shown(self, card: Outgoing, misses: int | None = None) -> Rows:
        """The choices of a card with those that the engine adds; without `misses`, as they were shown last."""
        rows = card.rows if self.state.rows is None else self.state.rows
        calls = any(choice.value == "do:human" for row in rows for choice in row)
        if not calls and (self.state.misses if misses is None else misses) >= MISSES_BEFORE_COACH:
            rows = (*rows, (Choice("do:human", say("go-coach")),))
        if self.flow.name != MENU:
            return (*rows, _WAYS_OUT)
        if self._parked():
            return ((Choice("do:resume", say("go-resume")), Choice("do:cancel", say("go-drop"))), *rows)
        return rows

    # ------------------------------------------------------------------------------------------------- looking up

    def _next(self, draft: Draft) -> Step[Any, Any] | Deed[Any, Any]:
        for step in self.flow.steps:
            if not step.settled(draft, self.who):
                return step
        raise AssertionError(f"the flow {self.flow.name} ends without a step that stays open")

    def _asked(self) -> Step[Any, Any]:
        """The question that was asked last."""
        return next(s for s in self.flow.steps if isinstance(s, Step) and not s.settled(self.draft, self.who))

    def _current(self) -> Script[tuple[Step[Any, Any], Any] | None]:
        """The open question with its facts. None when it is not the one that was asked: what was held has run out and
        cannot be had again, so no answer to that could be right, and the question that is open now is asked instead."""
        asked = self._asked()
        step = yield from self._deeds()
        facts = yield from self._facts(step)
        if step is asked:
            return step, facts
        self._ask(step.ask(self.draft, facts, self.who))
        return None

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
            rows=self.state.rows,
            at=self.who.now,
        )
        return Turn(state, tuple(self.cards), self.who, self.edit)


_WAYS_OUT = (Choice("do:back", say("go-back"), aside=True), Choice("do:menu", say("go-menu"), aside=True))


def _coach(who: Who) -> str:
    return who.coach.name_en if who.voice.language == "en" and who.coach.name_en else who.coach.name


__all__ = ["LONGEST_TEXT", "MENU", "House", "Route", "Turn", "load", "react", "store"]
