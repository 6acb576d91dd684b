"""Named days: the Hijri feasts and the national days of Saudi Arabia."""

from __future__ import annotations

HIJRI_DAYS = {
    (1, 1): "راس_السنة_الهجرية رأس_السنة_الهجرية السنة_الهجرية_الجديدة العام_الهجري_الجديد راس_السنه_الهجريه",
    (1, 10): "عاشوراء يوم_عاشوراء عاشورا يوم_عاشورا ashura 3ashoora 3ashura",
    (3, 12): "المولد_النبوي المولد مولد_النبي عيد_المولد mawlid",
    (7, 27): "الاسراء_والمعراج الإسراء_والمعراج",
    (9, 1): (
        "اول_رمضان أول_رمضان غرة_رمضان اول_يوم_رمضان اول_يوم_في_رمضان أول_أيام_رمضان اول_ايام_رمضان أول_يوم_رمضان"
        " first_of_ramadan أول_يوم_في_رمضان"
    ),
    (12, 8): "يوم_التروية",
    (12, 9): "عرفة عرفه يوم_عرفة يوم_عرفه وقفة_عرفات وقفة_عرفة يوم_عرفات الوقفة arafah yom_3arafa 3arafa arafat",
}
"""(month, day) of the Hijri year -> names."""

FEASTS = {
    (10, 1): "عيد_الفطر العيد_الصغير عيد_الفطر_المبارك العيد_الصغيّر eid_al_fitr eid_fitr eid_el_fetr عيد_رمضان",
    (12, 10): (
        "عيد_الاضحى عيد_الأضحى العيد_الكبير عيد_الاضحي عيد_الأضحى_المبارك eid_al_adha eid_adha eid_el_adha عيد_النحر"
    ),
}
"""(month, day) of the first day of a feast of several days -> names."""

SOME_FEAST = "العيد عيد eid el_eid al_eid el3id al3eed 3eed 3id"
"""«العيد»: the next of the two feasts."""

NATIONAL = {
    (9, 23): "اليوم_الوطني اليوم_الوطني_السعودي العيد_الوطني يوم_الوطن national_day saudi_national_day",
    (2, 22): "يوم_التاسيس يوم_التأسيس founding_day",
    (3, 11): "يوم_العلم",
    (1, 1): "راس_السنة رأس_السنة راس_السنة_الميلادية رأس_السنة_الميلادية new_year new_years السنة_الجديدة",
    (12, 25): "الكريسماس كريسماس christmas عيد_الميلاد_المجيد",
    (5, 1): "عيد_العمال",
}
"""(month, day) of the Gregorian year -> names."""
