### حجز استشارة: من الاختيار إلى المراجعة.

## الاستشارة

ask-consultation = أي استشارة تناسبك؟
which-consultation = أي هذه الاستشارات؟
simpler-consultation = يكفي اسم الاستشارة، مثل: «تغذية»، أو رقمها في القائمة.
picked-consultation = اخترنا: { $title }.
catalogue-empty = لا توجد استشارات متاحة الآن. يمكن التحدث مع الكابتن مباشرة.
consultation-gone = هذه الاستشارة لم تعد متاحة. هذه هي المتاحة الآن:
offer-line = • { $title }: { $minutes ->
        [zero] { $minutes } دقيقة
        [one] دقيقة واحدة
        [two] دقيقتان
        [few] { $minutes } دقائق
        [many] { $minutes } دقيقة
       *[other] { $minutes } دقيقة
    }، { $price }، { $delivery }
offer-description = { $text }
offer-feature = – { $text }
price-free = مجانًا
delivery-online = أونلاين
delivery-in_person = حضوري
delivery-both = أونلاين أو حضوري
go-details = التفاصيل
go-book-this = حجز هذه الاستشارة
go-other-consultations = استشارات أخرى

## المعلومات الشخصية

ask-name = ما الاسم الذي نكتبه في الحجز؟
name-unclear = لم أقرأ اسمًا في هذه الرسالة. يكفي الاسم الأول واسم العائلة، مثل: «نورة الشمري».
ask-phone =
    ما رقم الجوال؟
    نستخدمه لموعدك فقط.
phone-unclear = هذا الرقم غير مكتمل. مثال: ٠٥٠١٢٣٤٥٦٧
simpler-phone = لم أقرأ رقمًا هنا. يكفي رقم الجوال، مثل: ٠٥٠١٢٣٤٥٦٧
contact-not-yours = هذه بطاقة شخص آخر. نحتاج رقمك أنت، بالزر أو بالكتابة.
ask-email = ما البريد الإلكتروني؟ هذا اختياري.
email-unclear = هذا البريد غير مكتمل. يكفي عنوان مثل الذي في بطاقتك، وفيه علامة @.
ask-gender = كيف نخاطبك؟
ask-person = هل هذه المعلومات صحيحة؟
simpler-person = إن كانت المعلومات صحيحة تكفي كلمة «نعم»، وإلا فالزر باسم ما يتغيّر.
person-name = الاسم: { $name }
person-phone = الجوال: { $phone }
person-email = البريد: { $email }
person-gender = صيغة المخاطبة: { $form }
field-name = تغيير الاسم
field-phone = تغيير الجوال
field-email = البريد
field-gender = صيغة المخاطبة
go-right = صحيحة، نكمل
go-keep = نُبقيها كما هي

## الموعد

ask-day = ما اليوم المناسب؟ 📅
ask-other-day = وما اليوم البديل؟ 📅
simpler-day = لم أقرأ يومًا. يكفي مثلًا: «بكرة»، «الأحد»، أو «٢٢/١١».
refused-day = لا توجد أوقات متاحة يوم { $day }.
nearest-days = أقرب الأيام المتاحة:
which-day = أي يوم؟
no-free-days = كل المواعيد محجوزة في هذه الفترة. يمكن أن يجد الكابتن وقتًا لك.
ask-time = ما الوقت المناسب يوم { $day }؟ ⏰
times-in-zone = الأوقات بتوقيت { $city }.
no-free-times = لم يبقَ وقت متاح يوم { $day }.
simpler-time = لم أقرأ وقتًا. يكفي مثلًا: «٥ العصر» أو «١٠ الصبح».
which-time = أي هذه الأوقات؟
nearest-times = أقرب الأوقات المتاحة:
picked-time = الموعد: { $time }.
date-impossible = هذا التاريخ غير موجود في التقويم.
time-nonexistent = هذه الساعة غير موجودة تلك الليلة، فالساعة تُقدَّم.
part-morning = صباحًا
part-noon = ظهرًا
part-evening = مساءً
go-all-times = كل الأوقات
go-other-day = يوم آخر

## اللقاء والوقت البديل

ask-meeting = كيف يكون اللقاء؟
ask-alternative = هل نضيف وقتًا بديلًا، تحسّبًا لانشغال الكابتن؟
alternative-same = هذا هو الوقت الأول نفسه. نحتاج وقتًا غيره.
go-one-time = لا، هذا الوقت يكفي
go-second-time = نعم، وقت بديل

## المعلومات الصحية

ask-consent =
    بعض الأسئلة عن الصحة والأهداف تساعد الكابتن على التحضير لك.
    يراها الكابتن وحده، وتُحفظ مشفّرة، ولكل سؤال زر تخطٍّ.
    هل نسألها؟
ask-health = هل نسأل عن الصحة والأهداف؟ لكل سؤال زر تخطٍّ.
ask-health-changed = هل تغيّر شيء منذ المرة السابقة؟
go-agree = أوافق، نبدأ
go-start-health = نبدأ
ask-health-atonce =
    رسالة واحدة تكفي: العمر والوزن والطول والهدف، وأي مرض أو إصابة، والنشاط الحالي.
    مثال: أنثى ٢٨ سنة ٧٥ كيلو ١٧٥، هدفي إنقاص الوزن، لا أمراض، أمشي مرتين أسبوعيًا.
go-one-by-one = سؤالًا سؤالًا
go-without-health = نكمل بدونها
go-same = لم يتغيّر شيء
go-update-health = نعم، نحدّثها
ask-health-body =
    كم العمر والوزن والطول؟
    مثال: ٢٨ سنة ٧٥ كيلو ١٧٥
ask-health-age = وكم العمر؟
ask-health-weight = وكم الوزن بالكيلو؟
ask-health-height = وكم الطول بالسنتيمتر؟
ask-health-gender = ما الجنس؟
ask-health-level = ما مستوى اللياقة الآن؟
ask-health-goals = ما الأهداف؟ يمكن اختيار أكثر من هدف أو كتابتها.
ask-health-conditions = هل توجد إصابات أو أمراض أو أدوية يجب أن يعرفها الكابتن؟
ask-health-activity = ما النشاط الرياضي الحالي؟
ask-health-notes = هل من شيء آخر يفيد الكابتن؟
health-understood = فهمت:
go-no-conditions = لا يوجد
go-no-activity = لا أمارس شيئًا الآن
go-no-notes = لا، هذا كل شيء
go-skip = تخطٍّ
go-skip-all = تخطّي الكل
go-done = تم
goal-chosen = ✅ { $goal }
health-age = العمر: { $value ->
        [zero] { $value } سنة
        [one] سنة واحدة
        [two] سنتان
        [few] { $value } سنوات
        [many] { $value } سنة
       *[other] { $value } سنة
    }
health-gender = الجنس: { $value }
health-weight = الوزن: { $value } كجم
health-height = الطول: { $value ->
        [zero] { $value } سم
        [one] { $value } سم
        [two] { $value } سم
        [few] { $value } سم
        [many] { $value } سم
       *[other] { $value } سم
    }
health-level = اللياقة: { $value }
health-goals = الأهداف: { $value }
health-conditions = الحالة الصحية: { $value }
health-activity = النشاط: { $value }
health-notes = ملاحظات: { $value }

## المراجعة

review-title = مراجعة الحجز:
line-number = رقم الحجز: { $number }
line-consultation = الاستشارة: { $title }، { $minutes ->
        [zero] { $minutes } دقيقة
        [one] دقيقة واحدة
        [two] دقيقتان
        [few] { $minutes } دقائق
        [many] { $minutes } دقيقة
       *[other] { $minutes } دقيقة
    }
line-time = الموعد: { $time }
line-alternative = البديل: { $time }
line-meeting = اللقاء: { $meeting }
line-person = الاسم: { $name }
line-amount = المبلغ: { $amount }
line-pay = الدفع: { $method }، { $state }
line-pay-free = الدفع: مجانًا
line-pay-open = الدفع: لم تُختر طريقته بعد
line-health-given = المعلومات الصحية: أُضيفت
line-health-none = المعلومات الصحية: لم تُضف
line-place = المكان: { $place }
line-place-in = المكان: { $address }، { $city }
line-link-later = رابط اللقاء يصل قبل الموعد.
review-total = الإجمالي: { $amount }
review-held = نحفظ لك هذا الوقت حتى { $time }.
policy-free = الإلغاء أو التغيير متاح حتى { $hours ->
        [zero] وقت الموعد
        [one] ساعة قبل الموعد
        [two] ساعتين قبل الموعد
        [few] { $hours } ساعات قبل الموعد
        [many] { $hours } ساعة قبل الموعد
       *[other] { $hours } ساعة قبل الموعد
    }.
policy-full = عند الإلغاء قبل الموعد { $hours ->
        [zero] بأي وقت
        [one] بساعة
        [two] بساعتين
        [few] بـ{ $hours } ساعات
        [many] بـ{ $hours } ساعة
       *[other] بـ{ $hours } ساعة
    } أو أكثر يُستردّ المبلغ كاملًا، وبعد ذلك لا يُستردّ.
policy-paid = عند الإلغاء قبل الموعد { $hours ->
        [zero] بأي وقت
        [one] بساعة
        [two] بساعتين
        [few] بـ{ $hours } ساعات
        [many] بـ{ $hours } ساعة
       *[other] بـ{ $hours } ساعة
    } أو أكثر يُستردّ { $before }٪ من المبلغ، وبعد ذلك { $inside }٪.
simpler-review = زر الدفع أو التأكيد يُتمّ الحجز، وأزرار التعديل تغيّر ما فوقها.
review-sent = هذا الحجز أُرسل من قبل، وهذا ما هو عليه الآن:
ways-offered = طرق الدفع لهذا الحجز:
ways-free = هذا الحجز مجاني، ويكفي زر التأكيد.
ways-none = لا توجد طريقة دفع لهذا الحجز الآن. يمكن التحدث مع الكابتن.
receipt-first = قبل الإيصال نختار طريقة الدفع. للتحويل يكفي زر «تحويل بنكي»، ثم يُرسل الإيصال هنا.
refused-in-review = لم يكتمل هذا الحجز بعد: طريقة الدفع لم تُختر. بعد اختيارها يُسجَّل المبلغ هنا.
pay-by-free = تأكيد الحجز ✅
pay-by-cash = تأكيد، والدفع نقدًا عند اللقاء
pay-by-stripe = بطاقة بنكية أو Apple Pay
pay-by-paypal = باي بال (PayPal)
pay-by-telegram = الدفع في تلغرام
pay-by-bank_transfer = تحويل بنكي
pay-by-sandbox = دفع تجريبي (بلا مال حقيقي)
edit-consultation = تعديل الاستشارة
edit-day = تعديل اليوم
edit-time = تعديل الوقت
edit-meeting = تعديل اللقاء
edit-person = تعديل معلوماتي
edit-health = تعديل الصحة
edit-alternative = تعديل البديل

## بعد الحجز

booked-confirmed = تم الحجز يا { $name } ✅
booked-waiting = وصل حجزك إلى الكابتن يا { $name }، ويصلك التأكيد هنا ✅
booked-to-pay = حجزك محفوظ يا { $name }، ويبقى الدفع.
pay-until = نحفظ الموعد حتى { $time }.
go-this-booking = تفاصيل الحجز
owing-title = لم يُسجَّل المبلغ كاملًا لهذا الحجز بعد، وحين يُسجَّل يأتي الخبر هنا.
owing-choose = لم تُختر طريقة الدفع بعد، ولم يُسجَّل أي مبلغ.
owing-nothing = لا حجز ينتظر الدفع الآن. كل الحجوزات في «حجوزاتي».
copy-map = رابط الخريطة
copy-link = رابط اللقاء
copy-password = كلمة المرور

## ما قيل في رسالة واحدة

heard-1 = فهمت: { $first }.
heard-2 = فهمت: { $first }، { $second }.
heard-3 = فهمت: { $first }، { $second }، { $third }.
heard-open = وصل ما قيل عن الموعد، ونثبّته معًا.
meeting-only = هذه الاستشارة: { $meeting } فقط.
