### أسماء الأشياء: كل اسم منها يقف وحده على زر أو داخل رسالة أخرى، وبلا متغيّرات.

## أقسام الاستشارات

category-sports = تدريب رياضي
category-life_coaching = تدريب الحياة
category-group = جلسات جماعية
category-vip = جلسات VIP
category-nutrition = تغذية

## حالة الحجز

status-pending_payment = بانتظار الدفع
status-pending_confirmation = بانتظار تأكيد الكابتن
status-confirmed = مؤكَّد
status-rescheduled = تغيّر الموعد وبانتظار التأكيد
status-completed = مكتمل
status-cancelled = ملغى
status-no_show = انتهى بلا حضور

## طرق الدفع

payment-method-paypal = باي بال (PayPal)
payment-method-stripe = بطاقة بنكية
payment-method-telegram = الدفع في تلغرام
payment-method-bank_transfer = تحويل بنكي
payment-method-cash = نقدًا عند الجلسة
payment-method-sandbox = دفع تجريبي
payment-method-free = مجانًا

## حالة الدفع

payment-status-pending = لم يُدفع بعد
payment-status-completed = مدفوع
payment-status-failed = لم ينجح الدفع
payment-status-refunded = تم استرداد المبلغ

## طريقة اللقاء

meeting-type-online = أونلاين (عن بُعد)
meeting-type-in_person = حضوري

## الجنس

gender-male = ذكر
gender-female = أنثى
gender-unset = غير محدّد

## مستوى اللياقة

fitness-level-beginner = مبتدئ
fitness-level-intermediate = متوسط
fitness-level-advanced = متقدّم

## الأهداف

goal-lose_weight = إنقاص الوزن
goal-build_muscle = بناء العضلات
goal-fitness = رفع اللياقة
goal-nutrition = تحسين التغذية
goal-energy = زيادة النشاط
goal-stress = تخفيف التوتر
goal-habits = عادات صحية
goal-sleep = نوم أفضل
