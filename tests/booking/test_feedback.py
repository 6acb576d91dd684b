from __future__ import annotations

from datetime import timedelta

import pytest

from booking.errors import Refused
from booking.feedback import check
from booking.status import Status
from tests.booking.examples import NOW


@pytest.mark.parametrize("rating", [1, 2, 3, 4, 5])
def test_a_completed_session_is_rated_from_one_to_five(rating: int) -> None:
    check(Status.COMPLETED, rating, None, NOW)


@pytest.mark.parametrize("rating", [-1, 0, 6, 10])
def test_other_ratings_are_refused(rating: int) -> None:
    with pytest.raises(Refused) as refusal:
        check(Status.COMPLETED, rating, None, NOW)
    assert refusal.value == Refused("refused-rating", low=1, high=5)


@pytest.mark.parametrize("status", [status for status in Status if status is not Status.COMPLETED])
def test_only_what_took_place_is_rated(status: Status) -> None:
    with pytest.raises(Refused) as refusal:
        check(status, 5, None, NOW)
    assert refusal.value == Refused("refused-not-completed", status=status)


def test_a_rating_may_be_changed_for_a_day() -> None:
    day = timedelta(hours=24)

    check(Status.COMPLETED, 4, NOW, NOW + day)
    with pytest.raises(Refused) as refusal:
        check(Status.COMPLETED, 4, NOW, NOW + day + timedelta(seconds=1))
    assert refusal.value == Refused("refused-feedback-late", until=NOW + day)
