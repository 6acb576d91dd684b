### ما يراه الكابتن: القوائم وبطاقة الحجز وما يُفعل به، وما يُقال للعميل عن جواب الكابتن.

## بطاقة الحجز

coach-new-booking = حجز جديد بانتظار التأكيد 📅
coach-new-confirmed = حجز جديد مؤكَّد ✅
coach-moved = تغيّر موعد هذا الحجز وينتظر التأكيد 📅
coach-still-waiting = ما زال هذا الحجز بانتظار الجواب ⏰
coach-waiting-past = مضى وقت هذا الحجز بلا جواب. إن بقي كذلك يومًا أُلغي وعاد المبلغ كاملًا ⏰
coach-lapsed = أُلغي حجز { $name } لموعد { $time }، إذ مضى وقته بلا جواب.
coach-lapsed-refund = يُعاد إلى صاحبه: { $amount }
coach-booking = حالة الحجز: { $status }
coach-proposed = موعد مقترح ينتظر جواب العميل: { $time }
coach-refund-due = المبلغ العائد إلى العميل: { $amount }
coach-notes = ملاحظات الفريق: { $notes }
coach-health = معلومات صحية (للكابتن فقط):
coach-changed-admin = { $status } · { $name } · { $at }
coach-changed-user = { $status } · العميل · { $at }
coach-changed-system = { $status } · تلقائيًا · { $at }
coach-reason = السبب: { $reason }

## أزرار الكابتن

coach-go-confirm = تأكيد { $time }
coach-go-confirmalt = تأكيد البديل { $time }
coach-go-propose = اقتراح موعد آخر
coach-go-decline = اعتذار
coach-go-calloff = إلغاء الموعد
coach-go-paid = تم استلام المبلغ
coach-go-complete = اكتملت الجلسة
coach-go-noshow = لم يحضر العميل
coach-go-undo = تراجع
coach-go-note = ملاحظة
coach-go-receiptok = الإيصال صحيح
coach-go-receiptagain = طلب إيصال آخر
coach-go-more = المزيد
coach-go-pending = المعلّق
coach-go-today = اليوم
coach-go-upcoming = القادم
coach-go-send = إرسال الاقتراح

## القوائم

coach-list-item = { $time } · { $name }
coach-list-pending =
    { $count ->
        [zero] لا حجوزات بانتظار الجواب.
        [one] حجز واحد بانتظار الجواب:
        [two] حجزان بانتظار الجواب:
        [few] { $count } حجوزات بانتظار الجواب:
        [many] { $count } حجزًا بانتظار الجواب:
       *[other] { $count } حجز بانتظار الجواب:
    }
coach-list-today =
    { $count ->
        [zero] لا مواعيد اليوم.
        [one] موعد واحد اليوم:
        [two] موعدان اليوم:
        [few] { $count } مواعيد اليوم:
        [many] { $count } موعدًا اليوم:
       *[other] { $count } موعد اليوم:
    }
coach-list-upcoming =
    { $count ->
        [zero] لا مواعيد في الأيام السبعة القادمة.
        [one] موعد واحد في الأيام السبعة القادمة:
        [two] موعدان في الأيام السبعة القادمة:
        [few] { $count } مواعيد في الأيام السبعة القادمة:
        [many] { $count } موعدًا في الأيام السبعة القادمة:
       *[other] { $count } موعد في الأيام السبعة القادمة:
    }
coach-none-pending = لا شيء بانتظار الجواب الآن ✅
coach-none-today = لا مواعيد اليوم.
coach-none-upcoming = لا مواعيد في الأيام السبعة القادمة.
coach-unclear = لم أفهم المطلوب، ولم يتغيّر شيء. هذه بطاقة الحجز، وكلمة «مساعدة» تعرض الأوامر:
coach-which = أيّ حجز هو المقصود؟

## ما تم

coach-did-confirm = تم التأكيد، ووصلت التفاصيل إلى العميل ✅
coach-did-decline = وصل الاعتذار إلى العميل مع السبب، وعاد الموعد متاحًا.
coach-did-propose = وصل الاقتراح إلى العميل، وجوابه يصل هنا.
coach-did-paid = سُجّل استلام المبلغ ✅
coach-did-complete = سُجّلت الجلسة مكتملة، ووصل الشكر إلى العميل مع طلب التقييم.
coach-did-noshow = سُجّل أن العميل لم يحضر.
coach-did-undo = تم التراجع، والحجز مؤكَّد كما كان.
coach-did-note = حُفظت الملاحظة، ولا يراها العميل.
coach-did-receiptok = قُبل الإيصال، والمبلغ مسجّل ✅
coach-did-receiptagain = وصل إلى العميل طلب إيصال آخر.
coach-client-accepted = موافقة من { $name } على الموعد المقترح ✅
coach-client-otherwise = الموعد المقترح { $time } لا يناسب { $name }.
coach-not-waiting = هذا الحجز لا ينتظر جوابًا. هذه حالته الآن:
coach-not-agreed = هذا الحجز غير مؤكَّد حتى يُلغى موعده. هذه حالته الآن:

## أسئلة للكابتن

coach-ask-decline = ما سبب الاعتذار عن حجز { $name }، { $time }؟ يصل السبب إلى العميل كما هو.
coach-ask-calloff = سيُلغى موعد { $name }، { $time }. ما السبب؟ يصل إلى العميل كما هو.
coach-ask-note = ما الملاحظة؟ يراها الفريق فقط.
coach-ask-receipt-reason = ما الذي ينقص الإيصال؟
coach-ask-send = هل يُرسل إلى { $name } اقتراح { $time }؟
coach-simpler-send = الجواب «نعم» للإرسال، أو «لا» لاختيار موعد آخر.

## أسباب جاهزة

reason-away = الكابتن غير متاح في هذا الوقت
reason-full = لا مكان شاغرًا في هذا اليوم
reason-unsuitable = هذه الاستشارة لا تناسب الهدف المذكور، ويسعدنا اقتراح غيرها
reason-illness = ظرف صحي طارئ
reason-blurred = الصورة غير واضحة
reason-unanswered = مضى الموعد قبل تأكيده
reason-amount = المبلغ لا يطابق مبلغ الحجز
reason-account = التحويل إلى حساب آخر
reason-missing = لم يصل التحويل إلى الحساب بعد

## مساعدة الكابتن

coach-help = هذه الكلمات تعمل هنا، مع رقم الحجز حيث يلزم:
coach-help-pending = «المعلّق»: ما ينتظر الجواب
coach-help-today = «اليوم»: مواعيد اليوم
coach-help-upcoming = «القادم»: الأيام السبعة القادمة
coach-help-booking = «حجز» مع الرقم: بطاقة الحجز
coach-help-confirm = «تأكيد» مع الرقم: تأكيد الموعد المفضّل
coach-help-confirmalt = «تأكيد البديل» مع الرقم: تأكيد الموعد البديل
coach-help-propose = «اقتراح» مع الرقم، واليوم والوقت إن شئت: موعد آخر للعميل
coach-help-decline = «اعتذار» مع الرقم والسبب
coach-help-calloff = «إلغاء» مع الرقم والسبب: إلغاء موعد مؤكَّد
coach-help-paid = «مدفوع» مع الرقم: استلام المبلغ نقدًا أو تحويلًا
coach-help-money = «المال»: مبالغ تنتظر قرارًا أو إعادة
coach-help-complete = «اكتمل» مع الرقم: بعد الجلسة
coach-help-noshow = «لم يحضر» مع الرقم: تسجيل غياب العميل
coach-help-undo = «تراجع» مع الرقم: التراجع عن «اكتمل» أو «لم يحضر»
coach-help-note = «ملاحظة» مع الرقم والنص

## ما يُقال للعميل

told-confirmed = تم تأكيد موعدك مع { $coach } ✅
told-pay-there = الدفع نقدًا عند الجلسة.
told-declined = يعتذر { $coach } عن موعد { $time }.
told-cancelled = نعتذر، ألغى { $coach } موعد { $time }.
told-reason = السبب: { $reason }
told-refund = سيُعاد إليك المبلغ كاملًا: { $amount }.
told-book-again = مواعيد أخرى متاحة، والحجز من جديد بلمسة واحدة.
told-proposal = يقترح { $coach } موعدًا آخر لاستشارة «{ $title }».
told-proposal-old = الموعد المطلوب: { $time }
told-proposal-new = الموعد المقترح: { $time }
told-proposal-question = هل يناسبك الموعد المقترح؟
told-paid = وصل المبلغ { $amount }، شكرًا لك 💳
told-receipt-again = وصل الإيصال، لكن نحتاج إلى غيره: { $reason }.
told-receipt-kept = حجزك محفوظ حتى { $until }.
told-receipt-send = تكفي هنا صورة أو ملف للإيصال.
told-completed = شكرًا على حضورك جلسة «{ $title }».
told-rate = كيف كانت الجلسة مع { $coach }؟
told-go-accept = نعم، يناسبني
told-go-otherwise = لا يناسبني
told-go-mybooking = حجزي
told-go-again = حجز موعد آخر

## حين لا يمكن

refused-already = هذا الحجز { $status } الآن، والتغيير من { $by }، { $at }.
refused-already-client = هذا الحجز { $status } الآن، والتغيير من العميل في { $at }.
refused-already-system = هذا الحجز { $status } الآن، وتغيّر تلقائيًا في { $at }.
refused-stale = تغيّر موعد هذا الحجز بعد إرسال البطاقة، ولم يتغيّر شيء. هذه بياناته الآن:
refused-unknown-booking = لا يوجد حجز بهذا الرقم. هذه أقرب الحجوزات:
refused-no-alternative = لا موعد بديلًا في هذا الحجز. يمكن اقتراح موعد آخر.
refused-no-proposal = لم يعد هذا الاقتراح قائمًا. تفاصيل الحجز في «حجوزاتي».
refused-same-time = هذا هو الموعد المطلوب نفسه، ويمكن تأكيده مباشرة.
refused-nothing-owed = لا مبلغ ينتظر الاستلام في هذا الحجز.
refused-receipt-decided = سبق البتّ في هذا الإيصال.
refused-outcome-early = الجلسة تبدأ { $start }، وتسجيل نتيجتها يكون بعد بدايتها.
refused-undo-late = انتهت مهلة التراجع في { $until }.
