"""Who takes part: clients, the coach, their roles and permissions, and how they may be addressed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from booking.errors import Refused


class Gender(StrEnum):
    """Decides verbs and pronouns in Arabic; UNSET takes wording that needs none."""

    MALE = "male"
    FEMALE = "female"
    UNSET = "unset"


class FitnessLevel(StrEnum):
    """How trained a client says they are."""

    BEGINNER = "beginner"
    INTERMEDIATE = "intermediate"
    ADVANCED = "advanced"


class Permission(StrEnum):
    """What somebody may do beyond their own bookings."""

    VIEW = "consultations.view"
    MANAGE = "consultations.manage"
    CREATE = "consultations.create"
    DELETE = "consultations.delete"
    ANALYTICS = "analytics.view"


OWNER = frozenset(Permission)


class Actor(StrEnum):
    """On whose behalf a booking changed."""

    USER = "user"
    ADMIN = "admin"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True, kw_only=True)
class Client:
    """A person in the user database. `phone` is E.164; it is an attribute, never a key. `consent_at` is UTC."""

    client_id: int
    display_name: str = ""
    email: str = ""
    phone: str = ""
    phone_verified: bool = False
    gender: Gender = Gender.UNSET
    fitness_level: FitnessLevel | None = None
    goals: tuple[str, ...] = ()
    language: str = "ar"
    timezone: str = "Asia/Riyadh"
    consent_at: datetime | None = None
    consent_version: str = ""
    reminders_on: bool = True
    cash_again_at: datetime | None = None
    offers_on: bool = False
    other_ways: tuple[str, ...] = ("sms", "email")
    permissions: frozenset[Permission] = field(default=frozenset())

    def may(self, permission: Permission) -> bool:
        """Whether this person holds `permission`."""
        return permission in self.permissions

    def require(self, permission: Permission) -> None:
        """Refuse, kindly and without saying what exists, when the permission is missing."""
        if permission not in self.permissions:
            raise Refused("refused-not-yours")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where an in-person session is."""

    address: str = ""
    city: str = ""
    country: str = ""
    map_link: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BankAccount:
    """Where a transfer goes; every field is shown to the client as it stands."""

    bank: str = ""
    holder: str = ""
    iban: str = ""

    def __bool__(self) -> bool:
        return bool(self.iban)


@dataclass(frozen=True, slots=True, kw_only=True)
class Coach:
    """The one who gives the sessions. `timezone` is that of the working hours; `country` decides the week's start."""

    coach_id: int
    name: str
    name_en: str = ""
    timezone: str = "Asia/Riyadh"
    country: str = "SA"
    meeting_link: str = ""
    meeting_password: str = ""
    place: Place = Place()
    bank: BankAccount = BankAccount()
