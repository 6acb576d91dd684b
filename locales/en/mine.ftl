### My bookings: looking, moving, cancelling, rating.

## The list

mine-title = Your upcoming bookings:
mine-none = You have no upcoming bookings.
mine-line = • { $title }, { $time }, { $status }
mine-past = { $count ->
        [one] And { $count } past session.
       *[other] And { $count } past sessions.
    }
mine-which-move = Which appointment shall we move?
mine-which-drop = Which booking shall we cancel?
mine-which-mybooking = Which appointment do you mean?
mine-either = You can move or cancel the appointment with the buttons below.
mine-none-change = You have no upcoming booking now. You can book a new one at any time.
mine-none-refund = You have no upcoming booking to be refunded. About an earlier payment you can talk to the coach.
mine-calendar = Here is your appointment for the calendar.
mine-no-calendar = The calendar file comes once the time is confirmed.
line-status = Status: { $status }
go-move = Move
go-drop-booking = Cancel booking
go-calendar = Add to calendar
go-again = Book this again
refused-booking-unknown = I cannot find that booking among yours. “My bookings” shows them all.

## Moving

move-title = Move the appointment:
move-old = From: { $time }
move-new = To: { $time }
go-move-yes = Yes, move it
simpler-move = “Yes” is enough, or another time, such as “Wednesday 7 pm”.
move-done = Your appointment is now { $time } ✅
move-waiting = Your request for { $time } is with the coach; the confirmation comes here.
moved-title = Your appointment has moved; here is the new calendar file:
moved-waiting = Your new time waits for the coach:
moved-coach = { $name } moved an appointment:
refused-move-late = Appointments can be moved until { $until } ({ $hours ->
        [one] { $hours } hour
       *[other] { $hours } hours
    } before). You can talk to the coach directly.
refused-move-limit = This appointment was moved { $limit ->
        [one] { $limit } time
       *[other] { $limit } times
    }, which is the limit. You can talk to the coach directly.

## Cancelling

cancel-title = Cancel: { $title }, { $time }
cancel-nothing-paid = Nothing was paid, so nothing is refunded.
cancel-no-refund = The session is close, so by the cancellation policy nothing is refunded.
cancel-refund = You get { $amount } back.
cancel-why = Why? It is optional; a tap on a reason cancels the booking.
cancel-because-time = The time no longer suits
cancel-because-health = Health reasons
cancel-because-money = Money
go-cancel-yes = Cancel without a reason
go-keep-booking = No, keep it
mine-stopped = We stopped here; nothing has changed.
cancel-or-move = Nothing was cancelled. You can move the appointment instead.
cancel-sure = Your reason: { $reason }. Shall we cancel the booking?
cancel-kept = Nothing was cancelled; your booking stands.
cancel-done = The appointment { $time } is cancelled.
cancelled-title = Your appointment { $time } was cancelled.
cancelled-refund = Refund: { $amount }
cancelled-coach = { $name } cancelled the appointment { $time }.
cancelled-because = Reason: { $reason }
refused-cancel-late = This session has begun or ended and cannot be cancelled. You can talk to the coach directly.
hold-released = We no longer hold that time for you. You can book again whenever you like.

## The receipt

receipt-none = A receipt comes once a booking is paid, and there is none yet. Shall we begin?

## Attending and proposals

attend-noted = Good, see you { $time } ✅
refused-attend = That appointment no longer stands. “My bookings” shows the present ones.
proposal-accepted = Done, your appointment is { $time } ✅
proposal-refused = { $coach } has your answer; another time or a confirmation comes here.

## Rating

feedback-thanks = Thank you for the rating. Any word for the coach?
feedback-sorry = We are sorry the session was not as it should be. What should we improve?
feedback-saved = Thank you, your word arrived.
feedback-low = Rating from { $name }: { $stars }
feedback-words = They wrote: { $text }
refused-not-completed = Ratings come after the session; this booking is: { $status }.
refused-rating = Ratings go from { $low } to { $high } stars.
refused-feedback-late = The rating could be changed until { $until }.
