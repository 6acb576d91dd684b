"""The coach's side of the conversation: lists, one booking's card, and what is done with it."""

from __future__ import annotations

from bot.conversations.coach import flows, routes, till, transfers

FLOWS = (*flows.FLOWS, *transfers.FLOWS)
ROUTES = {**routes.ROUTES, **till.ROUTES}

__all__ = ["FLOWS", "ROUTES"]
