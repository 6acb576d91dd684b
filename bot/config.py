"""Settings, read from the environment and from `.env`, with the prefix `JALSA_`."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict


class Telegram(BaseModel):
    """One bot. `api_url` is a Bot API server's root: `/bot<token>/<method>` follows it."""

    token: SecretStr = SecretStr("")
    api_url: str = "https://api.telegram.org"
    mode: Literal["polling", "webhook"] = "polling"
    webhook_secret: SecretStr = SecretStr("")

    def __bool__(self) -> bool:
        return bool(self.token.get_secret_value())


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
    def web_mode(self) -> Literal["demo", "on", "off"]:
        """The web chat's mode with `auto` resolved."""
        if self.web.mode != "auto":
            return self.web.mode
        return "off" if self.telegram or self.public_url else "demo"
