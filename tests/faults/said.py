"""What a booking says to whom: the first line of each message that is left on the screens, in order."""

from __future__ import annotations

NORA_IS_TOLD = [
    "أهلًا بك 👋",
    "ما الاسم الذي نكتبه في الحجز؟",
    "ما رقم الجوال؟",
    "ما الوقت المناسب يوم الأربعاء ٢٥ نوفمبر؟ ⏰",
    "وصل حجزك إلى الكابتن يا نورة، ويصلك التأكيد هنا ✅",
    "تم تأكيد موعدك مع الكابتن طه الصباغ ✅",
]
THE_COACH_IS_TOLD = [
    "أهلًا طه.",
    "تم التأكيد، ووصلت التفاصيل إلى العميل ✅",
]
NEW = "حجز جديد بانتظار التأكيد 📅"
REMINDER = "تذكير بموعدك القادم ⏰"
