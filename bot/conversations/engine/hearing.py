"""One turn from its beginning: what kind of message it is, which question it answers, and what it says besides."""

from __future__ import annotations

from typing import Any

import msgspec

from bot import nlu
from bot.conversations import words
from bot.conversations.choosing import by_label, by_number, in_words, is_answer, the_only_one
from bot.conversations.engine.following import Following
from bot.conversations.engine.house import MENU, Turn, store
from bot.conversations.engine.walking import MISSES_BEFORE_COACH
from bot.conversations.flow import Again, Outcome, Step
from bot.conversations.requests import Script, ask
from bot.messages import Body, Command, Outgoing, Tap, Text, Unreadable, say
from bot.nlu import normal

LONGEST_TEXT = 2000
MISSES_BEFORE_BUTTONS = 2

PAGE = "page"
"""A button that asks the open question again with the next part of its choices («page:2»)."""

MORE = frozenset({"المزيد", "more"})
"""The same as a word, for where only its label comes back."""

FIRST = frozenset(map(normal, ("من البداية", "From the beginning")))
"""Likewise the way back to the first part, from another one; anywhere else these words begin anew."""

LONGEST_PAGE = 3  # digits; no channel makes a longer one


class Hearing(Following):
    """Takes in one message and makes the turn that answers it."""

    def hear(self, body: Body) -> Script[Turn]:
        """The turn that answers `body`."""
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
        elif kind == PAGE and rest.isdecimal() and len(rest) <= LONGEST_PAGE:
            self.page, self.rows = int(rest), self.state.rows
            yield from self._go_on()
        elif kind == "edit" and (step := self._step(rest)) and (draft := step.reopen(self.draft)) is not None:
            self.edit = True
            self.state = msgspec.structs.replace(self.state, before=store(self.flow, self.draft))
            self.draft = draft
            yield from self._go_on()
        else:
            self.edit = True
            yield from self._answer(tap)

    def _text(self, text: Text) -> Script[None]:
        if self.state.told_last and (tap := in_words(self.state.told, text.text, self.who.voice)) is not None:
            yield from self._tap(tap)
        elif self.who.is_staff and (order := nlu.coach_command(text.text)):
            yield from self._named(*order)
        elif (code := words.link(text.text)) is not None:
            yield from self._named("link", code)
        elif not self.who.client.reminders_on and words.is_restart(text.text, asked=self.flow.name != MENU):
            yield from self._named("restart", "")
        elif self.state.page and normal(text.text) in FIRST:
            self.rows = self.state.rows
            yield from self._go_on()
        elif (name := words.route(text.text)) is not None and not (name in words.SMALL_TALK and self._asked().prose):
            yield from self._named(name, "")
        elif normal(text.text) in MORE:
            self.page, self.rows = self.state.page + 1, self.state.rows
            yield from self._go_on()
        elif self.flow.name == MENU and self.state.told_last and is_answer(text.text):
            yield from self._nearly(text)
        else:
            yield from self._sentence(text)

    def _sentence(self, text: Text) -> Script[None]:
        """A wish about what is booked, what something costs, or a booking number, which is not the date inside it; else
        an answer."""
        prose = self._asked().prose
        if not prose and (wanted := nlu.change(text.text)) is not None:
            yield from self._change(wanted, text)
        elif not prose and (number := words.booking(text.text)) is not None:
            yield from self._named("booking" if self.who.is_staff else "mybooking", number)
        elif not (prose or self.who.is_staff) and nlu.asks_price(text.text):
            yield from self._named("price", "")
        else:
            yield from self._answer(text)

    def _change(self, wanted: nlu.Change, text: Text) -> Script[None]:
        """Move or cancel what is booked. Where only what is half done can be meant, that is cancelled, or corrected."""
        half_done = self.flow.resumable or self.state.parked is not None
        outcome = yield from self.house.changes(wanted, text.text, self.who, half_done=half_done)
        if outcome is not None:
            yield from self._follow(outcome, beside=True)
        elif wanted is nlu.Change.CANCEL:
            yield from self._cancel()
        else:
            yield from self._answer(text)

    def _nearly(self, text: Text) -> Script[None]:
        """An answer to the card that was shown last, but none of its choices: here they are again. The menu, which
        stands above it if anywhere, is not what was meant."""
        if (tap := the_only_one(self.state.told, text.text)) is not None:
            yield from self._tap(tap)
            return
        self.misses = self.state.misses + 1
        self.cards.append(Outgoing((say("lost-buttons"),), self.state.told))

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
        elif outcome is None and isinstance(body, Text) and (tap := self._told(body)) is not None:
            yield from self._tap(tap)
        elif outcome is None:
            yield from self._lost(step)
        else:
            yield from self._follow(outcome)

    def _told(self, text: Text) -> Tap | None:
        """A label of the card above the question; its numbers and its yes would be taken for the question's."""
        return by_label(self.state.told, text.text, self.who.voice)

    def _overheard(self, step: Step[Any, Any], body: Body, *, more_than: int) -> Script[Outcome | None]:
        """What a message says beyond the open question. Prose is the answer itself, whatever it mentions, and a mere
        number is one of the choices, or nothing: «3» of two is no hour."""
        listener = self.flow.listener
        if listener is None or step.prose or not isinstance(body, Text) or nlu.small_number(body.text) is not None:
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
        """Not understood: a simpler question with an example, then the buttons, then the coach, who is not sent to
        themselves."""
        self.misses = self.state.misses + 1
        simpler = step.simpler(self.draft, self.who)
        if self.misses >= MISSES_BEFORE_COACH and not self.who.is_staff:
            self.notes.append(say("lost-coach", coach=self.who.coach_name))
        elif self.misses >= MISSES_BEFORE_BUTTONS or simpler is None:
            self.notes.append(say("lost-buttons"))
        else:
            self.notes.append(simpler)
        yield from self._go_on()
