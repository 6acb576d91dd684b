### What the coach sees: lists, a booking's card and what is done with it; and what the client is told of the answer.

## A booking's card

coach-new-booking = New booking, waiting for your answer 📅
coach-new-confirmed = New booking, confirmed ✅
coach-moved = The time of this booking has changed and waits for your answer 📅
coach-still-waiting = This booking is still waiting for an answer ⏰
coach-waiting-past = The time of this booking has passed without an answer. A day after it, it is cancelled and all money goes back ⏰
coach-lapsed = The booking of { $name } for { $time } is cancelled: its time passed without an answer.
coach-lapsed-refund = Goes back to the client: { $amount }
coach-booking = Booking status: { $status }
coach-proposed = Proposed, waiting for the client: { $time }
coach-refund-due = Going back to the client: { $amount }
coach-notes = Team notes: { $notes }
coach-health = Health details (for the coach only):
coach-changed-admin = { $status } · { $name } · { $at }
coach-changed-user = { $status } · the client · { $at }
coach-changed-system = { $status } · automatically · { $at }
coach-reason = Reason: { $reason }

## The coach's buttons

coach-go-confirm = Confirm { $time }
coach-go-confirmalt = Confirm alternative { $time }
coach-go-propose = Propose another time
coach-go-decline = Decline
coach-go-calloff = Cancel appointment
coach-go-paid = Payment received
coach-go-complete = Session done
coach-go-noshow = Did not come
coach-go-undo = Undo
coach-go-note = Note
coach-go-receiptok = Receipt is right
coach-go-receiptagain = Ask for another receipt
coach-go-more = More
coach-go-pending = Pending
coach-go-today = Today
coach-go-upcoming = Upcoming
coach-go-send = Send the proposal

## Lists

coach-list-item = { $time } · { $name }
coach-list-pending =
    { $count ->
        [one] { $count } booking waits for an answer:
       *[other] { $count } bookings wait for an answer:
    }
coach-list-today =
    { $count ->
        [one] { $count } appointment today:
       *[other] { $count } appointments today:
    }
coach-list-upcoming =
    { $count ->
        [one] { $count } appointment in the next seven days:
       *[other] { $count } appointments in the next seven days:
    }
coach-none-pending = Nothing waits for an answer right now ✅
coach-none-today = No appointments today.
coach-none-upcoming = No appointments in the next seven days.
coach-unclear = I did not understand what to do, so nothing has changed. This is the booking; “help” lists the commands:
coach-which = Which booking do you mean?

## What was done

coach-did-confirm = Confirmed; the client has the details ✅
coach-did-decline = The client was told, with the reason, and the time is free again.
coach-did-propose = The client has the proposal; the answer comes here.
coach-did-paid = Payment recorded ✅
coach-did-complete = Recorded as done; the client was thanked and asked for a rating.
coach-did-noshow = Recorded that the client did not come.
coach-did-undo = Taken back; the booking is confirmed as before.
coach-did-note = Note kept; the client does not see it.
coach-did-receiptok = Receipt accepted and payment recorded ✅
coach-did-receiptagain = The client was asked for another receipt.
coach-client-accepted = { $name } accepts the proposed time ✅
coach-client-otherwise = The proposed time { $time } does not suit { $name }.
coach-not-waiting = This booking is not waiting for an answer. This is how it stands:
coach-not-agreed = This booking has no confirmed time to cancel. This is how it stands:

## Questions for the coach

coach-ask-decline = Why is { $name }'s booking at { $time } declined? The client reads the reason as it is.
coach-ask-calloff = { $name }'s appointment at { $time } will be cancelled. Why? The client reads the reason as it is.
coach-ask-note = What is the note? Only the team sees it.
coach-ask-receipt-reason = What is wrong with the receipt?
coach-ask-send = Send { $name } the proposal { $time }?
coach-simpler-send = Answer “yes” to send it, or “no” to pick another time.

## Ready reasons

reason-away = The coach is not available at this time
reason-full = That day is full
reason-unsuitable = This consultation does not fit the goal you named; we will gladly suggest another
reason-illness = Unforeseen health reasons
reason-blurred = The picture is not clear
reason-unanswered = Its time passed before it was confirmed
reason-amount = The amount differs from the booking's
reason-account = The transfer went to another account
reason-missing = the transfer has not reached the account yet

## The coach's help

coach-help = What you can say here, as a word or a command, with the booking number where one is needed:
coach-help-pending = “pending”: what waits for an answer
coach-help-today = “today”: today's appointments
coach-help-upcoming = “upcoming”: the next seven days
coach-help-booking = “booking” and the number: its card
coach-help-confirm = “confirm” and the number: confirms the preferred time
coach-help-confirmalt = “confirmalt” and the number: confirms the alternative time
coach-help-propose = “propose” and the number, with a day and time if you like: another time for the client
coach-help-decline = “decline”, the number and the reason
coach-help-calloff = “calloff”, the number and the reason: cancels a confirmed appointment
coach-help-paid = “paid” and the number: received in cash or by transfer
coach-help-money = “money”: amounts that wait for a decision or a refund
coach-help-complete = “complete” and the number: after the session
coach-help-noshow = “noshow” and the number
coach-help-undo = “undo” and the number: takes “complete” or “noshow” back
coach-help-note = “note”, the number and the text

## What the client is told

told-confirmed = Your appointment with { $coach } is confirmed ✅
told-pay-there = You pay in cash at the session.
told-declined = { $coach } is sorry: { $time } is not possible.
told-cancelled = We are sorry: { $coach } has cancelled the appointment { $time }.
told-reason = Reason: { $reason }
told-refund = You will get the whole amount back: { $amount }.
told-book-again = Other times are free; one tap books again.
told-proposal = { $coach } proposes another time for “{ $title }”.
told-proposal-old = Asked for: { $time }
told-proposal-new = Proposed: { $time }
told-proposal-question = Does the proposed time suit you?
told-paid = We received { $amount }, thank you 💳
told-receipt-again = We have your receipt, but need another one: { $reason }.
told-receipt-kept = Your booking is kept until { $until }.
told-receipt-send = Just send a picture or a file of the receipt here.
told-completed = Thank you for coming to “{ $title }”.
told-rate = How was the session with { $coach }?
told-go-accept = Yes, it suits me
told-go-otherwise = No, it does not suit me
told-go-mybooking = My booking
told-go-again = Book another time

## When it cannot be

refused-already = This booking is now “{ $status }”: changed by { $by }, { $at }.
refused-already-client = This booking is now “{ $status }”: changed by the client, { $at }.
refused-already-system = This booking is now “{ $status }”: changed automatically, { $at }.
refused-stale = The time of this booking has changed since the card was sent, so nothing was done. This is how it stands:
refused-unknown-booking = There is no booking with this number. These are the nearest:
refused-no-alternative = This booking has no alternative time. You can propose one.
refused-no-proposal = This proposal is no longer open. The details are under “My bookings”.
refused-same-time = That is the time asked for; you can confirm it right away.
refused-nothing-owed = Nothing is owed for this booking.
refused-receipt-decided = This receipt was already decided on.
refused-outcome-early = The session begins { $start }; its outcome is recorded from then on.
refused-undo-late = It could be undone until { $until }.
