"""Parts of the day, prayers and meals that people name times by."""

from __future__ import annotations

PARTS = {
    "am": "ص صباحا صباحًا am a_m",
    "morning": (
        "صبح صباح الصباحية صبحية الصبحيه صبحا morning mornin saba7 sabah sob7 sob7an sobh sub7 subuh sba7 sbah"
        " matin essob7 essobh sabahan saba7an soboh sobo7 صبحيات"
    ),
    "early": "بدري بكير باكرا باكرًا مبكر مبكرا مبكرًا الباكر early badri bakkeer bakir مبدري بكري bekri",
    "dawn": "غبشة dawn",
    "duha": "ضحى الضحى ضحوية الضحوية duha ضحا",
    "noon": "ظهرا ظهرًا ضهرا ظهرية الظهرية noontime midday القايلة قايلة القيلولة قيلولة ظهيرة الظهيرة",
    "afternoon": (
        "بعد_الظهر بعد_الضهر بعد_ظهر بعد_الظهيرة بعد_ظهرا العصاري afternoon ba3d_eldohr ba3d_el_dohr ba3d_eddohr"
        " ba3d_duhr ba3d_dohr ba3d_el_duhr ba3d_elduhr b3d_eldohr b3d_duhr ba3d_il_dohr ba3d_ed_dohr ba3d_edohr"
        " عقب_الظهر baad_el_dohr apres_midi"
    ),
    "asr": "عصرا عصرًا عصرية العصرية عصريات العصريات",
    "sunset": "مغربية المغربية مغربا غروب الغروب sunset",
    "evening": (
        "لعشية لعشيه مسا مساء مساءا مسائا المسا مسية المسية عشوية العشوية evening masa masaa2 masa2 masaan msa"
        " el_masa elmasa soir عشية العشية 3shiya 3achiya lil3achiya"
    ),
    "pm": "م pm p_m",
    "night": (
        "ليل ليلا ليلًا بليل بالليل night leil lel lail layl bellel belleel belel bilel billeil belleil bleil"
        " belleyl billayl ellel elleel nuit lil balleel"
    ),
    "late_night": "اخر_الليل آخر_الليل متأخر متاخر الفجرية late late_night",
    "late_day": "اخر_النهار آخر_النهار اخر_اليوم آخر_اليوم end_of_day نهاية_اليوم",
    "early_night": "اول_الليل أول_الليل",
    "early_day": "اول_النهار أول_النهار بداية_اليوم اول_اليوم",
    "day": "بالنهار نهارا نهارًا خلال_النهار daytime",
}
"""Name -> words. `am` and `pm` are the clock's own letters; the others are wider."""

PRAYERS = {
    "fajr": "فجر الفجر فجرا فجرًا صلاة_الفجر fajr fagr fajer fjr",
    "dhuhr": "ظهر ضهر الظهر الضهر صلاة_الظهر dohr duhr zohr zuhr dhuhr dhohr duhur dohor thuhr eddohr eldohr douhr",
    "asr": "عصر العصر صلاة_العصر 3asr asr 3asir 3aser el3asr al3asr aser l3asr",
    "maghrib": "مغرب المغرب صلاة_المغرب maghreb maghrib mghrb maghrb magreb m8rb ma8reb elmaghreb lmaghrib",
    "isha": (
        "عشا عشاء العشا العشاء صلاة_العشاء صلاة_العشا 3esha 3isha isha 3sha el3esha el3isha esha 3asha 3eshaa"
        " l3icha 3icha 3echa"
    ),
    "jumuah": "صلاة_الجمعة صلاة_الجمعه",
    "taraweeh": "تراويح التراويح صلاة_التراويح taraweeh tarawee7 tarawih",
    "iftar": "فطور الفطور فطار الفطار افطار الافطار الإفطار إفطار iftar ftoor fotoor fetar ftor",
    "suhoor": "سحور السحور suhoor sohour s7oor su7oor",
    "lunch": "الغداء الغدا lunch elghada alghada el_ghada",
    "work": "الدوام دوام الشغل work eldawam el_shoghl eshoghl الدوامات",
}
"""Prayers and what else people say «after» and «before» of."""

POINTS = {
    0: (
        "منتصف_الليل نص_الليل نصف_الليل نص_ليل نصاص_الليالي انصاف_الليالي midnight nos_elleil noss_elleil"
        " nos_el_leil minuit"
    ),
    12: "منتصف_النهار نص_النهار نصف_النهار وقت_الظهيرة noon mid_day midi",
}
"""Hour -> words that name exactly that time."""
