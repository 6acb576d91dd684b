"""One turn in the making, as far as it follows: where an outcome leads, and the words that are the engine's own."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from booking.errors import Refused
from booking.people import Client
from bot.conversations.engine.house import MENU, House
from bot.conversations.engine.walking import Walking
from bot.conversations.flow import Act, Adopt, Again, Done, Go, Keep, Outcome, Step
from bot.conversations.refusals import explain
from bot.conversations.requests import Script, attempt
from bot.conversations.state import Draft, Nothing, Open, State, Who
from bot.messages import Outgoing, Say, say

MY_BOOKINGS = "mybookings"


class Following(Walking):
    """Outcomes of steps and routes; back, cancel, menu and resume."""

    def __init__(self, house: House, state: State, who: Who) -> None:
        super().__init__(house, state, who)
        self._own: dict[str, Callable[[], Script[None]]] = {
            "back": self._back,
            "cancel": self._cancel,
            MENU: self._menu,
            "resume": self._resume,
        }

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
                self._answered(draft)
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
            case Adopt(client=client, open=half_done, notes=notes):
                self._meet(client)
                self.notes.extend(notes)
                yield from self._adopt(half_done)
            case Done(cards=cards, quiet=quiet):
                yield from self._end(cards, beside=beside, quiet=quiet)

    def _end(self, cards: tuple[Outgoing, ...], *, beside: bool, quiet: bool) -> Script[None]:
        self.cards.extend(cards)
        if not beside:
            self._enter(MENU, Nothing())
        if not quiet and (not cards or self.flow.name != MENU or (self.state.parked and not beside)):
            yield from self._go_on()
        elif not beside:  # nothing is asked that the buttons of the end could answer
            self.state = msgspec.structs.replace(self.state, turn=self.state.turn + 1)

    def _adopt(self, half_done: Open | None) -> Script[None]:
        """Go on with what was half done elsewhere; behind what is open here, it waits."""
        if self._stored(half_done) is None:
            yield from self._go_on()
            return
        self.state = msgspec.structs.replace(self.state, parked=half_done)
        if self.flow.name == MENU:
            yield from self._resume()
        else:
            yield from self._go_on()

    def _meet(self, client: Client) -> None:
        voice = msgspec.structs.replace(
            self.who.voice,
            language=client.language,
            gender=client.gender.value,
            zone=client.timezone,
            digits=self.who.digits if client.language == "ar" else "latn",
        )
        self.who = msgspec.structs.replace(self.who, client=client, voice=voice)

    # ---------------------------------------------------------------------------------- words, commands, buttons

    def _again(self, note: Say) -> Script[None]:
        self.notes.append(note)
        yield from self._go_on()

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

    def _answered(self, draft: Draft) -> None:
        """Take the draft over; once another question is open, there is no edit to come back from."""
        asked = self._asked()
        self.draft = draft
        if self._next(draft) is not asked:
            self.state = msgspec.structs.replace(self.state, before=None)

    def _back(self) -> Script[None]:
        """Out of an edit with the old answer; else to the nearest question before this one: the first that asks
        something else when it is opened again."""
        if (before := self._stored(self.state.before)) is not None:
            self.flow, self.draft = before
            self.state = msgspec.structs.replace(self.state, before=None)
            yield from self._go_on()
            return
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
            self.notes.append(say("draft-cancelled" if self.flow.resumable else "mine-stopped"))
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
