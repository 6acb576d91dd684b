"""The coach's commands in words: those of `ALONE` are whole messages, the others go before a booking number."""

from __future__ import annotations

ALONE = {
    "pending": "المعلق المعلّق المعلقة معلق معلقة قيد_الانتظار الانتظار بانتظار_التأكيد بانتظاري المنتظرة pending",
    "today": "اليوم مواعيد_اليوم حجوزات_اليوم جلسات_اليوم النهاردة النهارده مواعيد_النهاردة today",
    "upcoming": "القادم القادمة الجاية الجاي المواعيد_القادمة الحجوزات_القادمة المقبلة المقبل upcoming",
    "money": "المال الأموال المبالغ الفلوس المدفوعات الاسترداد الاستردادات money refunds payments",
    "help": "مساعدة المساعدة الاوامر الأوامر اوامر أوامر help commands",
}

OF_A_BOOKING = {
    "booking": "حجز الحجز تفاصيل تفاصيل_حجز تفاصيل_الحجز اعرض عرض افتح booking show",
    "confirm": "أكد أكّد اكد تأكيد تاكيد اكدي تأكيد_حجز أكد_حجز أكد_الحجز قبول اقبل وافق confirm accept",
    "decline": "ارفض رفض اعتذر اعتذار ارفض_حجز رفض_حجز ارفض_الحجز اعتذار_عن اعتذر_عن decline reject refuse",
    "paid": "مدفوع دفع دفعت تم_الدفع مدفوعة استلمت استلمت_المبلغ وصل_المبلغ paid",
    "complete": "خلصت خلصنا تم تمت اكتمل اكتملت انتهى انتهت مكتمل مكتملة خلص complete done completed",
    "noshow": "لم_يحضر لم_تحضر ما_حضر ماحضر ما_حضرت ما_جا ماجا ما_جت غاب غابت غياب مجاش ما_اجا noshow no_show",
    "undo": "تراجع تراجعت تراجع_عن التراجع تراجع_حجز الغ_التسجيل الغي_التسجيل ارجع_الحالة undo take_back revert",
    "propose": (
        "اقتراح اقترح أقترح اقتراح_موعد اقترح_موعد اقتراح_وقت اقترح_وقت اقتراح_موعد_آخر اقترح_موعد_آخر موعد_آخر"
        " موعد_اخر propose suggest propose_another_time suggest_another_time"
    ),
    "calloff": (
        "إلغاء الغاء الغ ألغ الغي ألغي إلغاء_الموعد الغ_الموعد الغي_الموعد إلغاء_موعد الغ_موعد إلغاء_حجز الغاء_حجز"
        " إلغاء_الحجز الغ_الحجز الغي_الحجز الغ_حجز كنسل كنسل_الموعد كنسل_الحجز calloff call_off cancel"
        " cancel_appointment cancel_booking"
    ),
    "confirmalt": (
        "تأكيد_البديل أكد_البديل اكد_البديل اكدي_البديل قبول_البديل اقبل_البديل وافق_البديل البديل الموعد_البديل"
        " confirmalt confirm_alternative confirm_alt accept_alternative alternative"
    ),
    "note": "ملاحظة ملاحظه ملاحظات سجل_ملاحظة note",
}
