### قائمة الأوامر في تلغرام، وأزرار لا توجد إلا فيه. وصف الأمر سطر واحد لا يتجاوز ٢٥٦ حرفًا.

## للجميع

command-start = البداية والقائمة الرئيسية
command-book = حجز استشارة جديدة
command-mybookings = حجوزاتي
command-language = تغيير اللغة
command-help = المساعدة وطرق التواصل
command-cancel = إيقاف الخطوة الحالية

## للكابتن

command-pending = الحجوزات التي تنتظر التأكيد
command-today = مواعيد اليوم
command-upcoming = المواعيد القادمة
command-booking = تفاصيل حجز برقمه
command-confirm = تأكيد حجز برقمه
command-decline = الاعتذار عن حجز، مع السبب
command-paid = تسجيل استلام المبلغ
command-money = المال: ما ينتظر قرارًا أو إعادة
command-complete = تسجيل أن الجلسة تمّت
command-noshow = تسجيل غياب العميل
command-note = إضافة ملاحظة خاصة إلى حجز

## الأزرار

telegram-share-contact = 📱 مشاركة رقمي من تلغرام
