"""Settings, read from the environment and from `.env`, with the prefix `JALSA_`."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, Field, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict


class Telegram(BaseModel):
    """One bot. `api_url` is a Bot API server's root: `/bot<token>/<method>` follows it."""

    token: SecretStr = SecretStr("")
    api_url: str = "https://api.telegram.org"
    mode: Literal["polling", "webhook"] = "polling"
    webhook_secret: SecretStr = SecretStr("")
    payment_token: SecretStr = SecretStr("")
    """A payment provider's token from BotFather. Alone it does nothing: see `invoices`."""

    take_payments: bool = False
    """The owner's own decision that Telegram's rules let their consultations be paid in its chats, see docs."""

    @property
    def invoices(self) -> bool:
        """Whether Telegram's own invoices are a way to pay."""
        return bool(self) and self.take_payments and bool(self.payment_token.get_secret_value())

    def __bool__(self) -> bool:
        return bool(self.token.get_secret_value())


class Stripe(BaseModel):
    """A Stripe account. `api_url` is a server's root: `/v1/…` follows it."""

    secret_key: SecretStr = SecretStr("")
    webhook_secret: SecretStr = SecretStr("")
    api_url: str = "https://api.stripe.com"

    def __bool__(self) -> bool:
        return bool(self.secret_key.get_secret_value())


class PayPal(BaseModel):
    """A PayPal business app. `api_url` is a server's root: `/v1/oauth2/…` and `/v2/checkout/…` follow it."""

    client_id: str = ""
    client_secret: SecretStr = SecretStr("")
    webhook_id: str = ""
    api_url: str = "https://api-m.paypal.com"

    def __bool__(self) -> bool:
        return bool(self.client_id and self.client_secret.get_secret_value())


class Twilio(BaseModel):
    """A Twilio account: WhatsApp, SMS, or both. `api_url` and `content_api_url` are servers' roots: `/2010-04-01/…` and
    `/v1/Content…` follow them. `rate` is how many messages a second one WhatsApp sender may send."""

    account_sid: str = ""
    auth_token: SecretStr = SecretStr("")
    whatsapp_from: str = ""
    sms_from: str = ""
    api_url: str = "https://api.twilio.com"
    content_api_url: str = "https://content.twilio.com"
    rate: float = Field(80.0, gt=0)

    @property
    def _known(self) -> bool:
        return bool(self.account_sid and self.auth_token.get_secret_value())

    @property
    def whatsapp(self) -> bool:
        """Whether WhatsApp is a channel."""
        return self._known and bool(self.whatsapp_from)

    @property
    def sms(self) -> bool:
        """Whether SMS is a channel of notification."""
        return self._known and bool(self.sms_from)


class Email(BaseModel):
    """A mail server. Port 465 speaks TLS from the start; on others STARTTLS is used where the server offers it."""

    host: str = ""
    port: int = 587
    username: str = ""
    password: SecretStr = SecretStr("")
    sender: str = Field("", alias="from")

    def __bool__(self) -> bool:
        return bool(self.host and self.sender)


class Tax(BaseModel):
    """The tax line of receipts: `percent` is contained in every price; 0 leaves the line out."""

    percent: Decimal = Decimal(0)
    number: str = ""


class Web(BaseModel):
    """The web chat. `auto` is demo when no channel is configured, else off."""

    mode: Literal["auto", "demo", "on", "off"] = "auto"


class Settings(BaseSettings):
    """Every setting with its default; README's table lists them."""

    model_config = SettingsConfigDict(env_prefix="JALSA_", env_nested_delimiter="__", env_file=".env", extra="ignore")

    database_url: str = "sqlite+aiosqlite:///var/jalsa.db"
    host: str = "127.0.0.1"
    port: int = 8000
    public_url: str = ""
    owners: Annotated[tuple[str, ...], NoDecode] = ()
    timezone: str = "Asia/Riyadh"
    digits: Literal["arab", "latn"] = "arab"
    encryption_keys: SecretStr = SecretStr("")
    telegram: Telegram = Telegram()
    stripe: Stripe = Stripe()
    paypal: PayPal = PayPal()
    twilio: Twilio = Twilio()
    email: Email = Email()
    tax: Tax = Tax()
    web: Web = Web()

    @field_validator("owners", mode="before")
    @classmethod
    def _comma_separated(cls, value: object) -> object:
        return tuple(part.strip() for part in value.split(",") if part.strip()) if isinstance(value, str) else value

    @model_validator(mode="after")
    def _demo_stays_at_home(self) -> Settings:
        if self.web.mode == "demo" and self.public_url:
            raise ValueError(
                "JALSA_WEB__MODE=demo has no login and takes play money: it does not run with JALSA_PUBLIC_URL. "
                "Set JALSA_WEB__MODE=on or off, or leave JALSA_PUBLIC_URL empty."
            )
        return self

    @property
    def base_url(self) -> str:
        """Where browsers find us, without a slash at its end; without a public address, this machine's own."""
        return (self.public_url or f"http://{self.host}:{self.port}").rstrip("/")

    @property
    def web_mode(self) -> Literal["demo", "on", "off"]:
        """The web chat's mode with `auto` resolved."""
        if self.web.mode != "auto":
            return self.web.mode
        return "off" if self.telegram or self.twilio.whatsapp or self.public_url else "demo"
