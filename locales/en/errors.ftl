### Every “no”: what, why, and the nearest “yes”.

refused-past = That time has passed. Let us pick one to come.
refused-too-soon = Bookings are made at least { $hours ->
        [one] { $hours } hour
       *[other] { $hours } hours
    } ahead.
refused-too-far = Bookings are open for the next { $days ->
        [one] { $days } day
       *[other] { $days } days
    }.
refused-closed = There are no sessions on { $day }.
refused-outside-hours = That time is outside working hours on { $day }.
refused-off-step = Sessions do not start at that minute.
refused-taken = That time is no longer free.
refused-day-full = This consultation is fully booked on { $day }.
refused-archived = That consultation is no longer offered.
refused-not-yours = That is for the coach's team only.
refused-already-submitted = This booking was already sent. You find it under “My bookings”.
refused-way-to-pay = That way to pay is not available for this booking. These are:
refused-age = The age is between { $low } and { $high } years.
refused-weight = The weight is between { $low } and { $high } kg.
refused-height = The height is between { $low } and { $high } cm.
refused-transition = That is not possible now; the booking is: { $status }.
