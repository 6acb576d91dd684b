"""One turn in the making, as far as it walks: which step is open, what has to be done first, and the card that asks."""

from __future__ import annotations

from typing import Any

import msgspec

from booking.errors import Refused
from bot.conversations.choosing import shown
from bot.conversations.engine.house import MENU, House, Turn, load, store
from bot.conversations.flow import Deed, Flow, NoFacts, Step
from bot.conversations.refusals import explain
from bot.conversations.requests import Script, ask, attempt
from bot.conversations.state import Draft, Nothing, Open, State, Who
from bot.messages import Choice, Outgoing, Rows, Say, Tap, say

MISSES_BEFORE_COACH = 3
_WAYS_OUT = (Choice("do:back", say("go-back"), aside=True), Choice("do:menu", say("go-menu"), aside=True))


class Walking:
    """The open flow with its draft, what is to be said, and the way from step to step."""

    def __init__(self, house: House, state: State, who: Who) -> None:
        self.house = house
        self.state = state
        self.who = who
        self.notes: list[Say] = []
        self.cards: list[Outgoing] = []
        self.edit = False
        self.rows: Rows | None = None
        self.page = 0
        self.misses = 0
        self.flow, self.draft = self._opened()

    def _opened(self) -> tuple[Flow[Any], Draft]:
        try:
            if self.state.open:
                return load(self.house, self.state.open)
        except (msgspec.ValidationError, KeyError):
            self.notes.append(say("state-unreadable"))
        return self.house.flows[MENU], Nothing()

    def _parked(self) -> tuple[Flow[Any], Draft] | None:
        return self._stored(self.state.parked)

    def _stored(self, kept: Open | None) -> tuple[Flow[Any], Draft] | None:
        """A stored flow with its draft; None when there is none, or when it cannot be read any more."""
        try:
            return load(self.house, kept) if kept else None
        except (msgspec.ValidationError, KeyError):
            return None

    def _park(self) -> None:
        if self.flow.resumable and self.draft != self.flow.draft():  # nothing was said yet: there is nothing to keep
            self.state = msgspec.structs.replace(self.state, parked=store(self.flow, self.draft))

    def _enter(self, flow: str, draft: Draft) -> None:
        self.flow, self.draft = self.house.flows[flow], draft
        self.state = msgspec.structs.replace(self.state, rows=None, before=None)

    # ------------------------------------------------------------------------------------------------ steps

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

    # ------------------------------------------------------------------------------------------------- cards

    def _ask(self, card: Outgoing) -> None:
        if self.flow.name == MENU and (parked := self._parked()):
            flow, draft = parked
            self.notes.append(flow.summary(draft, self.who) if flow.summary else say("resume-offer"))
        turn = self.state.turn + 1
        self.state = msgspec.structs.replace(self.state, turn=turn, rows=self.rows, page=self.page)
        rows = self._shown(card, self.misses)
        question = self._question(card)
        lines = (*self.notes, say("gap"), *question) if self.notes and question else (*self.notes, *question)
        self.cards.append(msgspec.structs.replace(card, lines=lines, rows=rows, turn=turn, page=self.page))

    def _question(self, card: Outgoing) -> tuple[Say, ...]:
        """What stands below the notes: with choices of their own they are the question, and nobody is greeted twice."""
        if self.rows is not None:
            return ()
        return card.lines[-1:] if self.notes and self.flow.name == MENU else card.lines

    def _shown(self, card: Outgoing, misses: int | None = None) -> Rows:
        """The choices of a card with those that the engine adds; without `misses`, as they were shown last."""
        rows = card.rows if self.state.rows is None else self.state.rows
        calls = any(choice.value == "do:human" for row in rows for choice in row)
        if (
            not calls
            and not self.who.is_staff
            and (self.state.misses if misses is None else misses) >= MISSES_BEFORE_COACH
        ):
            rows = (*rows, (Choice("do:human", say("go-coach")),))
        if self.flow.name != MENU:
            return (*rows, _WAYS_OUT)
        if self._parked():
            return ((Choice("do:resume", say("go-resume")), Choice("do:cancel", say("go-drop"))), *rows)
        return rows

    def _turn(self, tap: Tap | None = None) -> Turn:
        state = State(
            open=None if self.flow.name == MENU else store(self.flow, self.draft),
            parked=self.state.parked,
            before=self.state.before,
            turn=self.state.turn,
            misses=self.misses,
            last_tap=f"{tap.turn}:{tap.value}" if tap else "",
            rows=self.state.rows,
            page=self.state.page,
            told=self.state.told,
            told_last=self.state.told_last,
            at=self.who.now,
        )
        return Turn(shown(state, self.cards), tuple(self.cards), self.who, self.edit)
