### حجوزاتي: عرضها وتغييرها وإلغاؤها وتقييمها.

## القائمة

mine-title = حجوزاتك القادمة:
mine-none = لا توجد حجوزات قادمة.
mine-line = • { $title }، { $time }، { $status }
mine-past = { $count ->
        [zero] لا جلسات سابقة.
        [one] وجلسة سابقة واحدة.
        [two] وجلستان سابقتان.
        [few] و{ $count } جلسات سابقة.
        [many] و{ $count } جلسة سابقة.
       *[other] و{ $count } جلسة سابقة.
    }
mine-which-move = أيّ موعد نغيّر؟
mine-which-drop = أيّ حجز نلغي؟
mine-which-mybooking = أيّ موعد هو المقصود؟
mine-either = يمكن تغيير الموعد أو إلغاؤه بالأزرار أدناه.
mine-none-change = لا يوجد حجز قادم الآن. يمكن حجز موعد جديد في أي وقت.
mine-none-refund = لا يوجد حجز قادم يُستردّ مبلغه. عن مبلغ دُفع من قبل يمكن التحدث مع الكابتن.
mine-calendar = هذا موعدك لتقويم الجوال.
mine-no-calendar = ملف التقويم يصل بعد تأكيد الموعد.
line-status = الحالة: { $status }
go-move = تغيير الموعد
go-drop-booking = إلغاء الحجز
go-calendar = إضافة إلى التقويم
go-again = حجز جديد مثله
refused-booking-unknown = لا أجد هذا الحجز بين حجوزاتك. كلمة «حجوزاتي» تعرضها كلها.

## تغيير الموعد

move-title = تغيير الموعد:
move-old = من: { $time }
move-new = إلى: { $time }
go-move-yes = نعم، غيّر الموعد
simpler-move = تكفي كلمة «نعم»، أو موعد آخر، مثل: «الأربعاء ٧ مساءً».
move-done = تم تغيير موعدك إلى { $time } ✅
move-waiting = وصل طلب التغيير إلى { $time }، ويصل تأكيد الكابتن هنا.
moved-title = تغيّر موعدك، وهذا ملف التقويم الجديد:
moved-waiting = موعدك الجديد بانتظار تأكيد الكابتن:
moved-coach = تغيير موعد من { $name }:
refused-move-late = تغيير الموعد متاح حتى { $until } (قبل الموعد { $hours ->
        [zero] بوقت قصير
        [one] بساعة
        [two] بساعتين
        [few] بـ{ $hours } ساعات
        [many] بـ{ $hours } ساعة
       *[other] بـ{ $hours } ساعة
    }). يمكن التحدث مع الكابتن مباشرة.
refused-move-limit = تغيّر هذا الموعد { $limit ->
        [zero] من قبل
        [one] مرة واحدة
        [two] مرتين
        [few] { $limit } مرات
        [many] { $limit } مرة
       *[other] { $limit } مرة
    }، وهذا هو الحد. يمكن التحدث مع الكابتن مباشرة.

## الإلغاء

cancel-title = إلغاء: { $title }، { $time }
cancel-nothing-paid = لم يُدفع شيء، فلا مبلغ يُستردّ.
cancel-no-refund = بقي على الموعد وقت قليل، فلا يُستردّ المبلغ بحسب سياسة الإلغاء.
cancel-refund = يُستردّ لك { $amount }.
cancel-why = ما السبب؟ هذا اختياري، والضغط على السبب يُلغي الحجز.
cancel-because-time = الوقت لم يعد يناسب
cancel-because-health = ظرف صحي
cancel-because-money = السبب مالي
go-cancel-yes = إلغاء بلا سبب
go-keep-booking = لا، الحجز باقٍ
mine-stopped = توقفنا هنا، ولم يتغيّر شيء.
cancel-or-move = لم نُلغِ شيئًا. يمكن تغيير الموعد بدل إلغائه.
cancel-sure = السبب المكتوب: { $reason }. هل نلغي الحجز؟
cancel-kept = لم نُلغِ شيئًا، وحجزك كما هو.
cancel-done = تم إلغاء موعد { $time }.
cancelled-title = أُلغي موعدك { $time }.
cancelled-refund = المبلغ المستردّ: { $amount }
cancelled-coach = إلغاء من { $name } لموعد { $time }.
cancelled-because = السبب: { $reason }
refused-cancel-late = بدأ هذا الموعد أو انتهى، فلا يُلغى. يمكن التحدث مع الكابتن مباشرة.
hold-released = لم نعد نحجز لك هذا الوقت. يمكن الحجز من جديد متى شئت.

## الإيصال

receipt-none = يصل الإيصال بعد دفع أول حجز، ولا يوجد حجز بعد. هل نبدأ به؟

## الحضور والاقتراح

attend-noted = جميل، نراك { $time } ✅
refused-attend = هذا الموعد لم يعد قائمًا. كلمة «حجوزاتي» تعرض الحالي.
proposal-accepted = تم، موعدك { $time } ✅
proposal-refused = وصل ردك إلى { $coach }، ويصلك وقت آخر أو تأكيد هنا.

## التقييم

feedback-thanks = شكرًا على التقييم. هل من كلمة نوصلها إلى الكابتن؟
feedback-sorry = نأسف أن الجلسة لم تكن كما يجب. ماذا نحسّن؟
feedback-saved = شكرًا، وصلت كلمتك.
feedback-low = تقييم من { $name }: { $stars }
feedback-words = الكلمة المرفقة: { $text }
refused-not-completed = التقييم يكون بعد الجلسة، وهذا الحجز: { $status }.
refused-rating = التقييم من { $low } إلى { $high } نجوم.
refused-feedback-late = كان تعديل التقييم متاحًا حتى { $until }.
