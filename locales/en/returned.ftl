### The page that a browser comes back to after paying: it says only what is on the books, and not whose booking it is.

## Before anything has arrived

returned-awaited = We have not heard of the payment yet
returned-looks-again = This page refreshes by itself every few seconds.
returned-in-its-time = The news comes to the chat as soon as it is there; there is no need to keep this page open.
returned-look-now = Refresh the page
returned-under-way = The payment is being processed
returned-under-way-note = The money is on its way and has not arrived yet.
returned-nothing = No money has reached us
returned-kept = Your time is kept until { $until }.
returned-pay = Back to the payment page
returned-closed = This payment page is no longer used
returned-released = The time is no longer kept
returned-released-note = You can book another one in the chat.
returned-if-paid = If you have paid, the news of it comes to the chat.

## What has arrived

returned-paid = Payment received ✅
returned-some = Money has arrived
returned-late = The payment came after the time was released
returned-cancelled = This booking was cancelled
returned-came = Amount received: { $amount }
returned-in-review = The coach looks at the amount that arrived, and the answer comes to the chat.
returned-choice = The time is no longer free. In the chat you can take another time, or all of the money back.
returned-in-the-chat = The details are in the chat.

## What goes back

returned-going-back = Your money goes back to you
returned-gone-back = Your money has gone back to you
returned-owed-back = To be paid back to you: { $amount }
returned-back-by-hand = The coach pays back to you: { $amount }
returned-sent-back = On its way back to you: { $amount }
returned-got-back = Paid back to you: { $amount }

## The chat, and a link that we do not know

returned-chat = Back to the chat
returned-chat-elsewhere = You can go back to the chat.
returned-unknown = There is nothing on this page
returned-unknown-note = This link is not valid. The right one is in the chat.
