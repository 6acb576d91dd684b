### What only WhatsApp says: each card in one sentence, approved beforehand for whoever has not written for a day, and
### the words of its lists. The sentences also go out as text messages and subjects of mails: short, no variable at
### either end, no two side by side.

## To the client

brief-reminder-day = A reminder: { $title } is set for { $time }. To confirm or change it, write “my bookings” in the chat.
brief-reminder-hour = Coming up: { $title } is set for { $time }. The link or the place is in the chat.
brief-confirmed = Confirmed: { $title } is set for { $time }. The details are in the chat.
brief-pay = Your booking { $number } is held and { $amount } is left to pay. How to pay is in the chat.
brief-paid = We received { $amount } for your booking { $number }. The details are in the chat.
brief-moved = The time of { $title } has changed, it is now { $time }. The details are in the chat.
brief-cancelled = Cancelled: { $title }, which was set for { $time }. The details are in the chat.
brief-declined = We are sorry, { $title } is not possible at this time: { $time }. To choose another, write “book” in the chat.
brief-proposal = For { $title } the coach proposes another time: { $time }. To accept it or choose another, write “my bookings” in the chat.
brief-news = There is news about your booking { $number }. To see it, write “my bookings” in the chat.

## To the coach

brief-coach-booking = A booking by { $name }, set for { $time }. To see and answer it, write “pending” in the chat.
brief-coach-hour = Coming up: your session with { $name } is set for { $time }. The link or the place is in the chat.
brief-coach-news = There is news about booking { $number }. To see it, write “upcoming” in the chat.
brief-coach-day = Good morning. Today's sessions and what waits for your answer are in the chat.
brief-coach-money = There is money that waits for your decision. To see it, write “money” in the chat.
brief-coach-wanted = You are asked to get in touch with { $name }, whose phone { $phone } is on the client's card.
brief-coach-channel = Some messages did not reach people on WhatsApp; where possible they were told another way.
brief-go-money = Waiting for you

## WhatsApp's lists

whatsapp-choose = Options
whatsapp-more = More
whatsapp-first = From the beginning
whatsapp-next-month = Next month
whatsapp-previous-month = Previous month
whatsapp-typed-day = You can also type the day, for example "Thursday" or "22/11".
whatsapp-typed-choice = Just type the number of your choice.
whatsapp-file = Open the file
whatsapp-place = The place on the map
whatsapp-option = { $number }. { $label }
