"""Turns a card into a letter: the same words as text and as a page, an invitation, an attachment. Pure.

A letter without a file is text and page. A calendar file stands in it twice, as Google Calendar and nodemailer have
it: Gmail and Outlook take a third alternative `text/calendar; method=…` for the invitation that it is (MS-OXCMAIL,
2.1.3.3.8), and programs that look at attachments alone find the same file there. Both carry one UID, so taking up both
is taking up one; the attachment is `application/ics`, or Outlook would see a second meeting.

Headers are written by Python's older classes. The newer ones (3.11) decode «=?utf-8?…?=» that somebody typed, line
breaks and all, which puts a header of theirs into the letter, and lose spaces between long Arabic words.
"""

from __future__ import annotations

import re
from email.encoders import encode_base64
from email.header import Header
from email.headerregistry import Address
from email.message import Message
from email.mime.base import MIMEBase
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.utils import formataddr, parseaddr

from bot.channels.email_invitation import Invitation, invitation
from bot.channels.email_page import page
from bot.channels.email_words import plain, subject, words
from bot.messages import Attachment, Outgoing, Voice

ADDRESS_LETTERS = 254  # RFC 5321, 4.5.3.1.3, less the brackets
FILE_NAME_LETTERS = 80  # each may become twelve, and a line has at most 998 (RFC 5322, 2.1.1)
CALENDAR = "text/calendar"

_ADDRESS = re.compile(r"[^\s@<>()\[\]\\,:;\"]+@[^\s@<>()\[\]\\,:;\"]+", re.ASCII)
_MIME = re.compile(r"(application|audio|image|text|video)/([\w.+-]+)", re.ASCII)
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")


def letter(card: Outgoing, voice: Voice, sender: Address, recipient: Address) -> Message:
    """The whole message but for its date and id. Nothing that people wrote reaches a header with a line break in it."""
    title = subject(card, voice)
    message = _parts(card, voice, title, sender, recipient)
    message["From"] = _named(sender)
    message["To"] = recipient.addr_spec
    message["Subject"] = _encoded("Subject", title)
    message["Content-Language"] = voice.language
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: an answering machine does not answer it
    return message


def mailbox(written: str) -> Address:
    """A bare address, or one with a name before it. Raises ValueError, whose text holds neither.

    A domain in another script is spelled as servers know it; names of mailboxes have Latin letters nearly everywhere.
    """
    name, spec = parseaddr(written)
    local, _, domain = spec.rpartition("@")
    try:
        spec = f"{local}@{domain.encode('idna').decode()}"
    except UnicodeError:
        raise ValueError("not an e-mail address") from None
    good = spec.isascii() and spec.isprintable() and len(spec) <= ADDRESS_LETTERS and _ADDRESS.fullmatch(spec)
    if not good or _CONTROLS.search(written):
        raise ValueError("not an e-mail address")
    return Address(name, *spec.split("@"))


def _parts(card: Outgoing, voice: Voice, title: str, sender: Address, recipient: Address) -> Message:
    said, file = words(card, voice), card.file
    body = MIMEMultipart("alternative")
    body.attach(_text(plain(said), "plain"))
    body.attach(_text(page(said, voice.language, title), "html"))
    if file is None:
        return body
    invited = invitation(file.data, sender, recipient) if file.mime.startswith(CALENDAR) else None
    if invited:
        body.attach(_calendar(invited))
    whole = MIMEMultipart("mixed")
    whole.attach(body)
    whole.attach(_enclosed(file.name, "application/ics", invited.data) if invited else _as_it_is(file))
    return whole


def _text(text: str, kind: str) -> Message:
    """In base64, which no server on the way has a reason to change; lines end as in all mail."""
    return MIMEText(text.replace("\n", "\r\n"), kind, "utf-8")


def _calendar(invited: Invitation) -> Message:
    part = MIMEBase("text", "calendar", charset="utf-8", method=invited.method)
    part.set_payload(invited.data)
    encode_base64(part)
    return part


def _as_it_is(file: Attachment) -> Message:
    """A type that is none, or that would be a letter in the letter, goes as mere bytes."""
    mime = _MIME.match(file.mime)
    return _enclosed(file.name, mime[0] if mime else "application/octet-stream", file.data)


def _enclosed(name: str, mime: str, data: bytes) -> Message:
    part = MIMEBase(*mime.split("/"))
    part.set_payload(data)
    encode_base64(part)
    shown = _on_one_line(name)[-FILE_NAME_LETTERS:] or "file"
    part.add_header("Content-Disposition", "attachment", filename=shown if _is_plain(shown) else ("utf-8", "", shown))
    return part


def _named(sender: Address) -> str:
    if _is_plain(sender.display_name):
        return formataddr((sender.display_name, sender.addr_spec))
    return f"{_encoded('From', sender.display_name)} <{sender.addr_spec}>"


def _encoded(header: str, text: str) -> str:
    """By RFC 2047, in lines of its lengths."""
    return Header(text, "us-ascii" if _is_plain(text) else "utf-8", header_name=header).encode()


def _is_plain(text: str) -> bool:
    """What looks encoded already is not: it is encoded once more, so that it is read as it was written."""
    return text.isascii() and "=?" not in text


def _on_one_line(text: str) -> str:
    return _CONTROLS.sub(" ", text).strip()
