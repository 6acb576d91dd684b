### The receipt: its page (PDF), and what is said with it in the chat.

## The page: what stands before each value

paper-title = Payment receipt
paper-amount = Amount paid
paper-payment = Payment number
paper-booking = Booking number
paper-client = Name
paper-consultation = Consultation
paper-session = Session
paper-method = Paid by
paper-reference = Transaction reference
paper-paid-at = Paid on
paper-part = Received on { $day } { $month }
paper-tax = Including VAT ({ $percent }%)
paper-tax-number = Tax number
paper-back = Refunded on { $day } { $month }
paper-back-soon = To be refunded to you
paper-kept = Left after refunds
paper-moment = { $weekday } { $day } { $month }, { $time }
paper-footer = An electronic receipt, valid without signature or stamp.

## In the chat

go-receipt = Payment receipt
receipt-on-its-way = Your receipt is on its way and will be here in a moment.
receipt-here = Here is your payment receipt.
refused-no-receipt = There is no receipt yet, because the payment is not complete. Once it is, the receipt comes here.
