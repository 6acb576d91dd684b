### How days, times, amounts and lists are written. The values come in the reader's digits.

## Days and times

day-full = { $weekday } { $day } { $month }
day-month = { $month } { $year }
day-short = { $weekday } { $day }/{ $month }
clock-morning = { $clock } AM
clock-noon = { $clock } PM
clock-evening = { $clock } PM
clock-morning-short = { $clock } AM
clock-noon-short = { $clock } PM
clock-evening-short = { $clock } PM
moment-full = { $day }, { $time }
moment-short = { $day } · { $time }
moment-in-zone = { $moment } { $city } time

## Amounts

amount-sar = SAR { $amount }
amount-usd = ${ $amount }
amount-egp = EGP { $amount }

## Lists

list-more = { $first }, { $next }
list-last = { $first } and { $next }
