"""Looks at Telegram: the bot's token, its webhook, its own invoices."""

from __future__ import annotations

from bot.config import Settings, Telegram
from bot.doctor.finding import Finding, unreachable


async def look(settings: Settings) -> list[Finding]:
    """Asks Telegram who the bot is."""
    if not settings.telegram:
        return [Finding("Telegram is not configured", fine=True), *_invoices(settings.telegram)]
    bot = await _bot(settings.telegram)
    if not bot.fine:
        return [bot]
    return [bot, *_webhook(settings), *_invoices(settings.telegram)]


async def _bot(telegram: Telegram) -> Finding:
    from bot.channels.base import NotSent, TryLater  # noqa: PLC0415 - only where Telegram is configured
    from bot.channels.telegram import TelegramChannel  # noqa: PLC0415 - likewise

    channel = TelegramChannel(telegram)
    try:
        return Finding(f"Telegram: @{await channel.me()}", fine=True)
    except TryLater:
        return unreachable("Telegram", "JALSA_TELEGRAM__API_URL")
    except NotSent:
        return Finding("Telegram", fine=False, mend="JALSA_TELEGRAM__TOKEN is not taken: copy it again from BotFather")
    finally:
        await channel.close()


def _webhook(settings: Settings) -> list[Finding]:
    if settings.telegram.mode != "webhook":
        return []
    fine = settings.public_url.startswith("https://") and bool(settings.telegram.webhook_secret.get_secret_value())
    mend = "webhook mode needs JALSA_PUBLIC_URL (https) and JALSA_TELEGRAM__WEBHOOK_SECRET"
    return [Finding("webhook", fine=fine, mend=mend)]


def _invoices(telegram: Telegram) -> list[Finding]:
    has_token = bool(telegram.payment_token.get_secret_value())
    if not (has_token or telegram.take_payments):
        return []
    mend = (
        "they need the bot's own JALSA_TELEGRAM__TOKEN, JALSA_TELEGRAM__PAYMENT_TOKEN and "
        "JALSA_TELEGRAM__TAKE_PAYMENTS=true; one without the others does nothing "
        "(docs/how-to/take-telegram-payments.md)"
    )
    return [Finding("invoices in Telegram", fine=telegram.invoices, mend=mend)]
