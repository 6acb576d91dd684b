"""The peer: the same six-step booking by python-telegram-bot's own ConversationHandler, in memory, nothing stored."""

from __future__ import annotations

from typing import Any
from warnings import catch_warnings, simplefilter

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    ConversationHandler,
    MessageHandler,
    filters,
)
from telegram.request import BaseRequest
from telegram.warnings import PTBUserWarning

TYPE, PERSON, DAY, TIME, HEALTH, REVIEW = range(6)
Ctx = ContextTypes.DEFAULT_TYPE


def _buttons(*names: str) -> InlineKeyboardMarkup:
    rows = [names[i : i + 7] for i in range(0, len(names), 7)]
    return InlineKeyboardMarkup([[InlineKeyboardButton(name, callback_data=name) for name in row] for row in rows])


async def _edit(update: Update, text: str, *names: str) -> None:
    query = update.callback_query
    assert query is not None
    await query.answer()
    await query.edit_message_text(text, reply_markup=_buttons(*names))


def _noted(context: Ctx, name: str, update: Update) -> None:
    assert context.user_data is not None
    query, message = update.callback_query, update.message
    context.user_data[name] = query.data if query else message.text if message else None


async def start(update: Update, _context: Ctx) -> int:
    assert update.message is not None
    await update.message.reply_text("أي استشارة تناسبك؟", reply_markup=_buttons(*(f"استشارة {i}" for i in range(6))))
    return TYPE


async def chose(update: Update, context: Ctx) -> int:
    _noted(context, "type", update)
    await _edit(update, "هل هذه المعلومات صحيحة؟\nالاسم: نورة\nالجوال: +966501234567", "نعم", "الاسم", "الجوال")
    return PERSON


async def person(update: Update, context: Ctx) -> int:
    _noted(context, "person", update)
    await _edit(update, "ما اليوم المناسب؟", *(str(day) for day in range(1, 36)))
    return DAY


async def day(update: Update, context: Ctx) -> int:
    _noted(context, "day", update)
    await _edit(update, "ما الوقت المناسب؟", *(f"{hour}:00" for hour in range(9, 21)))
    return TIME


async def time(update: Update, context: Ctx) -> int:
    _noted(context, "time", update)
    await _edit(update, "هل نسأل عن الصحة؟", "أوافق", "نكمل بدونها")
    return HEALTH


async def health(update: Update, context: Ctx) -> int:
    _noted(context, "health", update)
    assert context.user_data is not None
    said = "\n".join(f"{key}: {value}" for key, value in context.user_data.items())
    await _edit(update, f"مراجعة الحجز:\n{said}", "تأكيد", "تعديل", "إلغاء")
    return REVIEW


async def book(update: Update, context: Ctx) -> int:
    _noted(context, "review", update)
    await _edit(update, "تم الحجز ✅", "القائمة")
    return ConversationHandler.END


def application(request: BaseRequest) -> Application[Any, Any, Any, Any, Any, Any]:
    """The peer's application, speaking through `request`."""
    app = Application.builder().token("1:peer").request(request).get_updates_request(request).updater(None).build()
    tap = CallbackQueryHandler
    with catch_warnings():
        simplefilter("ignore", PTBUserWarning)  # «per_message»: taps count by chat, whichever card they are on, as ours
        handler = ConversationHandler(
            entry_points=[CommandHandler("start", start)],
            states={
                TYPE: [tap(chose), MessageHandler(filters.TEXT, chose)],
                PERSON: [tap(person), MessageHandler(filters.TEXT, person)],
                DAY: [tap(day), MessageHandler(filters.TEXT, day)],
                TIME: [tap(time), MessageHandler(filters.TEXT, time)],
                HEALTH: [tap(health), MessageHandler(filters.TEXT, health)],
                REVIEW: [tap(book), MessageHandler(filters.TEXT, book)],
            },
            fallbacks=[CommandHandler("start", start)],
        )
    app.add_handler(handler)
    return app
