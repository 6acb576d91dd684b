"""Words of the clock: the hour, its fractions, and now."""

from __future__ import annotations

HOUR_WORDS = (
    "ساعة الساعة ساعه السعة الساعه ساعت الساعت الساعا sa3a saa3a elsa3a essa3a el_sa3a sa3at alsa3a saa essaa"
    " clock h heure at_ssa3a elsaa3a"
)
"""Words in front of an hour («الساعة ٥»)."""

AT_WORDS = "m3a مع ع على عند علي at 3al 3ala 3a @ à عالساعة عالساعه vers"
"""Words that may stand in front of an hour without naming it."""

OCLOCK = "oclock o'clock تماما بالضبط بالظبط sharp بالتمام على_الساعة_تماما بالزبط"

FRACTIONS = {
    5: "قسم",
    30: "نصفا نص نصف نصص نوص nos noss nuss nuṣṣ half nisf nus",
    15: "ربعا الربع ربع روبع rob3 rub3 roba3 rubu3 quarter rbo3 rebo3",
    20: "ثلثا ثلث تلت ثلت تلث tolt telt thulth tult toolt",
}
"""Minutes -> the fraction of an hour."""

NOW = (
    "الحين ألحين الحينه هالحين دلوقتي دلوقت دلوئتي هلق هلأ هسا هسع هسه الان الآن توا دابا دروك ذلحين ذالحين حاليا"
    " حالا فورا في_الحال now right_now dilwa2ti delwa2ty delwa2ti dlwa2ty hala2 halla2 hla2 el7een al7een alhin"
    " elheen daba this_moment immediately تو هالوقت"
)

SOON = (
    "اقرب_وقت أقرب_وقت باقرب_وقت بأقرب_وقت اسرع_وقت أسرع_وقت باسرع_وقت بأسرع_وقت قريب قريبا اقرب_موعد أقرب_موعد"
    " اول_موعد أول_موعد اقرب_فرصة أقرب_فرصة باقرب_فرصة بأقرب_فرصة asap soon as_soon_as_possible earliest"
    " first_available بعد_شوي بعد_شوية بعد_شويه بعد_شوية_كذا عقب_شوي كمان_شوي كمان_شوية later بعدين لاحقا"
    " بعد_قليل بعد_فترة بعد_حين بعد_كم_يوم بعد_كم_ساعة بعد_كام_يوم كمان_كم_يوم عن_قريب خلال_ايام"
    " خلال_الايام_القادمة هالايام الايام_الجاية الأيام_القادمة الايام_القادمة ba3den اقرب_شي أقرب_شي اقرب"
    " اول_وقت أول_وقت"
)

ANY = (
    "خليها_عليك انت_حدد حدد_انت انت_اختار اختار_انت حسب_فضاوتك على_كيفك على_ذوقك اللي_تبي اللي_تحبه اللي_تحب"
    " اللي_يريحك المتاح المتاحة المتوفر المتوفرة ما_ادري مدري_والله مو_متاكد مش_متاكد ما_بعرف_بعد لسه_مش_عارف"
    " لسا_ما_بعرف عادي_عندي كل_الاوقات كل_الايام not_sure up_to_you no_preference whatever you_choose flexible اي"
    " أي اى اي_يوم أي_يوم اي_وقت أي_وقت اى_وقت اى_يوم متى_ما وقت_ما اي_ساعة أي_ساعة متى_ماتبي متى_ما_تبي"
    " زي_ما_تحب على_راحتك براحتك مثل_ما_تحب زي_ما_تبي وقت_ما_تحب اللي_يناسبك اللي_يناسبكم اللي_تشوفه اي_شي"
    " كله_واحد ما_تفرق مو_فارقة مش_فارقة مش_فارق any anytime anyday whenever any_time any_day ay ay_youm ay_wa2t"
    " ay_yom"
)
