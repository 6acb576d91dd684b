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
receipt-expected = Reference expected on the transfer: { $reference }

## The payment page

checkout-ready = The payment page is ready 💳
checkout-until = The page is open, and your time is kept, until { $until }.
checkout-play = This is a play payment: no card and no real money.
checkout-failed = The payment page cannot be opened now. Your booking is held, and the coach can help with another way to pay.
go-pay = Pay now
go-pay-again = Try again

## Money that arrived

paid-at = Received: { $at }
payment-failed = The payment did not succeed, and nothing was taken.
payment-failed-kept = Your time is kept until { $until }, and you can try again.
payment-in-review = { $amount } arrived, which is not the amount asked for. The coach looks at it and the answer comes here; your time is kept.
payment-late = { $amount } arrived after the time was released, and it is no longer free. The whole amount is on its way back to you.
payment-twice = { $amount } arrived a second time, and the booking is paid. The extra amount is on its way back to you.
go-book-again = Book another time

## What the coach sees

coach-payment-mismatch = { $received } arrived and { $owed } is owed, so nothing was confirmed. It needs your decision.
coach-payment-late = { $name } paid { $amount } after the hold was over. It has to be paid back.
coach-payment-twice = { $amount } arrived from { $name } a second time. The extra amount has to be paid back.
coach-payment-unknown = { $amount } arrived without a booking we know. Somebody has to find out whose it is.
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
