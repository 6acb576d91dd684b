"""What a Twilio account knows: messages, contents and their approvals, files, and who wrote when."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.utils import format_datetime
from itertools import count
from typing import Any
from urllib.parse import urlencode

from tests.standins.reports import Report, Reports
from tests.standins.twilio_rules import (
    Fields,
    Refusal,
    check_content,
    check_limits,
    check_message,
    check_request,
    check_variables,
    filled,
    objection,
)

WINDOW = timedelta(hours=24)


@dataclass
class Sent:
    """A message from us, as it is seen at the other side."""

    sid: str
    to: str
    sender: str
    text: str
    created: datetime
    callback: str = ""
    buttons: list[tuple[str, str]] = field(default_factory=list)
    rows: list[tuple[str, str, str]] = field(default_factory=list)
    button: str = ""
    media_url: str = ""
    place: str = ""
    template: str = ""
    status: str = "queued"
    error: int | None = None

    def shown(self, account: str) -> dict[str, Any]:
        at = format_datetime(self.created)
        left = self.status not in {"queued", "failed"}
        return {
            "sid": self.sid,
            "account_sid": account,
            "to": self.to,
            "from": self.sender,
            "body": self.text,
            "status": self.status,
            "direction": "outbound-api",
            "error_code": self.error,
            "num_media": "1" if self.media_url else "0",
            "date_created": at,
            "date_updated": at,
            "date_sent": at if left else None,
        }


class Books:
    """One account with one WhatsApp sender and one for texts. `now` is its clock (aware)."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self.now = now
        self.account = "AC" + "a" * 32
        self.token = "a-token-of-twilio"
        self.whatsapp_from = "whatsapp:+14155238886"
        self.sms_from = "+14155238887"
        self.reports = Reports()
        self.sent: list[Sent] = []
        self.contents: dict[str, dict[str, Any]] = {}
        self.approvals: dict[str, dict[str, Any]] = {}
        self.wrote: dict[str, datetime] = {}
        self.stopped: set[str] = set()
        self._numbers = count(1)

    @property
    def billed(self) -> list[Sent]:
        """What is paid for: everything that was not refused, inside the window as well."""
        return [message for message in self.sent if message.status != "failed"]

    def new_sid(self, kind: str) -> str:
        return f"{kind}{next(self._numbers):032x}"

    # --------------------------------------------------------------------------------------------------- messages

    def send(self, fields: Fields) -> Sent:
        """Take a message; what becomes of it is reported later."""
        form = check_message(fields)
        if form["From"] not in {self.whatsapp_from, self.sms_from}:
            raise Refusal(400, 63007 if form["From"].startswith("whatsapp:") else 21606)
        if form["To"] in self.stopped:
            raise Refusal(400, 21610)
        sid, callback = self.new_sid("SM"), form.get("StatusCallback", "")
        message = Sent(sid, form["To"], form["From"], form.get("Body", ""), self.now(), callback)
        message.media_url, message.place = form.get("MediaUrl", ""), form.get("PersistentAction", "")
        if "ContentSid" in form:
            self._write(message, form["ContentSid"], form.get("ContentVariables", "{}"))
        self.sent.append(message)
        self._travel(message)
        return message

    def _write(self, message: Sent, content_sid: str, variables: str) -> None:
        if content_sid not in self.contents:
            raise Refusal(400, 21655)
        types = self.contents[content_sid]["types"]
        types = filled(types, check_variables(variables, types))
        check_limits(types, filled=True)
        approved = self.approvals.get(content_sid, {}).get("status") == "approved"
        said = next(iter(types.values()))
        if len(said.get("actions", ())) > 3 and not approved:
            raise Refusal(400, 63013, "three quick replies without approval")
        message.template = self.contents[content_sid]["friendly_name"] if approved else ""
        message.text, message.button = said["body"], said.get("button", "")
        message.buttons = [(action["id"], action["title"]) for action in said.get("actions", ())]
        message.rows = [(item["id"], item["item"], item.get("description", "")) for item in said.get("items", ())]

    def _travel(self, message: Sent) -> None:
        """Not before the answer is out, and in no promised order: so it is reported, and not answered."""
        self.report(message, "queued")
        if self._passes(message):
            self.report(message, "sent")
            self.report(message, "delivered")
        else:
            self.report(message, "failed", 63016)

    def _passes(self, message: Sent) -> bool:
        if not message.to.startswith("whatsapp:") or message.template:
            return True
        wrote = self.wrote.get(message.to)
        return wrote is not None and self.now() - wrote < WINDOW

    def report(self, message: Sent, status: str, error: int | None = None) -> None:
        """Say what became of a message."""
        message.status, message.error = status, error
        if not message.callback:
            return
        failed = {"ErrorCode": str(error)} if error else {}
        fields = {"MessageSid": message.sid, "SmsSid": message.sid, "MessageStatus": status, "SmsStatus": status}
        whom = {"To": message.to, "From": message.sender, "AccountSid": self.account, "ApiVersion": "2010-04-01"}
        self.reports.put(self.signed(message.callback, {**fields, **whom, **failed}))

    def signed(self, url: str, fields: Mapping[str, str] | Iterable[tuple[str, str]]) -> Report:
        """A request as Twilio signs it: over the address, and every field by name and value."""
        pairs = list(fields.items() if isinstance(fields, Mapping) else fields)
        over = url + "".join(name + value for name, value in sorted(set(pairs)))
        signature = base64.b64encode(hmac.new(self.token.encode(), over.encode(), hashlib.sha1).digest()).decode()
        headers = {"content-type": "application/x-www-form-urlencoded", "x-twilio-signature": signature}
        return Report(headers, urlencode(pairs).encode())

    # --------------------------------------------------------------------------------------------------- contents

    def create_content(self, content: Any) -> dict[str, Any]:
        sid = self.new_sid("HX")
        self.contents[sid] = {"variables": {}, **check_content(content), "sid": sid, "account_sid": self.account}
        return self.contents[sid]

    def ask_approval(self, sid: str, request: Any) -> dict[str, Any]:
        """WhatsApp rejects at once what breaks its rules; the rest waits for `approve` or `reject`."""
        name = check_request(request)
        why = objection(self.contents[sid])
        status = "rejected" if why else "received"
        kept = {"name": name, "category": request["category"], "status": status, "rejection_reason": why}
        self.approvals[sid] = {**kept, "content_type": next(iter(self.contents[sid]["types"]))}
        return {**self.approvals[sid], "status": "received", "rejection_reason": ""}

    def approve(self, name: str) -> None:
        self._decided(name)["status"] = "approved"

    def reject(self, name: str, why: str) -> None:
        self._decided(name).update(status="rejected", rejection_reason=why)

    def _decided(self, name: str) -> dict[str, Any]:
        """The request of this name that waits or was approved."""
        return next(
            asked for asked in self.approvals.values() if asked["name"] == name and asked["status"] != "rejected"
        )

    def with_approval(self, sid: str) -> dict[str, Any]:
        """A content as it is listed along with its approval."""
        nothing = {"name": "", "category": "", "status": "unsubmitted", "rejection_reason": "", "content_type": ""}
        return {**self.contents[sid], "approval_requests": self.approvals.get(sid, nothing)}
