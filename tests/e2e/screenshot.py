"""Takes the picture of README with the real program: `python -m tests.e2e.screenshot docs/images/chat.png`."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.browser import browser
from tests.e2e.pages import DAY, TIME, Pane, checkout, introduce, visit
from tests.e2e.program import Running


def take(picture: Path) -> None:
    """The moment after the coach has confirmed: the card on one side, the confirmation on the other."""
    with (
        tempfile.TemporaryDirectory() as folder,
        Running(Path(folder)) as program,
        browser() as chromium,
        visit(chromium, program.url) as page,
    ):
        client, coach = Pane(page, "client"), Pane(page, "coach")
        client.says("استشارة تغذية")
        introduce(client)
        client.taps(DAY, TIME, "أونلاين", "هذا الوقت يكفي", "أوافق")
        client.says("٢٨ سنة ٧٥ كيلو ١٧٥")
        client.taps("أنثى", "مبتدئ", "نوم أفضل", "تم", "لا يوجد", "لا أمارس", "هذا كل شيء", "دفع تجريبي")
        with checkout(client) as purse:
            purse.get_by_role("button", name="دفع · Pay").click()
            client.has_read("وصل المبلغ")
        coach.taps("تأكيد")
        coach.reads("تم التأكيد")
        client.reads("تم تأكيد موعدك")
        page.mouse.move(0, 0)
        page.screenshot(path=picture)


if __name__ == "__main__":
    take(Path(sys.argv[1]))
