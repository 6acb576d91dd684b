"""Which job runs which kind of errand."""

from __future__ import annotations

from collections.abc import Mapping

from bot.jobs.base import Job
from bot.jobs.checkout import checkout_by
from bot.jobs.deliver import deliver
from payments.base import Provider


def jobs_of(providers: Mapping[str, Provider]) -> Mapping[str, Job]:
    """Every kind of errand there is; `providers` are the configured ways to take money, by name."""
    return {"deliver": deliver, "checkout": checkout_by(providers)}
