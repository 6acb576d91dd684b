"""Words for what a coach offers and for how a session meets."""

from __future__ import annotations

CATEGORIES = {
    "nutrition": (
        "تغذية التغذية دايت رجيم تخسيس حمية نظام_غذائي غذائي غذائية غذاء اكل_صحي تنحيف كيتو سعرات وجبات خسارة_وزن"
        " انقاص_وزن انزل_وزني تغذيه nutrition diet weight_loss meal_plan meals food taghzeya taghzia dayet"
        " taghthia"
    ),
    "sports": (
        "رياضة رياضي رياضية تدريب تمارين تمرين جيم نادي لياقة عضلات عضل تضخيم تنشيف كارديو كمال_اجسام تدريبي"
        " كوتشينج_رياضي sports sport gym workout training fitness exercise muscle personal_training tamreen"
        " riyada leyaqa"
    ),
    "life_coaching": (
        "حياة حياتي تطوير_الذات تطوير_ذات لايف_كوتشنج لايف_كوتشينج لايف_كوتش كوتشنج كوتشينج حياتية ضغوط توتر"
        " عادات تنظيم_وقت نفسي نفسية ثقة life_coaching life coaching self_development stress habits lifestyle"
    ),
    "group": "جماعي جماعية مجموعة قروب جروب كروب مع_ناس مع_اصحابي group class together groups",
    "vip": "في_اي_بي فيب vip خاص خاصة مميز مميزة بريميوم مكثف مكثفة ذهبي ذهبية private premium",
}

MEETINGS = {
    "online": (
        "اونلاين أونلاين اون_لاين أون_لاين عن_بعد عن_بُعد عبعد زوم فيديو بالنت النت نت انترنت على_النت عالنت"
        " الانترنت جوجل_ميت قوقل_ميت مكالمة مكالمه اتصال افتراضي من_البيت عبر_الانترنت مرئي واتساب online zoom"
        " video remote remotely google_meet call virtual onlain internet اونلاينن سكايب تيمز"
    ),
    "in_person": (
        "gym حضوري حضوريا حضورياً حضورى حضور شخصيا شخصياً وجها_لوجه وجه_لوجه في_النادي بالنادي النادي في_الجيم"
        " بالجيم الجيم في_المكان بالمكان في_المركز بالمركز المركز في_العيادة اجيكم اجي_لكم اجي_عندكم عندكم"
        " اوفلاين مقابلة_شخصية على_الطبيعة in_person in_the_gym at_the_gym face_to_face offline on_site onsite"
        " hodoori 7odoori hoduri 7uduri physically presentiel حضوريه"
    ),
}
