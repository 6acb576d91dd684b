"""People on WhatsApp: what they see of ours, and what they send, which Twilio posts to our door."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.standins.reports import Report
from tests.standins.twilio_books import Sent

if TYPE_CHECKING:
    from tests.standins.twilio import TwilioFarEnd


class Person:
    """Somebody with a number (E.164), or with an id alone where WhatsApp keeps the number to itself («SA.1a2b3c»)."""

    def __init__(self, twilio: TwilioFarEnd, id: str, name: str) -> None:  # noqa: A002
        self.address = f"whatsapp:{id}"
        self.name = name
        self.id = id
        self._twilio = twilio

    @property
    def seen(self) -> list[Sent]:
        """What reached them, oldest first."""
        return [message for message in self._twilio.billed if message.to == self.address]

    @property
    def last(self) -> Sent:
        return self.seen[-1]

    async def says(self, text: str) -> int:
        return await self._twilio.post(self.message(Body=text))

    async def taps(self, title: str, *, of: int = -1, told: bool = True) -> int:
        """Choose by what stands on a button or a row. A list's answer may be `told` by its title alone."""
        shown = self.seen[of]
        for id_, label in shown.buttons:
            if label == title:
                return await self._twilio.post(self.message(Body=title, ButtonText=title, ButtonPayload=id_))
        row = next(id_ for id_, label, _ in shown.rows if label == title)
        listed = {"ListId": row, "ListTitle": title} if told else {}
        return await self._twilio.post(self.message(Body=title, **listed))

    async def sends_media(self, *files: tuple[bytes, str], caption: str = "") -> int:
        """Files with their types; WhatsApp sends one at a time, other ways of writing several."""
        fields = {"NumMedia": str(len(files))}
        for number, (data, mime) in enumerate(files):
            fields |= {f"MediaUrl{number}": self._twilio.keep(data, mime), f"MediaContentType{number}": mime}
        return await self._twilio.post(self.message(Body=caption, **fields))

    async def sends_location(self, latitude: float, longitude: float) -> int:
        return await self._twilio.post(self.message(Body="", Latitude=str(latitude), Longitude=str(longitude)))

    def reads(self) -> None:
        """Two blue ticks below everything."""
        for message in self.seen:
            self._twilio.report(message, "read")

    def stops(self) -> None:
        """They want nothing from us any more."""
        self._twilio.stopped.add(self.address)

    def message(self, **fields: str) -> Report:
        """A signed request that tells of a message of theirs; the window opens, and it is as good as on its way."""
        self._twilio.wrote[self.address] = self._twilio.now()
        sid = self._twilio.new_sid("SM")
        whom = {"From": self.address, "WaId": self.id.removeprefix("+")}
        if not self.id.startswith("+"):
            whom = {"ExternalUserId": self.id}
        told = {
            "MessageSid": sid,
            "SmsMessageSid": sid,
            "AccountSid": self._twilio.account,
            "To": self._twilio.whatsapp_from,
            "ProfileName": self.name,
            "NumMedia": "0",
            "NumSegments": "1",
            "SmsStatus": "received",
            "ApiVersion": "2010-04-01",
        }
        return self._twilio.signed(f"{self._twilio.public_url}/twilio/messages", {**told, **whom, **fields})
