"""Small words that join and turn: and, or, from, to, after, before, not, instead."""

from __future__ import annotations

AND = "و w and wa wi we u et plus"

OR = "او أو ولا والا وإلا ولى وألا والّا or aw wala walla wella willa wla ou أم ياما يا_اما يا_إما"

FROM = "من from min men mn mil ابتداء_من ابتداء بداية_من de starting"

TO = (
    "الى إلى لـ لحد لغاية لغايه حتى حتي ليين لين لحتى لغايت to till until til la7ad l7ad li 7atta hatta lghayet"
    " ila jusqu"
)

BETWEEN = "بين مابين ما_بين مبين between bein bayn mabein"

AFTER = "بعد عقب من_بعد ba3d b3d ba3ed baad after 3ogb 3gb بعدى baed apres"

BEFORE = "قبل قبيل 2abl abl qabl gabl before avant 9bl"

WITHIN = "خلال within في_خلال"

MOVING = (
    "غير_الموعد غير_موعدي غير_الحجز غير_حجزي غير_لي غيرلي غيروا_لي اغير نغير أغير تغيير تغير تغيير_موعد انقل أنقل"
    " ننقل نقل_موعد احول نحول ابدل نبدل تبديل اعدل نعدل تعديل اجل أجل تاجيل تأجيل نأجل reschedule move_it"
    " change_my move_my change"
)

AFTER_NOW = "من_هنا من_هون كمان in kaman kamen بعد_حوالي"
"""«كمان ساعتين»: as much time from now."""

MINUS = "قل الا إلا ألا إلّا ella illa ela moins"

IN = (
    "dial dyal nta3 mta3 in دي ديال د تاع نتاع متاع بتاع في ف فى ب fi f fel bel fil bil on the of el al il l ال"
    " لل du le بال عال بي"
)

NOT = (
    "ما_عدا ماعدا عدا باستثناء بإستثناء except بلاش سوى مو مش مهو مب مهوب ماهو ليس غير not mesh mish msh mou mub"
    " mo لا_مو موب ما_هو مهي"
)

NO = "لا لأ no la laa لاء"

MAKE = (
    "خليها خليه خلها خله خلوها خلوه خلينا خليهم نخليها نخليه اجعلها اجعله غيرها غيره غيروها حولها حوله بدلها بدله"
    " قصدي اقصد أقصد قصدي_اقول نقلها انقلها انقله اسف_قصدي make_it change_it i_mean 5aliha khaliha khalleha"
    " 5aleha 5alleha khallih 2asdi asdi khaleeha actually سوها سوه عدلها عدله اقلبها بالاحرى عفوا_قصدي قدمها قدمه"
    " قدموها اجلها أجلها اجله أجله اخرها أخرها رحلها"
)

INSTEAD = "بدل بدال بداله عوض بدلا_من بدلًا_من عوضا_عن instead_of instead badal bdal rather_than"

BUT = "لكن but ولكن lakin"

CANNOT = (
    "ما_عندي_وقت ماعندي_وقت مفيش_وقت ما_في_وقت مافي_وقت ما_عندي_مجال ماعندي_مجال ما_عندي_فراغ مو_متفرغ مش_متفرغ"
    " لست_متفرغا no_time ما_يمديني مايمديني ما_يمدي ما_يزبط ما_بيزبط ما_بتزبط صعب ما_يصير ما_يصلح_لي لا_يصلح"
    " ماينفعش ما_ينفعش ما_اقدرش مقدرش ما_راح_اقدر مو_قادر مش_قادر ما_فيي ما_بيمشي ما_نقدروش ما_يساعد مايساعدني"
    " ما_يوافقني ما_تناسبني ما_يناسبنا ملتزم عندي_موعد عندي_ارتباط مرتبط ما_اقدر مااقدر ماقدر ما_أقدر مش_هقدر"
    " ما_يناسبني مايناسبني ما_يناسب ما_ينفع ماينفع ما_ينفعني مش_هينفع مينفعش مش_مناسب مو_مناسب غير_مناسب"
    " لا_يناسبني لا_يناسب ما_بيناسبني ما_بقدر مابقدر ما_فيني مافيني مشغول مشغولة مو_فاضي مش_فاضي مو_فاضية"
    " مش_فاضية ماني_فاضي ما_ابي ما_ابغى مابي مابغى ما_بدي مابدي مش_عايز مش_عاوز ما_اريد لا_اريد مانقدرش ما_نقدرش"
    " ما_يساعدني مسافر مسافرة عندي_شغل عندي_ظرف ما_ودي مو_حاب مش_حابب ما_يصلح cant cannot can't not_available"
    " busy dont_want مش_هعرف ما_اكون_فاضي معنديش_وقت ma_a2dar mish_fadi mesh_hayenfa3 maynfa3sh لا_استطيع"
    " ما_استطيع لا_أستطيع"
)

BEGIN = "اول أول بداية بدايه اوائل أوائل مطلع awwal awal beginning start بدايات اوله"

MIDDLE = "منتصف نص نصف وسط اواسط أواسط middle mid nos"

END = "اخر آخر نهاية نهايه اواخر أواخر akher end akhir آخِر"
