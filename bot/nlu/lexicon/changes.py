"""How people ask to move or cancel what they have booked, by the part that each word plays in such a sentence."""

from __future__ import annotations

CHANGES = {
    "move": (
        "اغير نغير تغيير أغيّر نغيّر تغيرون تغيروا تغيرولي تغيرلي غيروا غيرولي غيرلي غيرو تغيري غيري ابدل أبدّل نبدل"
        " نبدّل تبديل بدلوا بدلولي تبدلون أأجل ااجل أؤجل نأجل ناجل نؤجل تأجيل تاجيل أجلوا اجلولي تأجلون تأجلوا أجلي"
        " اجللي نأخر أأخر تأخير اقدم نقدم تقديم قدموا تقدمون ننقل نقل تنقلون انقلوا انقلولي جدولة اعادة_جدولة"
        " اعيد_جدولة نعيد_جدولة إعادة_جدولة move moving reschedule rescheduling postpone postponing change changing"
        " shift delay push aghayer aghayir a8ayer a3'ayer nghayer nghayyer ghayyer ghayarli abaddel nbaddel a2agel"
        " a2ajjel 2agel n2agel na2agel ta2jeel ta2gil a2ajel"
    ),
    "move_it": (
        "اغيره نغيره تغيرونه تغيروه غيروه تغييره اغيرها نغيرها غيروها تغييرها ااجله نأجله تأجلونه أجلوه اجله تأجيله"
        " ااجلها نأجلها أجلوها تأجيلها انقله ننقله انقلوه نقله اقدمه نقدمه ابدله نبدله نبدلو نغيرو"
        " move_it reschedule_it postpone_it change_it shift_it"
    ),
    "move_now": "غير غيّر بدل بدّل اجل أجّل قدم قدّم انقل تغير تغيّر تأجل تاجل ghayer ghayir",
    "cancel": (
        "الغي ألغي ألغِ الغ الغاء إلغاء نلغي تلغي تلغون تلغوا تلغولي الغوا الغو الغولي الغيلي الغيولي كنسل كنسلي"
        " كنسلوا كنسلولي اكنسل نكنسل تكنسل تكنسلون تكنسلوا كانسل اكانسل ابطل انيلي ننيلي annuler cancel cancelling"
        " canceling alghi algi elghi el8i al8i a2ilghi nalghi nlghi kansel kancel kansil akansel akancel"
    ),
    "cancel_it": (
        "الغيه ألغيه الغها الغيها نلغيه نلغيها تلغيه تلغيها تلغونه تلغوه الغوه الغوها كنسله كنسلها كنسلوه اكنسله"
        " نكنسله تكنسله نلغيو cancel_it"
    ),
    "thing": (
        "موعد موعدي موعدى الموعد هالموعد هالحجز هالجلسة مواعيدي معاد معادي معادى ميعاد ميعادي ميعادى حجز حجزي حجزى"
        " حجوزاتي جلسة جلستي سيشن رنديفو رونديفو رندي_فو booking bookings appointment appointments session"
        " reservation maw3ed maw3edi maw3idi mau3edi maw3id mawed mawedi mo3ed mo3edi me3ad me3adi m3ad ma3ad ma3adi"
        " mi3ad mi3adi 7agz 7agzi 7ajz 7ajzi hagz hagzi hajz hajzi rdv rendez_vous rendezvous استشارتي"
    ),
    "between": (
        "لي لنا هذا هذي هاد هاي هيدا ده دا هذاك وقت يوم تاريخ ساعة بتاع بتاعي my the this that our a an of time date"
        " day hour el al il l upcoming next existing confirmed للـ"
    ),
    "want": (
        "ابي أبي ابغى أبغى ابغا ابا ودي بدي عايز عايزة عاوز عاوزة اريد أريد حاب حابب حابة بغيت نبي نحب نبغي اشتي"
        " داير محتاج احتاج لازم ممكن اقدر أقدر نقدر بقدر فيني قادر هل_يمكن هل_يمكنني يمكنني هل_ممكن هل_اقدر تقدر"
        " تقدرون ياريت يا_ريت ابيك ابغاك رجاء ان أن i want need to would_like like d can could may we you please id"
        " 3ayez 3ayza 3awez biddi bedi abi abgha abga mumkin momken"
    ),
    "want_not": (
        "ما_ابي مابي ما_ابغى مابغى ماابي ماابغى ما_ابغا مابغا ما_ودي مش_عايز مش_عايزة مش_عاوز مش_عاوزة ما_بدي مابدي"
        " ما_اريد لا_اريد لا_أريد ما_نبيش ما_نبغيش ما_بغيتش مابغيتش ما_احتاج لا_احتاج ما_عاد_ابي ما_عاد_ابغى"
        " ما_عاد_بدي ما_راح مش_هـ mish_3ayez mesh_3ayez mabi don_t_want_to do_not_want_to dont_want_to"
        " don_t_want don_t_need dont_want do_not_want"
    ),
    "not": "لا ما مو مش لن don_t dont do_not not never",
    "polite": (
        "يا كابتن كوتش ياكابتن لو_سمحت لوسمحت لو_سمحتي لو_سمحتم من_فضلك من_فضلكم فضلا الله_يخليك الله_يسعدك"
        " السلام_عليكم مرحبا هلا اهلا صباح_الخير مساء_الخير للاسف معليش معلش آسف اسف اسفة بس طيب اوك تمام hello hi"
        " hey sorry"
    ),
    "either": (
        "ما_اقدر_احضر مااقدر_احضر ماقدر_احضر ما_راح_اقدر_احضر ماراح_اقدر_احضر ما_بقدر_احضر مابقدر_احضر مش_هقدر_احضر"
        " مش_حقدر_احضر مش_قادر_احضر مش_قادرة_احضر ما_نقدرش_نحضر ما_نجمش_نحضر مو_قادر_احضر ماني_قادر_احضر"
        " لا_استطيع_الحضور لن_استطيع_الحضور لا_يمكنني_الحضور لن_اتمكن_من_الحضور ما_اقدر_الحضور ما_اقدر_اجي"
        " مااقدر_اجي ماقدر_اجي ما_راح_اقدر_اجي ماراح_اقدر_اجي ما_بقدر_اجي مابقدر_اجي ما_بقدر_ايجي مش_هقدر_اجي"
        " مش_حقدر_اجي مش_قادر_اجي مش_قادرة_اجي ما_فيني_اجي ما_فيي_اجي مافيني_اجي ما_نقدرش_نجي منقدرش_نجي"
        " ما_نجمش_نجي منجمش_نجي ما_راح_احضر ماراح_احضر ما_راح_اجي ماراح_اجي مش_هاجي مش_حاجي مش_هحضر مش_جاي مش_جاية"
        " مو_جاي مو_جاية لن_احضر ما_بحضر"
        " can_t_make_it cant_make_it cannot_make_it can_t_come cant_come cannot_come can_t_attend cant_attend"
        " cannot_attend won_t_be_able not_be_able won_t_make_it unable_to_attend unable_to_come"
        " ma_a2dar_a7dar ma_a2dar_aji mish_ha2dar_agi mesh_ha2dar_agy"
    ),
    "return": (
        "رجع رجعوا رجعو رجعلي رجعولي ترجعون ترجعوا ترجعولي ترجعلي ارجعوا استرجع استرجاع نسترجع استرداد استرد إرجاع"
        " ارجاع إعادة اعادة اعيدوا return"
    ),
    "money": (
        "فلوسي فلوسى الفلوس فلوس المبلغ مبلغ مبلغي نقودي نقود اموالي المال مالي مصاري مصرياتي مصاريي مصرياتى دراهمي"
        " flousi flosi floosi fulusi masari money"
    ),
    "refund": "refund money_back money_returned استرجاع_المبلغ استرداد_المبلغ",
    "asking": (
        "ليش ليه لماذا علاش why متى امتى إمتى ايمتى when وقتاش تم انلغى انلغت اتلغى اتلغت كم سياسة شروط رسوم policy"
        " fee fees was were been how_much how_long"
    ),
    "unless": "حضوري حضوريا اونلاين أونلاين عن_بعد online in_person بس_اقدر لكن_اقدر but",
}
"""Part -> words that play it. `move_now` is read as an order only where it stands right before what is booked: «غير»
is also «other than», «اجل» also «yes». `asking` and `unless` make it another sentence."""

DELAYS = "أأجل ااجل أؤجل نأجل ناجل نؤجل تأجيل تاجيل reschedule postpone a2agel a2ajjel n2agel na2agel ta2jeel ta2gil"
"""What means a booking even when none is named."""

GO_ON = (
    "الى إلى من على يوم يومين اسبوع بكره بكرة بكرا غدا اليوم بعد قبل شوي شوية لو اذا لأن لاني عشان علشان بسبب هذا"
    " حقي تبعي بتاعي بتاع حق ممكن هل to until till by for from please because since on if"
)
"""What may stand behind them: where to, until when, or why."""
