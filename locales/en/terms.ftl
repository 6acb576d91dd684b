### Names of things: each stands alone on a button or inside another message, and has no variables.

## The shelves of the catalogue

category-sports = Sports coaching
category-life_coaching = Life coaching
category-group = Group sessions
category-vip = VIP sessions
category-nutrition = Nutrition

## Where a booking stands

status-pending_payment = Waiting for payment
status-pending_confirmation = Waiting for the coach
status-confirmed = Confirmed
status-rescheduled = Moved, waiting for the coach
status-completed = Completed
status-cancelled = Cancelled
status-no_show = Ended without attendance

## Ways to pay

payment-method-paypal = PayPal
payment-method-stripe = Bank card
payment-method-telegram = inside Telegram
payment-method-bank_transfer = Bank transfer
payment-method-cash = Cash at the session
payment-method-sandbox = Play money
payment-method-free = Free of charge

## Where the money stands

payment-status-pending = Not paid yet
payment-status-completed = Paid
payment-status-failed = Payment failed
payment-status-refunded = Refunded

## How a session meets

meeting-type-online = Online
meeting-type-in_person = In person

## Gender

gender-male = Male
gender-female = Female
gender-unset = Not set

## Fitness level

fitness-level-beginner = Beginner
fitness-level-intermediate = Intermediate
fitness-level-advanced = Advanced

## Goals

goal-lose_weight = Losing weight
goal-build_muscle = Building muscle
goal-fitness = Getting fitter
goal-nutrition = Eating better
goal-energy = More energy
goal-stress = Less stress
goal-habits = Healthy habits
goal-sleep = Better sleep
