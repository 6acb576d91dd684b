"""What a client does with a booking that exists: look, move, cancel, answer a proposal, say how it was."""

from __future__ import annotations

from bot.conversations.mine import asked, money, paper, routes
from bot.conversations.mine.cancel import CANCEL
from bot.conversations.mine.feedback import FEEDBACK
from bot.conversations.mine.move import MOVE

FLOWS = (MOVE, CANCEL, FEEDBACK)
ROUTES = {**routes.ROUTES, **money.ROUTES, **paper.ROUTES, **asked.ROUTES}

__all__ = ["FLOWS", "ROUTES"]
