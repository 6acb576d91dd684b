"""The registries: every flow and every route there is, in one place."""

from __future__ import annotations

from typing import Any

from bot.conversations import coach, linking, mine, notifying, routes
from bot.conversations.booking.flow import BOOKING
from bot.conversations.engine import House
from bot.conversations.flow import Flow
from bot.conversations.menu import MENU
from bot.conversations.mine.asked import asked

FLOWS: tuple[Flow[Any], ...] = (MENU, BOOKING, *mine.FLOWS, *coach.FLOWS)
ROUTES = {**routes.ROUTES, **linking.ROUTES, **notifying.ROUTES, **mine.ROUTES, **coach.ROUTES}

HOUSE = House(flows={flow.name: flow for flow in FLOWS}, routes=ROUTES, media=routes.media, changes=asked)
