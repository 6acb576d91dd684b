### الصفحة التي يعود إليها المتصفّح بعد الدفع: لا تقول إلا ما سُجّل من المال، ولا تذكر صاحب الحجز.

## قبل أن يصل شيء

returned-awaited = لم يصل خبر الدفع بعد
returned-looks-again = تتجدّد هذه الصفحة وحدها كل بضع ثوانٍ.
returned-in-its-time = متى وصل الخبر ظهر في المحادثة، ولا حاجة إلى إبقاء هذه الصفحة مفتوحة.
returned-look-now = تحديث الصفحة
returned-under-way = الدفع قيد المعالجة
returned-under-way-note = المبلغ في الطريق ولم يصل بعد.
returned-nothing = لم يصلنا أي مبلغ
returned-kept = الموعد محفوظ حتى { $until }.
returned-pay = العودة إلى صفحة الدفع
returned-closed = لم تعد صفحة الدفع هذه مستعملة
returned-released = لم يعد الموعد محفوظًا
returned-released-note = يمكن حجز موعد آخر في المحادثة.
returned-if-paid = إن كان الدفع قد تمّ، فخبره يصل في المحادثة.

## ما وصل

returned-paid = وصل الدفع ✅
returned-some = وصل مبلغ
returned-late = وصل الدفع بعد انتهاء وقت الحفظ
returned-cancelled = أُلغي هذا الحجز
returned-came = المبلغ الذي وصل: { $amount }
returned-in-review = يراجع الكابتن المبلغ الذي وصل، والجواب يصل في المحادثة.
returned-choice = لم يعد الموعد متاحًا. في المحادثة موعد آخر أو استرداد المبلغ كاملًا.
returned-in-the-chat = التفاصيل في المحادثة.

## ما يُستردّ

returned-going-back = المبلغ يعود إليك
returned-gone-back = عاد المبلغ إليك
returned-owed-back = يُستردّ لك: { $amount }
returned-back-by-hand = يعيده إليك الكابتن: { $amount }
returned-sent-back = في طريقه إليك: { $amount }
returned-got-back = أُعيد إليك: { $amount }

## المحادثة، ورابط لا نعرفه

returned-chat = العودة إلى المحادثة
returned-chat-elsewhere = يمكن العودة إلى المحادثة.
returned-unknown = لا شيء في هذه الصفحة
returned-unknown-note = هذا الرابط غير صحيح. الرابط الصحيح في المحادثة.
