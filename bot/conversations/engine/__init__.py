"""Reacts to one message: finds what it answers, lets the step take it, and asks the next question. Pure.

The engine is a script: it yields questions and commands (`requests.py`) and is sent their answers, so it runs the same
under a database, in a test, or in a state machine that makes answers up. One turn is walked (`walking.py`: which step
is open, what its card is), follows outcomes (`following.py`), and begins by hearing (`hearing.py`).
"""

from __future__ import annotations

from bot.conversations.engine.hearing import LONGEST_TEXT, Hearing
from bot.conversations.engine.house import MENU, House, Route, Turn, load, store
from bot.conversations.requests import Script
from bot.conversations.state import State, Who
from bot.messages import Body


def react(house: House, state: State, body: Body, who: Who) -> Script[Turn]:
    """The turn that follows when `who` sends `body` in `state`."""
    return (yield from Hearing(house, state, who).hear(body))


__all__ = ["LONGEST_TEXT", "MENU", "House", "Route", "Turn", "load", "react", "store"]
