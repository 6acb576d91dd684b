"""Days: names of the week, words relative to today, and the markers of «next», «this» and «last»."""

from __future__ import annotations

WEEKDAYS = {
    0: (
        "اثنين اتنين إثنين تنين ثنين لثنين monday mon etnen etneen ithnain ethnain ethnein itnain itnein tnain"
        " tanein tnen tnein tanen lundi"
    ),
    1: (
        "ثلاثاء تلاتاء ثلاثا تلاتا تلات ثلاث ثلوث تلوت تلتا ثلثاء tuesday tue tues talat thulatha talata tlata"
        " tolata thalatha talaat tlat telat mardi"
    ),
    2: (
        "اربعاء أربعا اربعا اربع الربوع ربوع لربعا wednesday wed weds arbe3a arba3 arb3a arba3a orb3a2 larb3a"
        " arbaa arb3 mercredi"
    ),
    3: "خميس thursday thu thurs khamis 5amis khamees 5amees 5mis khmis 7amis jeudi",
    4: "جمعة friday fri gom3a jum3a jom3a joma goma jomaa jumaa jumu3a jem3a gum3a jm3a vendredi",
    5: "سبت saturday sat sabt essabt samedi sebt",
    6: "احد أحد حد sunday sun a7ad 7ad ahad had el7ad dimanche",
}
"""Weekday as Python counts -> its names without the article. Those that are number words too are told apart by the
grammar (`NUMBER_LIKE`)."""

NUMBER_LIKE = (
    "اثنين اتنين إثنين تنين ثنين ثلاث تلات اربع احد أحد حد talat talata etnen tnen arba3 arba3a tlata thalatha"
    " tnein etneen arbaa arb3 had arb3a"
)
"""Weekday names that are numbers («الاتنين»/«اتنين») or other words («احد», someone) without their article."""

SHIFTS = {
    0: (
        "اليوم هاليوم النهاردة النهارده انهارده انهاردة النهاردا ليوم اليومه الليوم today tday elyom elyoum"
        " alyoum alyom naharda ennaharda elnaharda enaharda inharda lyoum lyom nhar_lyoum aujourdhui اليوم_هذا"
        " هذا_اليوم"
    ),
    1: (
        "غدوا بكرة بكره بكرا بكرى باكر باجر باتشر غدا غدوة غدوه غد الغد بكراا tomorrow tmrw tmr tomorow tommorow"
        " bokra bukra bokrah bukrah boukra bokraa bukraa bacher baker bachir ghodwa ghdwa ghoudwa ghadan ghada"
        " demain يوم_غد يوم_بكرة bkra"
    ),
    2: (
        "بعد_بكرة بعد_بكره بعد_بكرا بعد_باكر بعد_باجر بعد_غد بعد_الغد بعد_غدا بعد_غدوة بعد_غدوه عقب_بكرة عقب_باكر"
        " عقب_باجر عقب_بكره عقب_بكرا بعدبكرة بعدبكره بعدبكرا بعدباكر بعديكرة ba3d_bokra b3d_bokra ba3d_bukra"
        " ba3ed_bokra baad_bokra baad_bukra ba3d_bokrah b3d_bukra ba3d_boukra b3d_ghodwa ba3d_ghodwa ba3ed_bukra"
        " baed_bokra day_after_tomorrow the_day_after_tomorrow after_tomorrow apres_demain عقب_غد ba3d_bacher"
        " b3d_bokrah ba3ed_bokrah عقب_غدا"
    ),
    3: "بعد_بعد_بكرة بعد_بعد_بكره بعد_بعد_بكرا بعد_بعد_غد",
    -1: (
        "امس أمس امبارح مبارح البارح البارحة البارحه إمبارح أمبارح يوم_امس yesterday ams embare7 mbare7 embareh"
        " mbarih imbarih elbare7 lbare7 hier"
    ),
    -2: (
        "اول_امس أول_أمس اول_البارح اول_امبارح اول_مبارح قبل_امس قبل_البارح اولمبارح أولمبارح اول_البارحة"
        " awel_embare7 day_before_yesterday"
    ),
}
"""Days from today -> words. «باكر» and «غدا» are told from the adverb and from lunch by the grammar."""

TONIGHT = (
    "الليلة الليله هالليلة الليلادي الليلة_دي الليله_دي هالليله الليله_هذي tonight elleila elleela ellila"
    " hallayle allayla el_leila ellela الليلة_هذه هذه_الليلة هذي_الليلة"
)

DAY_WORDS = "ليوم يوم نهار youm yom yoom yawm nhar day jour nahar"

DATE_WORDS = "تاريخ بتاريخ التاريخ date tarikh the_date"

NEXT = (
    "لي_جاي جاي جاية جايه الجاي الجاية الجايه اللي_جاي اللي_جاية اللي_جايه اللى_جاى اللي_جى اللى_جاي الي_جاي"
    " الي_جايه الي_جاية اللي_ياي الياي الياية ياي ياية القادم القادمة قادم قادمة المقبل المقبلة مقبل مقبلة"
    " المقبله القابل قابل القابلة الاتي الآتي الآتية التالي التالية اللي_جاي_ده جي الجي اللي_جيه جاى الجاى الجايي"
    " جايي جاييه اللي_جايي ماجي اللي_ماجي اللي_قادم لجاي اللجاي اللي_يجي اللي_تجي اللي_بيجي next coming upcoming"
    " eljay elgay el_gay el_jay elli_gay elli_jay elly_gay elly_jay eljaye elgaya elgaye gay jay jaye gaya jayeh"
    " aljay algay el_gaya el_jaye el_gai elgai eljey el_jey jai eljai elqadem alqadem jey li_jay lli_jay"
    " elli_gaya elli_jaye ejjay ejjaye prochain prochaine lmaji"
)

AFTER_NEXT = (
    "بعد_الجاي اللي_بعد_الجاي اللي_بعد_القادم بعد_القادم بعد_القادمة بعد_المقبل بعد_المقبلة بعد_الجاية"
    " اللي_بعد_الجاية اللي_عقب_الجاي عقب_الجاي اللي_بعد اللي_بعده اللي_بعدها بعد_اللي_جاي بعد_اللي_جاية بعد_الياي"
    " عقب_الياي اللي_عقبه الي_بعد_الجاي الي_بعده الي_بعد اللي_بعد_اللي_جاي بعد_اللي_جايه اللى_بعد_الجاى"
    " بعد_الجايه مو_الجاي_اللي_بعده مش_الجاي_اللي_بعده مش_اللي_جاي_اللي_بعده elli_ba3d_eljay elli_ba3do"
    " elly_ba3do elli_b3do elli_ba3d elli_ba3d_elgay ba3d_eljay ba3d_elgay after_next elli_ba3d_el_gay"
    " elli_ba3d_el_jay الذي_يليه التي_تليها الذي_بعده"
)

THIS = (
    "هذا هذه هذي هاذا هاد هاي هيدا هيدي ده دي دا دى ذا ذي هاذي هذ الحالي الحالية this هادا هاذ الحاليه hayda hada"
    " hal da de dah hatha hadi فهاد فهاذ فهذا بهذا بهاد بهذي فهذه بهذه لهذا"
)

LAST = (
    "الماضي الماضية ماضي اللي_فات اللي_فاتت اللى_فات اللي_راح اللي_راحت الفايت الفائت الفايتة فات المنصرم السابق"
    " اللي_مضى last past elli_fat elly_fat elmadi almadi elli_ra7 الي_فات الي_راح"
)

EVERY = "كل kull kol every each everyday weekly daily اسبوعيا يوميا دايما دائما"

EVE = "ليلة ليله leilet lailat laylat leilat lelt"

WEEKEND = (
    "ويكند الويكند ويك_اند الويك_اند نهاية_الاسبوع نهاية_الأسبوع اخر_الاسبوع آخر_الأسبوع عطلة_نهاية_الاسبوع weekend"
)
