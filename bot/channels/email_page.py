"""Sets a card as the page of a letter: right to left where the language is, readable on phones and in the dark. Pure.

Mail programs drop scripts, remote pictures and often the style sheet, so there are none of the first two and every
rule that matters stands in the element it is for. Tables carry the layout, because Outlook draws with Word.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from html import escape
from importlib.resources import files
from string import Template

from bot.channels.email_words import Followed, Words
from bot.channels.web_render import RIGHT_TO_LEFT

_PARAGRAPH = '<p style="margin:0 0 14px">{}</p>'
_LEADING = '<p style="margin:0 0 14px;font-size:18px;font-weight:600">{}</p>'
_QUIET = '<p class="quiet" style="margin:20px 0 8px;font-size:14px;color:#74685c">{}</p>'
_COPIED = (
    '<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="margin:0 0 12px"><tr>'
    '<td class="copied" style="padding:10px 14px;background:#f0f6f3;border-radius:10px">'
    '<span class="quiet" style="font-size:14px;color:#74685c">{}</span><br>'
    '<bdi dir="ltr" style="font-family:ui-monospace,Menlo,Consolas,monospace;font-size:15px;word-break:break-all">{}'
    "</bdi></td></tr></table>"
)
_LINK = '<a class="link" href="{0}" style="color:#0f766e">{0}</a>'
_BUTTON = (
    '<table role="presentation" cellpadding="0" cellspacing="0" border="0" style="margin:4px 0 12px"><tr>'
    '<td bgcolor="#0f766e" style="background:#0f766e;border-radius:12px;mso-padding-alt:12px 22px">'
    '<a href="{}" style="display:inline-block;padding:12px 22px;color:#ffffff;text-decoration:none;font-weight:600">{}'
    "</a></td></tr></table>"
)


def page(words: Words, language: str, title: str) -> str:
    """The whole document; `language` is the reader's."""
    rtl = language in RIGHT_TO_LEFT
    return _frame().substitute(
        lang=escape(language),
        dir="rtl" if rtl else "ltr",
        side="right" if rtl else "left",
        title=escape(title),
        body="\n".join(_body(words)),
    )


@cache
def _frame() -> Template:
    return Template((files("bot.channels") / "email.html").read_text(encoding="utf-8"))


def _body(words: Words) -> Iterator[str]:
    """The first paragraph leads, as a heading would, when it is one short line with more after it."""
    for at, paragraph in enumerate(words.paragraphs):
        leads = at == 0 and len(words.paragraphs) > 1 and "\n" not in paragraph
        yield (_LEADING if leads else _PARAGRAPH).format(_broken(paragraph))
    yield from (_COPIED.format(escape(item.label), _value(item)) for item in words.copied)
    yield from (_BUTTON.format(escape(item.text), escape(item.label)) for item in words.buttons)
    if words.hint:
        yield _QUIET.format(escape(words.hint))


def _broken(paragraph: str) -> str:
    return escape(paragraph).replace("\n", "<br>\n")


def _value(item: Followed) -> str:
    shown = escape(item.text)
    return _LINK.format(shown) if item.is_link else shown
