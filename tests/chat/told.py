"""Where people are only told, in a small world: texts on a phone, and letters in a mailbox."""

from __future__ import annotations

from bot.channels.email_words import plain, subject, words
from bot.channels.sms import said
from bot.messages import Deliver
from tests.chat.whatsapp import Told
from tests.chat.world import Screens


class Texts(Screens):
    """SMS."""

    def __init__(self) -> None:
        super().__init__("sms")

    async def deliver(self, address: str, errand: Deliver) -> str:
        assert errand.card is not None
        self.at(address).fresh.append(Told(said(errand.card, errand.voice), "✉ رسالة نصية"))
        self.last = f"SMS{next(self.ids)}"
        return self.last


class Letters(Screens):
    """E-mail."""

    def __init__(self) -> None:
        super().__init__("email")

    async def deliver(self, address: str, errand: Deliver) -> str:
        assert errand.card is not None
        letter = [f"الموضوع: {subject(errand.card, errand.voice)}", "", plain(words(errand.card, errand.voice)).strip()]
        letter += [f"📎 {errand.card.file.name}"] if errand.card.file else []
        self.at(address).fresh.append(Told("\n".join(letter), "✉ بريد"))
        return str(next(self.ids))
