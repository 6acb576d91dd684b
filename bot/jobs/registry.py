"""Which job runs which kind of errand."""

from __future__ import annotations

from collections.abc import Mapping

from bot.config import Tax
from bot.jobs.asking import capture_by, look_up_by, withdraw_by
from bot.jobs.base import Job, MakeDesk
from bot.jobs.checkout import checkout_by
from bot.jobs.deliver import deliver_by
from bot.jobs.follow import follow_by
from bot.jobs.inspect import inspect_by
from bot.jobs.outcomes import FOLLOW
from bot.jobs.receipt import receipt_by
from bot.jobs.refund import refund_by
from bot.jobs.remembering import remembering
from bot.services.payments.links import Returns
from payments.base import Provider


def jobs_of(
    providers: Mapping[str, Provider], returns: Returns, make_desk: MakeDesk, tax: Tax | None = None
) -> Mapping[str, Job]:
    """Every kind of errand there is; `providers` are the configured ways to take money, by name."""
    return {
        "deliver": remembering(deliver_by(make_desk)),
        FOLLOW: follow_by(make_desk),
        "checkout": checkout_by(providers, returns, make_desk),
        "ask": look_up_by(providers, make_desk),
        "withdraw": withdraw_by(providers, make_desk),
        "capture": capture_by(providers, make_desk),
        "refund": refund_by(providers, make_desk),
        "inspect": inspect_by(make_desk),
        "receipt": receipt_by(tax or Tax(), make_desk),
    }
