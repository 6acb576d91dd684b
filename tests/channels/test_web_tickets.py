"""Tickets: good for the chat they were issued to, and for nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.channels.web import Tickets
from bot.messages import FileRef

TICKETS = Tickets(b"secret of the tests")
FILE = FileRef("web", "7", "إيصال البنك.pdf", "application/pdf", 100)
TICKET = TICKETS.issue(FILE, "nora")


def test_a_ticket_names_its_file() -> None:
    assert TICKETS.read(TICKET, "nora") == FILE


def test_a_ticket_stands_in_a_link_as_it_is() -> None:
    assert set(TICKET) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=.")


@pytest.mark.parametrize("ticket", ["", ".", "7", TICKET + "A", "A" + TICKET, TICKET[:-1], TICKET.replace(".", "")])
def test_a_changed_ticket_is_none(ticket: str) -> None:
    assert TICKETS.read(ticket, "nora") is None


def test_another_chat_cannot_use_it() -> None:
    assert TICKETS.read(TICKET, "sara") is None


def test_another_secret_does_not_know_it() -> None:
    assert Tickets(b"another secret").read(TICKET, "nora") is None


@settings(max_examples=100)
@given(ticket=st.text(st.characters()))
def test_whatever_is_shown_instead_is_none(ticket: str) -> None:
    assert TICKETS.read(ticket, "nora") is None
