"""Words for one to five stars."""

from __future__ import annotations

STARS = {
    5: (
        "ممتاز ممتازة رائع رائعة خرافي خرافية اسطوري روعة روعه مذهل مذهلة يجنن تجنن فوق_الممتاز افضل_شي مره_حلو"
        " عظيم تحفة تحفه excellent amazing perfect awesome great fantastic wonderful momtaz mumtaz خمس_نجوم"
        " عشرة_على_عشرة"
    ),
    4: "جيد_جدا جيدة_جدا حلو حلوة كويس كويسة زين زينة تمام very_good good منيح منيحة مليح مليحة اربع_نجوم مزيان",
    3: "جيد جيدة عادي عادية مقبول مقبولة متوسط متوسطة وسط نص_نص لا_بأس لاباس ok okay average fine so_so ثلاث_نجوم",
    2: "ضعيف ضعيفة اقل_من_المتوقع مو_حلو مش_حلو مش_كويس مو_زين دون_المستوى poor not_good weak نجمتين نجمتان",
    1: (
        "سيئ سيئة سيء سي سيئ_جدا سيئة_جدا زفت تعيس فاشل فاشلة اسوأ وحش وحشة خايس خايسة bad terrible awful worst"
        " very_bad نجمة نجمة_واحدة horrible"
    ),
}
