### The menu, and the words that work everywhere.

## The menu

menu-new =
    Welcome 👋
    This is { $coach }'s booking assistant.
menu-known = Hello { $name }, this is { $coach }'s assistant.
menu-question = Where shall we start?
menu-coach = Hello { $name }.
menu-coach-question = What shall we look at?
simpler-menu = I did not quite get that. The name of a consultation is enough, such as “nutrition”, or use the buttons.
simpler-coach = I did not quite get that. A word such as “pending” or “today” is enough, or a booking number, which opens its card. “Help” lists every command.

go-book = Book a consultation
go-my-bookings = My bookings
go-prices = Prices
go-coach = Talk to the coach
go-language = العربية
go-pending = Pending
go-today = Today
go-upcoming = Upcoming
go-help = Help
go-back = Back
go-menu = Menu
go-resume = Continue booking
go-drop = Drop the draft

## Words from everywhere

hello-salam = Peace be upon you too.
welcome = { $gender ->
        [male] You are welcome, I am here whenever you need me.
        [female] You are welcome, I am here whenever you need me.
       *[unset] You are welcome, I am here whenever you need me.
    }
help-client =
    I help with booking { $coach }'s consultations: choosing one, the time, the payment, and following up.
    Write as you speak, for example “tomorrow at 5 pm”.
    Words that always work: back, menu, cancel, my bookings, receipt, coach, reminders, link, عربي.
ask-language = Which language shall we use?
language-set = Done, we speak English from now on.
prices-title = Consultations and prices:
place-online = Sessions are online; the link comes once the time is confirmed.
coach-called = { $coach } has your request and will get in touch soon.
coach-wanted = { $name } would like to talk to you. Phone: { $phone }

## What was not understood

lost-buttons = I did not get that yet. The buttons below are the easiest way.
lost-coach = I do not seem to be helping. The button below reaches { $coach } directly.
button-old = That button is from an earlier message. This is where we are:
command-unknown = I do not know that command. The word “help” shows what I can do.
text-empty = That message arrived empty.
text-too-long = That message is longer than I can read. A short sentence is enough.
unreadable-sticker = Nice sticker, but I only read text.
unreadable-voice = I cannot listen to voice notes yet. A written sentence is enough.
unreadable-video = I cannot watch videos yet. A written sentence is enough.
unreadable-edited = I read messages as they first arrive. To change something, just send a new one.
unreadable-other = I cannot read this kind of message. A written sentence is enough.
file-unexpected = Your file arrived, but no booking is waiting for a transfer receipt.
state-unreadable = We updated the system, so we start from the menu. Your bookings are safe.
nothing-to-resume = There is no unfinished booking.
error-ours =
    Something went wrong on our side; what you told us is safe.
    Please try once more. Reference: { $code }

## A booking left half-way

resume-offer = You have an unfinished booking.
resume-booking-at = You have an unfinished booking for { $time }.
draft-cancelled = The unfinished booking was cancelled.

## Notices, and linking channels

notices-reminders = Reminders: { $state }
notices-offers = Offers and news: { $state }
notices-other = When you cannot be reached here: { $way }
notices-on = on
notices-off = off
notices-way-sms = a text message, then e-mail
notices-way-email = e-mail, then a text message
notices-way-none = nothing
go-reminderson = Turn reminders on
go-remindersoff = Turn reminders off
go-offerson = Turn offers on
go-offersoff = Turn offers off
go-tell-by-sms = Text message first
go-tell-by-email = E-mail first
go-tell-by-none = Nothing
go-notices = Notice settings
notices-stopped =
    Reminders and offers are off; what you book or ask is answered as ever.
    “START” brings reminders back, and “cancel” ends the open step.
notices-back = Reminders are on again ✅
link-code = To link another chat to this account, send this there as it is:
link-code-good = The code is good for ten minutes, once. Give it to nobody.
link-copy = Code
link-sure =
    There are bookings in this chat. Once linked, whoever was shown this code sees and changes them.
    Was the code shown in another chat of your own?
link-go-sure = Yes, it is mine
link-go-not-mine = No, it is not
link-done = Linked ✅ Your bookings and details are here as they are there.
refused-link = This code is wrong or too old. “link” in the other chat gives a new one.
refused-link-own = This chat belongs to the same account already.
refused-link-team = This chat is of the team: ask for the code here, and write it in the other chat.
refused-link-often = Too many wrong codes. You can try again in an hour.

## When a message does not arrive

channel-window-closed = Some messages did not reach clients on WhatsApp: no template is approved for them a day after their last message. They were told another way where possible. “jalsa whatsapp templates” shows the templates.
channel-messages-lost = Some messages did not arrive. Their readers were told another way where possible.
