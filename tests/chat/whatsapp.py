"""WhatsApp in a small world: what its real render makes of each card, and answers that its real parse reads."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from bot.channels.base import WindowClosed
from bot.channels.whatsapp import sendable
from bot.channels.whatsapp_parse import parse
from bot.channels.whatsapp_pieces import Button, Buttons, Document, Menu, Piece, Pin, Words
from bot.channels.whatsapp_render import render
from bot.channels.whatsapp_templates import filled
from bot.messages import (
    Body,
    Brief,
    Command,
    Contact,
    Deliver,
    Incoming,
    Location,
    Media,
    Outgoing,
    Tap,
    Text,
    Unreadable,
    Voice,
)
from tests.chat.world import UNSEEN, Person, Screens, Shown

_MIMES = {"sticker": "image/webp", "voice": "audio/ogg", "video": "video/mp4"}
_FILE_OF_OURS = "https://jalsa.example/media/1"


@dataclass(frozen=True)
class Told:
    """One message as it is seen, and what stands before it in a transcript."""

    said: str
    mark: str = "✉"

    def __str__(self) -> str:
        return self.said.translate(UNSEEN)


@dataclass
class Pieces(Shown):
    """A card, and the messages that it came as."""

    pieces: tuple[Piece, ...] = ()

    def titles(self) -> dict[str, str]:
        """What stands on each button and row, by the id that it sends."""
        found: dict[str, str] = {}
        for piece in self.pieces:
            if isinstance(piece, Buttons):
                found |= {button.id: button.title for button in piece.buttons}
            elif isinstance(piece, Menu):
                found |= {row.id: row.title for row in piece.rows}
        return found


def written(piece: Piece) -> str:
    """A message as a phone shows it, its list unfolded."""
    match piece:
        case Words(body=body):
            return body
        case Buttons(body=body, buttons=buttons):
            return "\n".join((body, " ".join(f"[{button.title}]" for button in buttons)))
        case Menu(body=body, button=button, rows=rows):
            listed = (f"▸ {row.title}" + (f" | {row.description}" if row.description else "") for row in rows)
            return "\n".join((body, f"[≡ {button}]", *listed))
        case Document(caption=caption, file=file):
            return "\n".join(part for part in (caption, f"📎 {file.name}") if part)
        case Pin(label=named):
            return f"📍 {named}"


class WhatsAppScreens(Screens):
    """Phones with WhatsApp. `billed` counts messages by address; `approved` says whether templates are."""

    def __init__(self, name: str = "whatsapp") -> None:
        super().__init__(name)
        self.approved = True
        self.billed: Counter[str] = Counter()
        self._titles: dict[str, str] = {}

    async def deliver(self, address: str, errand: Deliver) -> str:
        if errand.card is None:
            return ""
        pieces = render(sendable(errand.card, lambda _file: _FILE_OF_OURS), errand.voice)
        shown = Pieces(str(next(self.ids)), errand.card, errand.voice, pieces=pieces)
        screen = self.at(address)
        screen.shown.append(shown)
        screen.links += [c.link for row in shown.card.rows for c in row if c.link and c.link not in screen.links]
        return " ".join([self._tell(address, Told(written(piece))) for piece in pieces])

    async def deliver_template(self, address: str, brief: Brief, voice: Voice) -> str:
        """A sentence that was approved beforehand. Raises `WindowClosed` where none is."""
        if not self.approved:
            raise WindowClosed("the template is missing")
        template, values = filled(brief, voice)
        said = template.body
        for name, value in values.items():
            said = said.replace(f"{{{{{name}}}}}", value)
        payloads = [values[name] for name in list(values)[len(template.variables) :]]
        piece = Buttons(said, tuple(Button(*pair) for pair in zip(payloads, template.titles, strict=True)))
        card = Outgoing((brief.said,), (brief.choices,))
        self.at(address).shown.append(Pieces(str(next(self.ids)), card, voice, pieces=(piece,)))
        return self._tell(address, Told(written(piece).strip(), "✉ (قالب)"))

    def _tell(self, address: str, told: Told) -> str:
        self.at(address).fresh.append(told)
        self.billed[address] += 1
        self.last = f"SM{next(self.ids)}"
        return self.last

    # --------------------------------------------------------------------------------------------- what people do

    def press(self, address: str, wanted: str, *, old: bool = False) -> Body:
        """A tap where the choice is on the screen, else its name typed."""
        shown, choice = self.found(address, wanted, old=old)
        assert isinstance(shown, Pieces)
        self._titles = shown.titles()
        return Tap(choice.value, shown.card.turn) if _id(choice.value, shown) in self._titles else Text(wanted)

    def turns_to(self, address: str, wanted: str) -> Body | None:
        """The row «المزيد», where the wanted choice is not on this page of the list."""
        shown, choice = self.found(address, wanted)
        assert isinstance(shown, Pieces)
        self._titles = shown.titles()
        if _id(choice.value, shown) in self._titles:
            return None
        pages = [id_.partition(":")[2] for id_ in self._titles if id_.partition(":")[2].startswith("page:")]
        return Tap(pages[0], shown.card.turn) if pages and pages[0] != "page:0" else None

    def incoming(self, person: Person, body: Body, external_id: str) -> Incoming:
        """An update as Twilio posts it and our parse reads it."""
        form = {"MessageSid": f"SM{external_id}", "From": person.address, "ProfileName": person.name, "NumMedia": "0"}
        form |= (
            {"WaId": person.sender} if person.address.startswith("whatsapp:+") else {"ExternalUserId": person.sender}
        )
        read = parse(form | self._fields(body))
        assert read is not None
        return read

    def _fields(self, body: Body) -> dict[str, str]:  # noqa: PLR0911 - one way for each kind
        match body:
            case Tap(value=value, turn=turn):
                return self._chosen(f"{turn}:{value}")
            case Text(text=text):
                return {"Body": text}
            case Command(name=name, args=args):
                return {"Body": f"/{name} {args}".strip()}
            case Contact(phone=phone, own=True):  # there is no button for it: it is typed
                return {"Body": f"+{phone}"}
            case Contact():
                return _file("https://api.twilio.com/card", "text/vcard")
            case Media(file=file, caption=caption):
                return _file(file.id, file.mime) | {"Body": caption}
            case Location(latitude=latitude, longitude=longitude):
                return {"Body": "", "Latitude": str(latitude), "Longitude": str(longitude)}
            case Unreadable(kind=kind):
                return _file("https://api.twilio.com/file", _MIMES.get(kind, "application/zip"))
            case _:
                raise LookupError("nobody can send that on WhatsApp")

    def _chosen(self, id_: str) -> dict[str, str]:
        title = self._titles[id_]
        return {"Body": title, "ButtonText": title, "ButtonPayload": id_}


def _id(value: str, shown: Shown) -> str:
    return f"{shown.card.turn}:{value}"


def _file(url: str, mime: str) -> dict[str, str]:
    return {"Body": "", "NumMedia": "1", "MediaUrl0": url, "MediaContentType0": mime}
