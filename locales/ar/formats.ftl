### كيف تُكتب الأيام والأوقات والمبالغ والقوائم. تأتي القيم جاهزة بأرقام القارئ وأسماء الشهور في بلده.

## الأيام والأوقات

day-full = { $weekday } { $day } { $month }
day-month = { $month } { $year }
# قبل الشرطة علامة اتجاه (U+200F) كي يُقرأ اليوم قبل الشهر من اليمين، كما في CLDR.
day-short = { $weekday } { $day }{ "\u200F" }/{ $month }
clock-morning = { $clock } صباحًا
clock-noon = { $clock } ظهرًا
clock-evening = { $clock } مساءً
clock-morning-short = { $clock } ص
clock-noon-short = { $clock } م
clock-evening-short = { $clock } م
moment-full = { $day }، { $time }
moment-short = { $day } · { $time }
moment-in-zone = { $moment } بتوقيت { $city }

## المبالغ

amount-sar = { $amount } ر.س
amount-usd = { $amount ->
    [zero] { $amount } دولار
    [one] دولار واحد
    [two] دولاران
    [few] { $amount } دولارات
    [many] { $amount } دولارًا
   *[other] { $amount } دولار
}
amount-egp = { $amount ->
    [zero] { $amount } جنيه
    [one] جنيه واحد
    [two] جنيهان
    [few] { $amount } جنيهات
    [many] { $amount } جنيهًا
   *[other] { $amount } جنيه
}

## القوائم

list-more = { $first }، { $next }
list-last = { $first } و{ $next }
