### What comes by itself: reminders, a seat held until it is booked, the coach's morning, and the calendar file.

## The day before

remind-day = A reminder of your next appointment ⏰
remind-day-question = Does the time still suit you?
remind-go-attend = Yes, I will come
remind-go-move = Change the time
remind-go-drop = Cancel

## The hour before

remind-hour = Your appointment is in { $minutes ->
        [one] { $minutes } minute
       *[other] { $minutes } minutes
    } ⏰
remind-coach-hour = Session with { $name } in { $minutes ->
        [one] { $minutes } minute
       *[other] { $minutes } minutes
    } ⏰

## A seat that is held

hold-until = { $time } is held for you until { $until } ⏰
hold-hours-left = Time left: { $hours ->
        [one] { $hours } hour
       *[other] { $hours } hours
    }.
hold-minutes-left = Time left: { $minutes ->
        [one] { $minutes } minute
       *[other] { $minutes } minutes
    }.
hold-awaits-review = Only the review is left. Shall we finish the booking?
hold-awaits-payment = Only the payment is left; then the booking stands.
hold-awaits-transfer = Only the receipt of the transfer is left. Send a picture or file of it here.
hold-go-pay = Pay now 💳
hold-go-drop = Cancel the booking
hold-ended = The time we held for you, { $time }, ran out before the booking was finished, so it is free again.
hold-ended-paid = If you paid a moment ago, nothing is lost: you will hear from us here.
hold-ended-again = Shall we book it again? One tap is enough.
hold-go-again = Book it again

## The coach's morning

brief-title = Good morning, this is { $day } 📅
brief-session = { $time } · { $name } · { $title }
brief-more = { $count ->
        [one] and { $count } more
       *[other] and { $count } more
    }

## The calendar file

calendar-number = Booking number: { $number }
calendar-password = Meeting password:
