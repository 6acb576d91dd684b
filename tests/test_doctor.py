"""What the doctor finds at each service outside, asked over real HTTP and SMTP, and how to mend it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.app import starter
from bot.config import Settings
from bot.doctor import Finding, email, paypal, stripe, telegram, templates, twilio, ways
from bot.services import catalogue
from tests.conversations.answers import NOW
from tests.standins.paypal import BUSY as PAYPAL_BUSY
from tests.standins.paypal import PayPalFarEnd
from tests.standins.site import served
from tests.standins.smtp import MailServer
from tests.standins.stripe import BROKEN as STRIPE_BROKEN
from tests.standins.stripe import StripeFarEnd
from tests.standins.twilio import BROKEN, LOGIN_PAGE, TwilioFarEnd

PUBLIC = "https://bot.example"
SECRET = "كلمة-سر-9"


def settings(**given: Any) -> Settings:
    """Settings of these alone, whatever the environment says."""
    return Settings.model_validate({"public_url": PUBLIC, **given})


def wrong(found: list[Finding]) -> list[str]:
    """What is not fine, each with how to mend it."""
    return [f"{finding.what}: {finding.mend}" for finding in found if not finding.fine]


def only(found: list[str]) -> str:
    assert len(found) == 1
    return found[0]


# ----------------------------------------------------------------------------------------------------------- nothing


@pytest.mark.parametrize("look", [telegram.look, twilio.look, email.look, stripe.look, paypal.look])
async def test_what_is_not_configured_is_fine(look: Any) -> None:
    (finding,) = await look(settings())

    assert finding.fine
    assert finding.what.endswith("not configured")


@pytest.mark.parametrize(
    ("look", "given", "missing"),
    [
        (stripe.look, {"stripe": {"webhook_secret": "whsec_1"}}, "JALSA_STRIPE__SECRET_KEY"),
        (paypal.look, {"paypal": {"client_id": "a"}}, "JALSA_PAYPAL__CLIENT_SECRET"),
        (paypal.look, {"paypal": {"webhook_id": "W"}}, "JALSA_PAYPAL__CLIENT_ID"),
        (twilio.look, {"twilio": {"account_sid": "AC1", "auth_token": "t"}}, "JALSA_TWILIO__WHATSAPP_FROM"),
        (twilio.look, {"twilio": {"whatsapp_from": "+14155238886"}}, "JALSA_TWILIO__ACCOUNT_SID"),
        (email.look, {"email": {"host": "mail.example"}}, "JALSA_EMAIL__FROM"),
        (telegram.look, {"telegram": {"take_payments": True}}, "JALSA_TELEGRAM__PAYMENT_TOKEN"),
        (telegram.look, {"telegram": {"payment_token": "284:TEST:1"}}, "JALSA_TELEGRAM__TAKE_PAYMENTS"),
    ],
)
async def test_what_is_configured_by_half_is_pointed_out(look: Any, given: dict[str, Any], missing: str) -> None:
    found = await look(settings(**given))

    assert missing in only(wrong(found))


# ------------------------------------------------------------------------------------------------------------ Stripe


@pytest.fixture
async def at_stripe() -> AsyncIterator[tuple[StripeFarEnd, dict[str, str]]]:
    far_end = StripeFarEnd(lambda: NOW)
    async with served(far_end.app) as url:
        yield far_end, {"secret_key": far_end.key, "webhook_secret": "whsec_1", "api_url": url}


async def test_a_good_stripe_account_is_asked_and_nothing_is_changed_there(at_stripe: Any) -> None:
    far_end, given = at_stripe

    found = await stripe.look(settings(stripe=given))

    assert wrong(found) == []
    assert "test mode" in found[0].what
    assert [method for method, _, _ in far_end.calls] == ["GET"]


async def test_the_events_to_tick_and_the_address_are_named(at_stripe: Any) -> None:
    _, given = at_stripe

    said = " ".join(finding.what for finding in await stripe.look(settings(stripe=given)))

    assert f"POST {PUBLIC}/payments/stripe" in said
    assert "checkout.session.completed" in said
    assert "charge.dispute.created" in said


async def test_a_key_that_stripe_does_not_take_is_named_and_not_told(at_stripe: Any) -> None:
    _, given = at_stripe

    told = only(wrong(await stripe.look(settings(stripe=given | {"secret_key": "sk_test_wrong"}))))

    assert "JALSA_STRIPE__SECRET_KEY" in told
    assert "sk_test_wrong" not in told


async def test_without_a_signing_secret_no_payment_is_heard_of(at_stripe: Any) -> None:
    _, given = at_stripe

    told = only(wrong(await stripe.look(settings(stripe=given | {"webhook_secret": ""}))))

    assert "JALSA_STRIPE__WEBHOOK_SECRET" in told
    assert f"{PUBLIC}/payments/stripe" in told


@pytest.mark.parametrize("public_url", ["", "http://bot.example"])
async def test_stripe_reports_to_an_https_address_alone(at_stripe: Any, public_url: str) -> None:
    _, given = at_stripe

    told = only(wrong(await stripe.look(settings(stripe=given, public_url=public_url))))

    assert "JALSA_PUBLIC_URL" in told


async def test_stripe_out_of_order_is_no_wrong_key(at_stripe: Any) -> None:
    far_end, given = at_stripe
    far_end.faults.append(STRIPE_BROKEN)

    told = only(wrong(await stripe.look(settings(stripe=given))))

    assert "JALSA_STRIPE__API_URL" in told


# ------------------------------------------------------------------------------------------------------------ PayPal


@pytest.fixture
async def at_paypal() -> AsyncIterator[tuple[PayPalFarEnd, dict[str, str]]]:
    far_end = PayPalFarEnd(lambda: NOW)
    async with served(far_end.app) as url:
        keys = {"client_id": far_end.client_id, "client_secret": far_end.client_secret}
        yield far_end, {**keys, "webhook_id": far_end.webhook_id, "api_url": url}


async def test_a_good_paypal_app_gets_a_token(at_paypal: Any) -> None:
    far_end, given = at_paypal

    found = await paypal.look(settings(paypal=given))

    assert wrong(found) == []
    assert [method for method, _, _ in far_end.calls] == ["GET"]
    assert any(f"POST {PUBLIC}/payments/paypal" in finding.what for finding in found)
    assert any("PAYMENT.CAPTURE.COMPLETED" in finding.what for finding in found)


async def test_keys_that_paypal_does_not_take_are_named_and_not_told(at_paypal: Any) -> None:
    _, given = at_paypal

    told = only(wrong(await paypal.look(settings(paypal=given | {"client_secret": "another secret"}))))

    assert "JALSA_PAYPAL__CLIENT_ID" in told
    assert "another secret" not in told


async def test_without_a_webhook_id_no_report_of_paypal_is_believed(at_paypal: Any) -> None:
    _, given = at_paypal

    told = only(wrong(await paypal.look(settings(paypal=given | {"webhook_id": ""}))))

    assert "JALSA_PAYPAL__WEBHOOK_ID" in told
    assert f"{PUBLIC}/payments/paypal" in told


async def test_paypal_that_is_busy_is_no_wrong_key(at_paypal: Any) -> None:
    far_end, given = at_paypal
    far_end.login_faults.append(PAYPAL_BUSY)

    told = only(wrong(await paypal.look(settings(paypal=given))))

    assert "JALSA_PAYPAL__API_URL" in told


# ------------------------------------------------------------------------------------------------------------ Twilio


@pytest.fixture
async def at_twilio() -> AsyncIterator[TwilioFarEnd]:
    async with TwilioFarEnd() as far_end:
        yield far_end


def twilio_settings(far_end: TwilioFarEnd, **changed: Any) -> Settings:
    return settings(twilio=far_end.settings().model_copy(update=changed))


async def test_templates_that_nobody_submitted_are_counted(at_twilio: TwilioFarEnd) -> None:
    told = only(wrong(await twilio.look(twilio_settings(at_twilio))))

    assert told.startswith("WhatsApp templates: 0 of ")
    assert "jalsa whatsapp templates --submit" in told
    assert set(at_twilio.calls) == {"account", "contents"}


async def test_twilio_is_fine_once_every_template_is_approved(at_twilio: TwilioFarEnd) -> None:
    await submitted_and_approved(at_twilio)

    found = await twilio.look(twilio_settings(at_twilio))

    assert wrong(found) == []
    assert any(f"POST {PUBLIC}/twilio/messages" in finding.what for finding in found)


async def test_one_that_was_rejected_is_counted_and_told_why(at_twilio: TwilioFarEnd) -> None:
    first, *others = await submitted_and_approved(at_twilio)
    at_twilio.reject(first, "too generic")

    (found, standing) = (
        only(wrong(await twilio.look(twilio_settings(at_twilio)))),
        (await templates.standings(at_twilio.settings()))[0],
    )

    assert f"{len(others)} of {len(others) + 1} are approved" in found
    assert standing == templates.Standing(first, "rejected", "too generic")


async def submitted_and_approved(far_end: TwilioFarEnd) -> list[str]:
    names = [template.name for template in await templates.standings(far_end.settings(), submit=True)]
    for name in names:
        far_end.approve(name)
    return names


async def test_for_sms_alone_no_template_is_looked_for(at_twilio: TwilioFarEnd) -> None:
    found = await twilio.look(twilio_settings(at_twilio, whatsapp_from=""))

    assert wrong(found) == []
    assert at_twilio.calls == ["account"]


async def test_keys_that_twilio_does_not_take_are_named(at_twilio: TwilioFarEnd) -> None:
    given = {**at_twilio.settings().model_dump(), "auth_token": "another token"}

    told = only(wrong(await twilio.look(settings(twilio=given))))

    assert "JALSA_TWILIO__AUTH_TOKEN" in told
    assert "another token" not in told


@pytest.mark.parametrize("fault", [BROKEN, LOGIN_PAGE])
async def test_twilio_out_of_order_is_no_wrong_key(at_twilio: TwilioFarEnd, fault: Any) -> None:
    at_twilio.fail("account", fault)

    told = only(wrong(await twilio.look(twilio_settings(at_twilio))))

    assert "JALSA_TWILIO__API_URL" in told


async def test_without_a_public_address_no_message_comes_in(at_twilio: TwilioFarEnd) -> None:
    await submitted_and_approved(at_twilio)

    told = wrong(await twilio.look(settings(twilio=at_twilio.settings(), public_url="")))

    assert [("JALSA_PUBLIC_URL" in each) for each in told] == [True, True]


# ------------------------------------------------------------------------------------------------------------ e-mail


def mail(server: MailServer, **more: Any) -> Settings:
    return settings(email={"host": "127.0.0.1", "port": server.port, "from": "bookings@coach.example", **more})


async def test_a_mail_server_is_greeted_and_gets_no_letter() -> None:
    async with MailServer() as server:
        found = await email.look(mail(server))

    assert wrong(found) == []
    assert server.letters == []


async def test_a_good_login_is_tried() -> None:
    async with MailServer(users={"jalsa": SECRET}) as server:
        found = await email.look(mail(server, username="jalsa", password=SECRET))

    assert wrong(found) == []
    assert server.tried == 1


async def test_a_password_that_is_not_taken_is_named_and_not_told() -> None:
    async with MailServer(users={"jalsa": "another"}) as server:
        told = only(wrong(await email.look(mail(server, username="jalsa", password=SECRET))))

    assert "JALSA_EMAIL__" in told
    assert "password is refused" in told
    assert SECRET not in told


async def test_a_user_name_without_a_password_is_pointed_out() -> None:
    async with MailServer() as server:
        told = only(wrong(await email.look(mail(server, username="jalsa"))))

    assert "JALSA_EMAIL__PASSWORD" in told


async def test_a_sender_that_is_no_address_is_pointed_out() -> None:
    async with MailServer() as server:
        told = only(wrong(await email.look(mail(server, **{"from": "bookings"}))))

    assert "JALSA_EMAIL__FROM" in told


async def test_a_mail_server_that_is_not_there_is_pointed_out() -> None:
    nobody = settings(email={"host": "127.0.0.1", "port": 1, "from": "bookings@coach.example"})

    told = only(wrong(await email.look(nobody)))

    assert "could not be asked" in told


# ------------------------------------------------------------------------------------------------------- ways to pay

OWN_BANK = '[coach.bank]\nbank = "B"\nholder = "H"\niban = "SA4420000001234567891234"\n'
PAYPAL = {"client_id": "a", "client_secret": "b"}


def looked(text: str, **given: Any) -> list[str]:
    read = catalogue.read(text)
    return wrong(ways.look(settings(web={"mode": "on"}, **given), read.coach, read.consultations))


def offer(bank: str = OWN_BANK, price: str = "100", more: str = "") -> str:
    return (
        f'[coach]\nname = "طه"\n{bank}[[consultations]]\nconsultation_id = 1\ntitle = "رياضية"\n'
        f'duration_minutes = 60\nprice = "{price}"\ncurrency = "SAR"\ncategory = "sports"\n{more}'
    )


def test_with_a_bank_account_everything_can_be_paid() -> None:
    assert looked(offer()) == []


def test_with_neither_an_account_nor_a_page_only_cash_is_left() -> None:
    assert "[coach.bank]" in only(looked(offer(bank="")))


def test_a_page_to_pay_on_makes_up_for_an_account() -> None:
    assert looked(offer(bank=""), stripe={"secret_key": "sk_test_1"}) == []


def test_what_is_free_needs_no_way_to_pay() -> None:
    assert looked(offer(bank="", price="0")) == []


def test_the_starters_account_is_nobodys() -> None:
    assert "the starter's example" in only(looked(starter()))


def test_paypal_without_a_price_in_dollars_is_offered_for_nothing() -> None:
    assert "price_usd" in only(looked(offer(), paypal=PAYPAL))


def test_paypal_with_a_price_in_dollars_is_offered() -> None:
    assert looked(offer(more='price_usd = "27"\n'), paypal=PAYPAL) == []
