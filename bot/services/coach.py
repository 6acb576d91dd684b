"""The coach's side: everything the team may do with bookings, and how others confirm one or announce a new one."""

from __future__ import annotations

from bot.services import coach_answers, coach_cases, coach_money, coach_sessions
from bot.services.coach_answers import accept_proposal, refuse_proposal
from bot.services.coach_confirm import confirm_booking, new_booking_card, tell_confirmed

ANSWERS = {**coach_cases.ANSWERS}
DEEDS = {**coach_cases.DEEDS, **coach_answers.DEEDS, **coach_money.DEEDS, **coach_sessions.DEEDS}

__all__ = [
    "ANSWERS",
    "DEEDS",
    "accept_proposal",
    "confirm_booking",
    "new_booking_card",
    "refuse_proposal",
    "tell_confirmed",
]
