"""The one way to say no: a refusal names its reason and the facts a person needs to act on it."""

from __future__ import annotations


class Refused(Exception):  # noqa: N818 - a refusal is an answer, not a fault
    """A request that the rules do not allow.

    `reason` is the id of a Fluent message (`refused-…`) and `facts` are its arguments: plain values, instants as
    aware datetimes in UTC, days as dates, money as `Money`. A refusal never holds a person's data beyond what the
    reader of the answer may see.
    """

    def __init__(self, reason: str, **facts: object) -> None:
        super().__init__(reason)
        self.reason = reason
        self.facts = facts

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Refused) and (self.reason, self.facts) == (other.reason, other.facts)

    def __hash__(self) -> int:
        return hash((self.reason, tuple(sorted(self.facts))))

    def __repr__(self) -> str:
        return f"Refused({self.reason!r}, {', '.join(sorted(self.facts))})"
