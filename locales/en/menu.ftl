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
    Words that always work: back, menu, cancel, my bookings, coach, عربي.
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
