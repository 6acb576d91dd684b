### Booking a consultation: from the choice to the review.

## The consultation

ask-consultation = Which consultation suits you?
which-consultation = Which of these?
simpler-consultation = The name of the consultation is enough, such as “nutrition”, or its number in the list.
picked-consultation = Chosen: { $title }.
catalogue-empty = No consultations are offered at the moment. You can talk to the coach directly.
consultation-gone = That consultation is no longer offered. These are available now:
offer-line = • { $title }: { $minutes ->
        [one] { $minutes } minute
       *[other] { $minutes } minutes
    }, { $price }, { $delivery }
offer-description = { $text }
offer-feature = – { $text }
price-free = free
delivery-online = online
delivery-in_person = in person
delivery-both = online or in person
go-details = Details
go-book-this = Book this one
go-other-consultations = Other consultations

## Personal information

ask-name = Which name shall we write on the booking?
name-unclear = I could not read a name there. First and family name are enough, such as “Noura Alshammari”.
ask-phone =
    What is your mobile number?
    We use it for your appointment only.
phone-unclear = That number is incomplete. Example: 0501234567
simpler-phone = I could not read a number there. Your mobile number is enough, such as 0501234567
contact-not-yours = That is somebody else's contact card. We need your own number, by the button or typed.
ask-email = What is your e-mail address? It is optional.
email-unclear = That address is incomplete; it should contain an @ sign.
ask-gender = How should we address you in Arabic?
ask-person = Is this right?
simpler-person = If it is right, “yes” is enough; otherwise use the button of what should change.
person-name = Name: { $name }
person-phone = Mobile: { $phone }
person-email = E-mail: { $email }
person-gender = Addressed as: { $form }
field-name = Change name
field-phone = Change mobile
field-email = E-mail
field-gender = Form of address
go-right = Right, go on
go-keep = Keep as it is

## The time

ask-day = Which day suits you? 📅
ask-other-day = And which day as an alternative? 📅
simpler-day = I could not read a day. Try “tomorrow”, “Sunday” or “22/11”.
refused-day = There is no free time on { $day }.
nearest-days = The nearest free days:
which-day = Which day?
no-free-days = Everything is booked in this period. The coach may find a time for you.
ask-time = Which time suits you on { $day }? ⏰
times-in-zone = Times are { $city } time.
no-free-times = No time is left on { $day }.
simpler-time = I could not read a time. Try “5 pm” or “10 in the morning”.
which-time = Which of these times?
nearest-times = The nearest free times:
picked-time = Time: { $time }.
date-impossible = That date does not exist in the calendar.
time-nonexistent = That hour does not exist that night: the clocks go forward.
part-morning = Morning
part-noon = Midday
part-evening = Afternoon and evening
go-all-times = All times
go-other-day = Another day

## Meeting and alternative

ask-meeting = How shall we meet?
ask-alternative = Shall we add an alternative time, in case the first does not suit the coach?
alternative-same = That is the first time again. We need a different one.
go-one-time = No, this time is enough
go-second-time = Yes, an alternative

## Health

ask-consent =
    A few questions about health and goals help the coach to prepare.
    Only the coach sees the answers, they are stored encrypted, and each question can be skipped.
    May we ask?
ask-health = Shall we ask about health and goals? Each question can be skipped.
ask-health-changed = Has anything changed since last time?
go-agree = I agree, let us start
go-start-health = Let us start
ask-health-atonce =
    One message is enough: age, weight, height and goal, any illness or injury, and what you do now.
    Example: female, 28 years, 75 kg, 175 cm, I want to lose weight, no illness, I walk twice a week.
go-one-by-one = One by one
go-without-health = Go on without
go-same = Nothing has changed
go-update-health = Yes, update
ask-health-body =
    What are your age, weight and height?
    Example: 28 years 75 kg 175
ask-health-age = And your age?
ask-health-weight = And your weight in kilograms?
ask-health-height = And your height in centimetres?
ask-health-gender = What is your gender?
ask-health-level = How fit are you at the moment?
ask-health-goals = What are your goals? Choose several or write them.
ask-health-conditions = Any injuries, conditions or medicines the coach should know of?
ask-health-activity = What exercise do you do at present?
ask-health-notes = Anything else the coach should know?
health-understood = Understood:
go-no-conditions = None
go-no-activity = Nothing at the moment
go-no-notes = No, that is all
go-skip = Skip
go-skip-all = Skip all
go-done = Done
goal-chosen = ✅ { $goal }
health-age = Age: { $value ->
        [one] { $value } year
       *[other] { $value } years
    }
health-gender = Gender: { $value }
health-weight = Weight: { $value } kg
health-height = Height: { $value ->
        [one] { $value } cm
       *[other] { $value } cm
    }
health-level = Fitness: { $value }
health-goals = Goals: { $value }
health-conditions = Conditions: { $value }
health-activity = Activity: { $value }
health-notes = Notes: { $value }

## The review

review-title = Your booking:
line-number = Booking number: { $number }
line-consultation = Consultation: { $title }, { $minutes ->
        [one] { $minutes } minute
       *[other] { $minutes } minutes
    }
line-time = Time: { $time }
line-alternative = Alternative: { $time }
line-meeting = Meeting: { $meeting }
line-person = Name: { $name }
line-amount = Amount: { $amount }
line-pay = Payment: { $method }, { $state }
line-pay-free = Payment: free
line-pay-open = Payment: no way to pay chosen yet
line-health-given = Health details: given
line-health-none = Health details: none
line-place = Place: { $place }
line-place-in = Place: { $address }, { $city }
line-link-later = The meeting link comes before the session.
review-total = Total: { $amount }
review-held = We hold this time for you until { $time }.
policy-free = You can cancel or move it up to { $hours ->
        [one] { $hours } hour
       *[other] { $hours } hours
    } before the session.
policy-full = Cancelled { $hours ->
        [one] { $hours } hour
       *[other] { $hours } hours
    } or more before the session, everything is refunded; after that, nothing.
policy-paid = Cancelled { $hours ->
        [one] { $hours } hour
       *[other] { $hours } hours
    } or more before the session, { $before }% is refunded; after that, { $inside }%.
simpler-review = The payment or confirm button completes the booking; the edit buttons change what is above.
review-sent = This booking was sent before; this is where it stands:
ways-offered = Ways to pay for this booking:
ways-free = This booking is free; the confirm button is enough.
ways-none = There is no way to pay for this booking right now. You can talk to the coach.
receipt-first = Before the receipt, let us choose the way to pay. For a transfer, tap “Bank transfer” and then send the receipt here.
refused-in-review = This booking is not complete yet: no way to pay was chosen. Once it is, the money can be recorded here.
pay-by-free = Confirm booking ✅
pay-by-cash = Confirm and pay cash when we meet
pay-by-stripe = Card or Apple Pay
pay-by-paypal = PayPal
pay-by-telegram = Pay inside Telegram
pay-by-bank_transfer = Bank transfer
pay-by-sandbox = Play payment (no real money)
edit-consultation = Edit consultation
edit-day = Edit day
edit-time = Edit time
edit-meeting = Edit meeting
edit-person = Edit my details
edit-health = Edit health
edit-alternative = Edit alternative

## After booking

booked-confirmed = You are booked, { $name } ✅
booked-waiting = Your booking is with the coach, { $name }; the confirmation comes here ✅
booked-to-pay = Your booking is held, { $name }; only the payment is left.
pay-until = We keep the time until { $time }.
go-this-booking = Booking details
owing-title = The full amount for this booking is not recorded yet; once it is, the news comes here.
owing-choose = No way to pay was chosen yet, and no money has been recorded.
owing-nothing = No booking is waiting for money right now. All of them are in “My bookings”.
copy-map = Map
copy-link = Meeting link
copy-password = Password

## Said in one message

heard-1 = Understood: { $first }.
heard-2 = Understood: { $first }, { $second }.
heard-3 = Understood: { $first }, { $second }, { $third }.
heard-open = Noted what you said about the time. We settle it together.
meeting-only = This consultation is { $meeting } only.
