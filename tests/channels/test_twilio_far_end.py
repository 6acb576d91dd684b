"""The stand-in refuses what Twilio would refuse, or would take and lose."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator

import httpx
import pytest

from bot.clock import MovableClock
from tests.channels.whatsapp_room import ADDRESS, NUMBER
from tests.standins.site import NO_TLS
from tests.standins.twilio import TwilioFarEnd


@pytest.fixture
async def twilio(clock: MovableClock) -> AsyncIterator[TwilioFarEnd]:
    async with TwilioFarEnd(clock.now) as far_end:
        yield far_end


GOOD = {"To": ADDRESS, "From": "whatsapp:+14155238886", "Body": "x"}


@pytest.mark.parametrize(
    "wrong",
    [
        {"Mood": "good"},
        {"Body": "x" * 1601},
        {"Body": " "},
        {"Body": ""},
        {"To": "whatsapp:0500000001"},
        {"To": NUMBER},
        {"From": "whatsapp:+10000000000"},
        {"ContentSid": "HX1"},
        {"ContentVariables": "{}"},
        {"StatusCallback": "/twilio/status"},
        {"MediaUrl": "ftp://x"},
        {"PersistentAction": "geo:somewhere"},
    ],
)
async def test_the_stand_in_refuses_what_twilio_would(twilio: TwilioFarEnd, wrong: dict[str, str]) -> None:
    url = f"{twilio.url}/2010-04-01/Accounts/{twilio.account}/Messages.json"
    async with httpx.AsyncClient(trust_env=False, verify=NO_TLS) as http:
        good = await http.post(url, data=GOOD, auth=(twilio.account, twilio.token))
        bad = await http.post(url, data=GOOD | wrong, auth=(twilio.account, twilio.token))

    assert (good.status_code, bad.status_code) == (201, 400)


@pytest.mark.parametrize(
    "variables", ["", "[]", "{}", '{"1": 5}', '{"1": ""}', '{"1": "a\\nb"}', '{"1": "a", "2": "b"}']
)
async def test_the_stand_in_refuses_variables_that_twilio_would(twilio: TwilioFarEnd, variables: str) -> None:
    content = {"friendly_name": "x", "language": "ar", "types": {"twilio/text": {"body": "هلا {{1}}!"}}}
    sid = twilio.create_content(content)["sid"]
    url = f"{twilio.url}/2010-04-01/Accounts/{twilio.account}/Messages.json"
    message = {"To": ADDRESS, "From": twilio.whatsapp_from, "ContentSid": sid}
    async with httpx.AsyncClient(trust_env=False, verify=NO_TLS) as http:
        keys = (twilio.account, twilio.token)
        good = await http.post(url, data=message | {"ContentVariables": json.dumps({"1": "x"})}, auth=keys)
        bad = await http.post(url, data=message | {"ContentVariables": variables}, auth=keys)

    assert (good.status_code, bad.status_code, bad.json()["code"]) == (201, 400, 21656)


@pytest.mark.parametrize(
    "types",
    [
        {"quick_reply": {"body": "x", "actions": []}},
        {"twilio/quick-reply": {"body": "x", "actions": [{"type": "QUICK_REPLY", "title": "x"}]}},
        {"twilio/list-picker": {"body": "x", "button": "x", "items": [{"id": "1", "item": "x"}] * 11}},
    ],
)
async def test_the_stand_in_refuses_contents_that_the_real_one_would_lose(
    twilio: TwilioFarEnd, types: dict[str, object]
) -> None:
    content = {"friendly_name": "x", "language": "ar", "types": types}
    async with httpx.AsyncClient(trust_env=False, verify=NO_TLS) as http:
        answer = await http.post(f"{twilio.url}/v1/Content", json=content, auth=(twilio.account, twilio.token))

    assert answer.status_code == 400
