### Paying: bank transfer and its receipt, the payment page, and money that does or does not arrive.

## Bank transfer

transfer-title = Your booking is held; only the transfer is left 💳
transfer-until = We keep the time until { $until }.
transfer-note = The reference in the transfer's note tells us that it is yours.
transfer-receipt = After the transfer, send a photo or file of the receipt here.
copy-iban = IBAN
copy-holder = Account holder
copy-bank = Bank
copy-amount = Amount
copy-reference = Reference
receipt-received = Your receipt is here ✅ The coach looks at it and the answer comes here; your time is kept until then.
receipt-late = The receipt has arrived ✅ but the time was no longer held. The coach will look: if it is still free, it is yours again; if not, you get everything back.
receipt-came = A transfer receipt from { $name } 💳
receipt-expected = Expected on the transfer: { $amount }, reference { $reference }
receipt-same = ⚠️ The same picture came before, for booking { $number }.
transfer-part = { $came } arrived, and { $rest } is left to pay 💳

## The payment page

checkout-ready = The payment page is ready 💳
checkout-until = The page is open, and your time is kept, until { $until }.
checkout-play = This is a play payment: no card and no real money.
checkout-failed = The payment page cannot be opened now. Your booking is held, and the coach can help with another way to pay.
go-pay = Pay now
go-pay-again = Try again
go-pay-otherwise = Pay another way
pay-title = How would you like to pay?
pay-kept-until = Your time is kept until { $until }.
pay-nothing = There is nothing to pay for this booking now.
pay-by-other-price = { $way }, { $amount }
refused-nothing-to-pay = There is nothing to pay for this booking now.
refused-cash = Cash is not taken after a session was missed. The other ways to pay are open, and you can talk to the coach.

## Money that arrived

paid-revived = The hold was over, but your time was still free, so it is yours again: { $time }.
paid-at = Received: { $at }
payment-failed = The payment did not succeed, and nothing was taken.
payment-failed-kept = Your time is kept until { $until }, and you can try again.
payment-pending = Your payment is on its way; the bank may take some days. Your time is kept until it arrives.
payment-not-taken = You agreed to pay after the time was released, so nothing was taken.
payment-returned = { $amount } is not the amount asked for, so it is on its way back to you.
payment-returned-kept = Your time is kept until { $until }, and you can pay the right amount.
payment-in-review = { $amount } arrived, which is not the amount asked for. The coach looks at it and the answer comes here; your time is kept.
payment-late = { $amount } arrived after the time was released, and it is no longer free. The whole amount is on its way back to you.
payment-begun = Your session's time had come before the payment was complete. { $amount }, all of it, is on its way back to you.
payment-after-cancel = { $amount } arrived after the booking was cancelled. The whole amount is on its way back to you.
payment-went-back = { $amount } arrived for a booking whose money goes back to you, so all of it is on its way back as well.
payment-twice = { $amount } arrived a second time, and the booking is paid. The extra amount is on its way back to you.
payment-before-choice = { $amount } arrived a second time. The first payment is kept until you have chosen; the second is on its way back to you.
go-book-again = Book another time
late-choice = { $amount } arrived after the hold was over, and somebody else has your time now.
late-choice-until =
    You can choose until { $until }; after that you get everything back.
    Which of these times suits you, or shall we send the money back?
go-money-back = Send all the money back
late-taken = Done, your session is { $time } ✅
late-taken-waiting = { $time } it is; the coach's confirmation comes here.
late-returned = You get { $amount } back, all of it.
refused-chosen = This booking was chosen for before, and nothing changed. The details are in “my bookings”.
refund-sent = We sent { $amount } back to you ✅
refund-days = It usually shows on your account within { $low } to { $high } working days.

## What the coach sees

coach-payment-mismatch = { $received } arrived and { $owed } is owed, so nothing was confirmed. It needs your decision.
coach-payment-late = { $name } paid { $amount } after the hold was over. It is on its way back.
coach-payment-begun = { $name } paid { $amount }, and the session's time had come. It is on its way back.
coach-payment-after-cancel = { $name } paid { $amount } after the booking was cancelled. It is on its way back.
coach-payment-went-back = { $name } paid { $amount } for a booking whose money goes back. It is on its way back too.
coach-payment-twice = { $amount } arrived from { $name } a second time. The extra amount is on its way back.
coach-payment-choice = { $name } paid { $amount } after the hold was over, and the time is taken. They can choose another time or the money.
coach-payment-unknown = { $amount } arrived without a booking we know. Somebody has to find out whose it is, or send it back.
coach-refund-refused = The payment provider did not send { $amount } back to { $name }. We try again by ourselves; you can also give it back by hand.
coach-refund-by_hand = { $amount } has to go back to { $name } by your own hand, the way it was paid.
coach-dispute = A client's bank disputes a payment of { $amount }. Answer on the payment provider's pages before its deadline.
coach-dispute-won = The dispute was decided for you; { $amount } stays.
coach-dispute-lost = The dispute was decided for the client; { $amount } was taken back.
coach-none-money = No money waits for a decision or has to go back ✅
coach-money-more = And { $count } more. They show once these are done.
coach-go-acceptpay = Take it as the price
coach-go-returnpay = Send it back
coach-go-refunded = I gave it back by hand
coach-go-refundagain = Try again now
coach-go-receiptamount = Another amount came
coach-go-cashok = Take cash again
coach-did-acceptpay = Taken as the price of the booking ✅
coach-did-returnpay = The money is on its way back.
coach-did-refunded = Noted as given back ✅
coach-did-refundagain = It is being tried again; you hear of it if it fails.
coach-did-receiptamount = Noted: { $amount } arrived.
coach-did-cashok = This client can pay in cash again.
coach-ask-receipt-amount = How much came to the account? The number is enough, such as 180 or 99.50.
coach-simpler-amount = I did not read one amount.
refused-amount = The amount is more than zero. If nothing came, “Ask for another receipt” tells the client.
refused-money-decided = This money was decided about before.
refused-no-booking-for-it = There is no booking for this money; it can be sent back.
coach-payment-at = Payment reference: { $reference }

## The play payment page

sandbox-title = Play payment
sandbox-what = This is play money for trying the program. Nothing is taken from anybody.
sandbox-amount = Amount: { $amount }
sandbox-back = Back to the chat
sandbox-pay = Pay
sandbox-refuse = Refuse the payment
sandbox-paid = Paid ✅ The details are in the chat.
sandbox-closed = This page no longer takes payments.
sandbox-tried = The payment did not succeed; you can try again.

## Paying inside Telegram: why not now

invoice-unknown = This payment link is for no booking that we know, and nothing was taken. The right link is in your booking's message.
invoice-paid = This booking is paid ✅ and nothing was taken a second time.
invoice-closed = This payment link is no longer used for this booking, and nothing was taken. See “My bookings”.
invoice-over = The time for which this appointment was held is over, and nothing was taken. You can book another one in the chat.
invoice-amount = The amount for this booking is { $amount }, and nothing was taken. The right link is in “My bookings”.
