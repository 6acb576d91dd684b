"""A program killed with SIGKILL at every commit and every call on the ways of money: nothing is charged, sent back or
written down twice, nothing is lost, and the client is told.

Each test goes through all moments of one way: the program dies at the first, begins again and finishes; then, from the
start, at the second; until a life comes through. The stand-ins live here and keep their books. That a turn of a chat
survives its own deaths is shown in `test_killed.py`.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from booking.status import PaymentMethod, PaymentStatus, Status
from storage.rows import RefundState
from tests.faults.lives import Nursery, nursery
from tests.faults.money_books import Books
from tests.faults.money_scene import (
    Scene,
    Sweep,
    cancelled,
    held_too_long,
    paid,
    paid_unheard_and_held_too_long,
    submitted,
)


@pytest.fixture(scope="module")
def born(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nursery]:
    folder = tmp_path_factory.mktemp("money")
    with (folder / "log").open("w") as log, nursery(log, "tests.faults.money_child") as running:
        yield running


@pytest.fixture
async def sweep(born: Nursery, sqlite_url: str) -> Sweep:
    found = Sweep(born, sqlite_url)
    if not born.is_practised:
        await found.rehearses()
        born.is_practised = True
    return found


both = pytest.mark.parametrize("way", [PaymentMethod.STRIPE, PaymentMethod.PAYPAL])


@both
async def test_one_page_is_opened_and_the_client_has_its_link(sweep: Sweep, way: PaymentMethod) -> None:
    async def after(at: Scene, books: Books) -> None:
        (order,) = books.orders.values()
        assert order.checkout_reference == at.page
        assert books.bookings[at.booking_id].status is Status.PENDING_PAYMENT
        assert await at.told() >= 1

    assert await sweep(way, submitted, after) >= 8


@both
async def test_what_is_paid_is_taken_once_written_down_once_and_confirms(sweep: Sweep, way: PaymentMethod) -> None:
    async def after(at: Scene, books: Books) -> None:
        is_paid(at, books)
        assert await at.told() >= 2

    assert await sweep(way, paid, after) >= 10


@both
async def test_what_is_owed_back_is_sent_once(sweep: Sweep, way: PaymentMethod) -> None:
    async def after(at: Scene, books: Books) -> None:
        (refund,) = books.refunds.values()
        assert refund.state is RefundState.COMPLETED
        assert sum(at.town.given_back()[way.value].values()) == refund.amount_minor
        assert await at.told() >= 2

    assert await sweep(way, cancelled, after) >= 8


async def test_at_the_end_of_a_hold_the_page_is_closed_and_the_seat_is_free(sweep: Sweep) -> None:
    async def after(at: Scene, books: Books) -> None:
        assert books.bookings[at.booking_id].status is Status.CANCELLED
        assert at.town.open_pages() == []
        assert books.payments == {}
        assert await at.told() >= 1

    assert await sweep(PaymentMethod.STRIPE, held_too_long, after) >= 8


async def test_what_was_paid_unheard_is_found_before_its_hold_ends(sweep: Sweep) -> None:
    async def after(at: Scene, books: Books) -> None:
        is_paid(at, books)
        assert await at.told() >= 2

    assert await sweep(PaymentMethod.STRIPE, paid_unheard_and_held_too_long, after) >= 10


def is_paid(at: Scene, books: Books) -> None:
    """Once, at the provider and in the ledger."""
    (payment,) = books.came()
    assert sum(at.town.taken()[at.way.value].values()) == payment.amount_minor
    booking = books.bookings[at.booking_id]
    assert (booking.status, booking.payment_status) == (Status.CONFIRMED, PaymentStatus.COMPLETED)
    assert books.refunds == {}
