"""PayPal's objects, in its answers and in its reports alike: what we use of them, and nothing else."""

from __future__ import annotations

import msgspec


class Token(msgspec.Struct, frozen=True):
    """A permission to ask; `expires_in` is in seconds."""

    access_token: str
    expires_in: int


class Detail(msgspec.Struct, frozen=True):
    """One thing that is wrong, as a code."""

    issue: str = ""


class Refusal(msgspec.Struct, frozen=True):
    """An answer that is not 2xx; the token's endpoint says `error` where the others say `name`."""

    name: str = ""
    error: str = ""
    details: tuple[Detail, ...] = ()


class Amount(msgspec.Struct, frozen=True):
    """Money in whole units, as text («12.50»)."""

    currency_code: str
    value: str


class Link(msgspec.Struct, frozen=True):
    """An address that belongs to an object, and what it is to it."""

    href: str
    rel: str


class Related(msgspec.Struct, frozen=True):
    """What an object belongs to."""

    capture_id: str = ""


class Supplement(msgspec.Struct, frozen=True):
    """What PayPal adds."""

    related_ids: Related = Related()


class Breakdown(msgspec.Struct, frozen=True):
    """What a refund costs; `total_refunded_amount` is all that has gone back of its capture so far."""

    total_refunded_amount: Amount | None = None


class Refund(msgspec.Struct, frozen=True, kw_only=True):
    """Money on its way back; `status` is COMPLETED, PENDING, FAILED or CANCELLED."""

    id: str
    status: str = ""
    amount: Amount | None = None
    custom_id: str = ""
    seller_payable_breakdown: Breakdown | None = None
    supplementary_data: Supplement = Supplement()
    links: tuple[Link, ...] = ()


class Capture(msgspec.Struct, frozen=True, kw_only=True):
    """Money that was taken, or was to be."""

    id: str
    status: str = ""
    amount: Amount | None = None
    custom_id: str = ""


class Payments(msgspec.Struct, frozen=True):
    """What has moved for a purchase."""

    captures: tuple[Capture, ...] = ()
    refunds: tuple[Refund, ...] = ()


class Unit(msgspec.Struct, frozen=True):
    """What is paid for; `custom_id` is the number of an order of ours."""

    custom_id: str = ""
    payments: Payments = Payments()


class Order(msgspec.Struct, frozen=True):
    """A page and what came of it; `status` is CREATED, PAYER_ACTION_REQUIRED, APPROVED, COMPLETED or VOIDED."""

    id: str
    status: str = ""
    purchase_units: tuple[Unit, ...] = ()
    links: tuple[Link, ...] = ()


class Reversal(msgspec.Struct, frozen=True):
    """An approval that PayPal gave back to the client, for nobody captured it."""

    order_id: str
    purchase_units: tuple[Unit, ...] = ()


class Disputed(msgspec.Struct, frozen=True):
    """A payment that is disputed: `seller_transaction_id` is its capture, `custom` our order's number."""

    seller_transaction_id: str = ""
    custom: str = ""


class Outcome(msgspec.Struct, frozen=True):
    """How a dispute ended."""

    outcome_code: str = ""
    amount_refunded: Amount | None = None


class Dispute(msgspec.Struct, frozen=True):
    """The client asks for money back."""

    disputed_transactions: tuple[Disputed, ...] = ()
    dispute_amount: Amount | None = None
    dispute_outcome: Outcome = Outcome()


class Verification(msgspec.Struct, frozen=True):
    """Whether PayPal signed a report; SUCCESS or FAILURE."""

    verification_status: str
