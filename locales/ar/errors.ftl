### كل «لا»: ماذا، ولماذا، وأقرب «نعم».

refused-past = هذا الوقت مضى. نختار وقتًا قادمًا.
refused-too-soon = الحجز يكون قبل الموعد { $hours ->
        [zero] بوقت قصير
        [one] بساعة على الأقل
        [two] بساعتين على الأقل
        [few] بـ{ $hours } ساعات على الأقل
        [many] بـ{ $hours } ساعة على الأقل
       *[other] بـ{ $hours } ساعة على الأقل
    }.
refused-too-far = الحجز متاح خلال { $days ->
        [zero] اليوم فقط
        [one] يوم واحد
        [two] يومين
        [few] { $days } أيام قادمة
        [many] { $days } يومًا قادمًا
       *[other] { $days } يوم قادم
    }.
refused-closed = لا توجد مواعيد يوم { $day }.
refused-outside-hours = هذا الوقت خارج أوقات العمل يوم { $day }.
refused-off-step = المواعيد لا تبدأ في هذه الدقيقة.
refused-taken = هذا الوقت لم يعد متاحًا.
refused-day-full = اكتملت حجوزات هذه الاستشارة يوم { $day }.
refused-archived = هذه الاستشارة لم تعد متاحة.
refused-not-yours = هذا متاح لفريق الكابتن فقط.
refused-already-submitted = هذا الحجز أُرسل من قبل. تجده في «حجوزاتي».
refused-way-to-pay = طريقة الدفع هذه غير متاحة لهذا الحجز. هذه هي المتاحة:
refused-age = العمر يكون بين { $low } و{ $high } سنة.
refused-weight = الوزن يكون بين { $low } و{ $high } كيلو.
refused-height = الطول يكون بين { $low } و{ $high } سم.
refused-transition = لا يمكن هذا الآن، فحالة الحجز: { $status }.
