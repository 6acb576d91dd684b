"""The desk a service works at: the transaction it is handed, the moment, the coach, and how to address people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from booking.paying import Way
from booking.people import Client, Coach
from bot.messages import Voice
from bot.services.fewest import Here
from storage.uow import Tx


@dataclass(frozen=True, slots=True)
class Desk:
    """What every service needs. `now` is aware UTC and stays the same for the whole transaction.

    `here` is where somebody is being answered, where every message is paid for: what else they are told there goes with
    the answer.
    """

    tx: Tx
    now: datetime
    coach: Coach
    digits: Literal["arab", "latn"] = "arab"
    ways_to_pay: tuple[Way, ...] = ()
    here: Here | None = None

    def voice(self, client: Client) -> Voice:
        """How to speak to `client`: language, form of address, zone, digits."""
        return Voice(
            language=client.language,
            gender=client.gender.value,
            zone=client.timezone,
            zone_named=client.timezone != self.coach.timezone,
            digits=self.digits if client.language == "ar" else "latn",
            country=self.coach.country,
        )
