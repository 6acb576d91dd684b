### Telegram's command menu, and buttons that only Telegram has. A description is one line of at most 256 characters.

## For everybody

command-start = Start and main menu
command-book = Book a consultation
command-mybookings = My bookings
command-language = Change the language
command-help = Help and how to reach us
command-cancel = Stop the current step

## For the coach

command-pending = Bookings waiting for confirmation
command-today = Today's sessions
command-upcoming = Upcoming sessions
command-booking = Details of a booking by its number
command-confirm = Confirm a booking by its number
command-decline = Decline a booking, with a reason
command-paid = Record that the amount was received
command-money = Money that waits for a decision or a refund
command-complete = Record that the session took place
command-noshow = Record that the client did not come
command-note = Add a private note to a booking

## Buttons

telegram-share-contact = 📱 Share my number from Telegram
