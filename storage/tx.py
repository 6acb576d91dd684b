"""One transaction: the repositories, the savepoints inside it, and what is to happen once it is committed."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from functools import cached_property

from storage.audit import Audit
from storage.bookings import Bookings
from storage.catalogue import Catalogue
from storage.conversations import Conversations
from storage.crypto import Vault
from storage.feedback import FeedbackBook
from storage.files import Files
from storage.inbox import Inbox
from storage.lines import Line
from storage.links import Links
from storage.marks import Marks
from storage.outbox import Outbox
from storage.payments import Payments
from storage.people import People
from storage.reminders import Reminders
from storage.sent import Sent
from storage.shelf import Shelf
from storage.web import Web


class Tx:
    """What a service is handed. Repositories are made when first asked for; `savepoint()` undoes only its own part."""

    def __init__(self, line: Line, vault: Vault, shelf: Shelf) -> None:
        self._line = line
        self._vault = vault
        self._shelf = shelf
        self._after: list[Callable[[], object]] = []

    def savepoint(self) -> AbstractAsyncContextManager[None]:
        """A part of the transaction that is rolled back alone when it raises; the exception goes on."""
        return self._line.savepoint()

    def after_commit(self, call: Callable[[], object]) -> None:
        """Have `call` run once the transaction is committed; never when it is rolled back."""
        self._after.append(call)

    def committed(self) -> None:
        """Run what waited for the commit, in the order it was asked for."""
        for call in self._after:
            call()

    @cached_property
    def people(self) -> People:
        """Clients and their identities."""
        return People(self._line, self._vault)

    @cached_property
    def catalogue(self) -> Catalogue:
        """The coach, the hours, the types."""
        return Catalogue(self._line, self._vault, self._shelf)

    @cached_property
    def bookings(self) -> Bookings:
        """Bookings, their seats, their history, their health answers."""
        return Bookings(self._line, self._vault)

    @cached_property
    def conversations(self) -> Conversations:
        """Where each talk stands."""
        return Conversations(self._line, self._vault)

    @cached_property
    def inbox(self) -> Inbox:
        """What came in already."""
        return Inbox(self._line, self._vault)

    @cached_property
    def outbox(self) -> Outbox:
        """What is to be done outside."""
        return Outbox(self._line, self._vault)

    @cached_property
    def payments(self) -> Payments:
        """Orders, payments, refunds, receipts."""
        return Payments(self._line, self._vault)

    @cached_property
    def reminders(self) -> Reminders:
        """What is to be reminded of, and when."""
        return Reminders(self._line, self._vault)

    @cached_property
    def feedback(self) -> FeedbackBook:
        """Stars and words of clients."""
        return FeedbackBook(self._line, self._vault)

    @cached_property
    def audit(self) -> Audit:
        """Who was refused what."""
        return Audit(self._line, self._vault)

    @cached_property
    def files(self) -> Files:
        """Files that we keep ourselves."""
        return Files(self._line, self._vault)

    @cached_property
    def web(self) -> Web:
        """The messages of the web chat."""
        return Web(self._line, self._vault)

    @cached_property
    def sent(self) -> Sent:
        """What was sent and has yet to be heard of."""
        return Sent(self._line, self._vault)

    @cached_property
    def links(self) -> Links:
        """One person on several channels."""
        return Links(self._line, self._vault)

    @cached_property
    def marks(self) -> Marks:
        """What happens once."""
        return Marks(self._line, self._vault)
