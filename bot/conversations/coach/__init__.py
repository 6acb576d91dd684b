"""The coach's side of the conversation: lists, one booking's card, and what is done with it."""

from __future__ import annotations

from bot.conversations.coach.flows import FLOWS
from bot.conversations.coach.routes import ROUTES

__all__ = ["FLOWS", "ROUTES"]
