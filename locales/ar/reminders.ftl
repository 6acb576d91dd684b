### ما يصل وحده: التذكير، والموعد المحفوظ حتى يكتمل حجزه، وصباح الكابتن، وما يُكتب في ملف التقويم.

## التذكير قبل يوم

remind-day = تذكير بموعدك القادم ⏰
remind-day-question = هل ما زال الموعد مناسبًا؟
remind-go-attend = نعم، سأحضر
remind-go-move = تغيير الموعد
remind-go-drop = إلغاء الموعد

## التذكير قبل ساعة

remind-hour = موعدك بعد { $minutes ->
        [zero] لحظات
        [one] دقيقة واحدة
        [two] دقيقتين
        [few] { $minutes } دقائق
        [many] { $minutes } دقيقة
       *[other] { $minutes } دقيقة
    } ⏰
remind-coach-hour = جلسة مع { $name } بعد { $minutes ->
        [zero] لحظات
        [one] دقيقة واحدة
        [two] دقيقتين
        [few] { $minutes } دقائق
        [many] { $minutes } دقيقة
       *[other] { $minutes } دقيقة
    } ⏰

## الموعد المحفوظ

hold-until = موعد { $time } محفوظ لك حتى { $until } ⏰
hold-hours-left = الوقت الباقي: { $hours ->
        [zero] أقل من ساعة
        [one] ساعة واحدة
        [two] ساعتان
        [few] { $hours } ساعات
        [many] { $hours } ساعة
       *[other] { $hours } ساعة
    }.
hold-minutes-left = الوقت الباقي: { $minutes ->
        [zero] أقل من دقيقة
        [one] دقيقة واحدة
        [two] دقيقتان
        [few] { $minutes } دقائق
        [many] { $minutes } دقيقة
       *[other] { $minutes } دقيقة
    }.
hold-awaits-review = بقيت خطوة المراجعة والتأكيد. هل نكمل الحجز؟
hold-awaits-payment = بقي الدفع فقط، وبعده يثبت الحجز.
hold-awaits-transfer = بقي إيصال التحويل فقط. تكفي هنا صورة منه أو ملف.
hold-go-pay = الدفع الآن 💳
hold-go-drop = إلغاء الحجز
hold-ended = انتهى وقت حفظ موعد { $time } قبل أن يكتمل الحجز، فعاد متاحًا للجميع.
hold-ended-paid = إن تم الدفع قبل قليل فلن يضيع، ويصلك الجواب هنا.
hold-ended-again = هل نحجزه من جديد؟ تكفي لمسة واحدة.
hold-go-again = حجزه من جديد

## صباح الكابتن

brief-title = صباح الخير، هذا برنامج { $day } 📅
brief-session = { $time } · { $name } · { $title }
brief-more = { $count ->
        [zero] ولا شيء غيرها
        [one] وموعد آخر
        [two] وموعدان آخران
        [few] و{ $count } مواعيد أخرى
        [many] و{ $count } موعدًا آخر
       *[other] و{ $count } موعد آخر
    }

## ملف التقويم

calendar-number = رقم الحجز: { $number }
calendar-password = كلمة مرور اللقاء:
