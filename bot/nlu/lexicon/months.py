"""Month names: Egyptian, Levantine, Maghrebi, English, French and Hijri."""

from __future__ import annotations

MONTHS = {
    1: (
        "يناير كانون_الثاني كانون_ثاني كانون_التاني كانون_تاني جانفي جانفيي ينار january jan yanayer janvier"
        " janfi kanoon_tani ك٢"
    ),
    2: "فبراير شباط فيفري فبرار february feb febrayer fevrier fivri shbat shobat",
    3: "مارس آذار اذار march azar athar maris mars",
    4: "ابريل إبريل أبريل نيسان افريل أفريل april apr abril nisan avril ابرايل",
    5: "مايو أيار ايار ماي may mayo mayu ayar mai مايوو",
    6: "يونيو يونيه حزيران جوان يونيوو june jun yonyo younyo yunyo 7zayran hzeran juin يونية",
    7: "يوليو يوليه تموز جويلية يوليوز july jul yolyo youlyo yulyo tammoz tammuz juillet جويليه يولية",
    8: "اغسطس أغسطس آب أوت اوت غشت اوغسطس أغسطوس august aug aghostos agustus aout أوغسطس اغسطص اب",
    9: "سبتمبر ايلول أيلول شتنبر september sep sept sebtamber aylool eylul septembre سيبتمبر",
    10: (
        "اكتوبر أكتوبر تشرين_الاول تشرين_اول تشرين_الأول تشرين_أول october oct oktober oktobar tishreen_awal"
        " octobre تشرين_الاولى"
    ),
    11: "نوفمبر تشرين_الثاني تشرين_ثاني تشرين_التاني تشرين_تاني نونبر november nov novamber novembre نوفنبر",
    12: "ديسمبر كانون_الاول كانون_اول كانون_الأول كانون_أول دجنبر december dec desember decembre دسمبر",
}

HIJRI = {
    1: "محرم المحرم muharram mo7arram moharram محرّم",
    2: "شهر_صفر safar",
    3: "ربيع_الاول ربيع_الأول ربيع_اول ربيع_أول rabi3_awal rabi_al_awwal rabi_awal rabi3_el_awal ربيع_1",
    4: "ربيع_الثاني ربيع_ثاني ربيع_التاني ربيع_تاني ربيع_الاخر ربيع_الآخر ربيع_اخر rabi3_tani rabi_al_thani ربيع_2",
    5: (
        "جمادى_الاولى جمادى_الأولى جمادى_اولى جماد_الاول جمادى_الاول جماد_اول جمادى_الأول جمادي_الاولي"
        " جماد_الاولى جماد_الأول جمادى_اول"
    ),
    6: (
        "جمادى_الاخرة جمادى_الآخرة جمادى_الثانية جمادى_الثاني جماد_الثاني جماد_ثاني جمادى_اخرة جماد_الاخر"
        " جمادى_الاخر جمادى_الآخر جماد_الآخر جماد_الثانية جماد_الاخرة جماد_تاني جمادى_التانية"
    ),
    7: "رجب rajab ragab",
    8: "شعبان sha3ban shaban shaaban",
    9: "رمضان ramadan ramadhan ramdan رمظان رمدان",
    10: "شوال shawwal shawal",
    11: (
        "ذو_القعدة ذي_القعدة ذا_القعدة ذوالقعدة ذيالقعدة القعدة ذو_القعده ذو_قعدة ذي_قعدة ذلقعدة dhul_qadah"
        " thul_qa3da zul_qeda dhu_al_qadah zu_el_qe3da"
    ),
    12: (
        "ذو_الحجة ذي_الحجة ذا_الحجة ذوالحجة ذيالحجة ذو_حجة ذي_حجة ذلحجة dhul_hijjah thul_7ijja zul_hijja"
        " dhu_al_hijjah zu_el_7egga"
    ),
}
"""«صفر» is a month only after «شهر» or a day number: it also says zero."""

NAMES_OF_PEOPLE = "رمضان شعبان رجب ربيع خميس جمعة محرم ماي جوان مي"
"""Months and days that people are called by."""

HIJRI_MARK = "هـ هجري هجرية هجريا ah hijri ه"

GREGORIAN_MARK = "ميلادي ميلادية ميلاديا"
