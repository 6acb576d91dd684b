"""The coach's commands in words: those of `ALONE` are whole messages, the others go before a booking number."""

from __future__ import annotations

ALONE = {
    "pending": "المعلق المعلّق المعلقة معلق معلقة قيد_الانتظار الانتظار بانتظار_التأكيد بانتظاري المنتظرة pending",
    "today": "اليوم مواعيد_اليوم حجوزات_اليوم جلسات_اليوم النهاردة النهارده مواعيد_النهاردة today",
    "upcoming": "القادم القادمة الجاية الجاي المواعيد_القادمة الحجوزات_القادمة المقبلة المقبل upcoming",
    "help": "مساعدة المساعدة الاوامر الأوامر اوامر أوامر help commands",
}

OF_A_BOOKING = {
    "booking": "حجز الحجز تفاصيل تفاصيل_حجز تفاصيل_الحجز اعرض عرض افتح booking show",
    "confirm": "أكد أكّد اكد تأكيد تاكيد اكدي تأكيد_حجز أكد_حجز أكد_الحجز قبول اقبل وافق confirm accept",
    "decline": "ارفض رفض اعتذر اعتذار ارفض_حجز رفض_حجز ارفض_الحجز اعتذار_عن اعتذر_عن decline reject refuse",
    "paid": "مدفوع دفع دفعت تم_الدفع مدفوعة استلمت استلمت_المبلغ وصل_المبلغ paid",
    "complete": "خلصت خلصنا تم تمت اكتمل اكتملت انتهى انتهت مكتمل مكتملة خلص complete done completed",
    "noshow": "لم_يحضر لم_تحضر ما_حضر ماحضر ما_حضرت ما_جا ماجا ما_جت غاب غابت غياب مجاش ما_اجا noshow no_show",
    "note": "ملاحظة ملاحظه ملاحظات سجل_ملاحظة note",
}
