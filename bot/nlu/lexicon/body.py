"""How people tell their age, weight, height, gender, fitness and goals."""

from __future__ import annotations

BEFORE = {
    "age": "عمري العمر عمرى عمر سني السن سنى age aged عندي_من_العمر عمره عمرها 3omri 3omry omri sinni",
    "weight": "وزني الوزن وزنى وزن weight weigh وزنها وزنه wazni wazny",
    "height": "طولي الطول طولى طول height tall طولها طوله القامة قامتي tooli tuli tooly toly",
}
"""Fact -> words that stand in front of its number."""

AFTER = {
    "age": "سنة سنه سنوات سنين عام عاما أعوام year years yo yrs yr y sana seneen snin ربيعا",
    "kg": (
        "كيلو كيلوجرام كيلوغرام كيلوغراما كيلوجراما كجم كغ كغم كج ك كيلوجرامات كيلوات kg kgs kilo kilos kilogram"
        " kilograms k"
    ),
    "lb": "رطل باوند باوندات lb lbs pound pounds",
    "cm": "سم سنتي سنتيمتر سنتمتر سانتي سنتيمترا cm cms centimeter centimeters centi santi",
    "m": "متر م مترا m meter metre meters metres mitr metr",
    "ft": "قدم اقدام أقدام ft feet foot",
}
"""Unit -> words that stand behind the number."""

ASIDE = (
    "نزلت انزل نزل نزول خسرت اخسر خسارة خسيت اخس زدت ازيد زاد زيادة اوصل اصل هدفي الهدف كان كانت كنت منذ خبرة"
    " خبرتي قبل بعد اضعف انحف lost lose gain gained goal target was experience"
)
"""Words in front of a number that is no measure of today: a change, an aim, the past."""

ASIDE_AFTER = "خبرة تمرين تدريب experience"
"""Words behind a number of years that is no age."""

GENDERS = {
    "male": "ذكر رجل رجال ولد شاب زلمة راجل رجّال male man m boy guy انا_رجل انا_شاب ذكور rajol shab dakar",
    "female": (
        "انثى أنثى امرأة مرأة بنت فتاة سيدة مدام حرمة بنية female woman f girl lady بنوتة انسة آنسة نساء bent"
        " bint ontha صبية بنات امراه"
    ),
}

LEVELS = {
    "beginner": (
        "مبتدئ مبتدي مبتدئة مبتدأ مبتدا بداية جديد جديدة ضعيف ضعيفة خفيف قليل اول_مرة أول_مرة ما_اتمرن مااتمرن"
        " لا_اتمرن ما_اتدرب مبتدئين مبتدى صفر من_الصفر beginner new starter none low novice mobtadi mubtadi"
        " ما_بتمرن مش_بتمرن"
    ),
    "intermediate": (
        "متوسط متوسطة وسط نص_نص عادي عادية معتدل نوعا_ما اتمرن_احيانا احيانا بين_بين intermediate medium average"
        " moderate motawaset mutawasit so_so mid لا_بأس"
    ),
    "advanced": (
        "متقدم متقدمة محترف محترفة قوي قوية عالي عالية رياضي رياضية ممتاز خبير خبيرة لاعب advanced pro"
        " professional expert high athlete motaqadem mutaqaddim fit متمرس متمرسة"
    ),
}

GOALS = {
    "lose_weight": (
        "تخسيس انحف أنحف تنحيف نحافة خسارة_وزن خسارة_الوزن انقاص_الوزن إنقاص_الوزن نقصان_الوزن تنزيل_الوزن"
        " انزل_وزني انزل_وزن أنزل_وزني اخسر_وزن أخسر_وزن اخس أخس نزول_وزن نزول_الوزن حرق_دهون حرق_الدهون تنشيف"
        " رجيم انقص_وزني اضعف أضعف تضعيف ضعف نقص_وزن كرش الكرش اذوب_الدهون دهون سمنة lose_weight weight_loss slim"
        " fat_loss burn_fat cut cutting lose_fat takhsis خسارة_الدهون تخفيف_الوزن انزل_وزنى تنحف"
    ),
    "build_muscle": (
        "عضل عضلات العضلات بناء_عضل بناء_العضلات بناء_عضلات ابني_عضل تضخيم زيادة_عضل كتلة_عضلية زيادة_وزن"
        " زيادة_الوزن ازيد_وزني اسمن تسمين اكبر_عضلاتي muscle muscles build_muscle gain_muscle bulk bulking"
        " gain_weight hypertrophy 3adalat قوة القوة strength"
    ),
    "fitness": (
        "لياقة اللياقة لياقه رشاقة الرشاقة رياضة الرياضة تمارين تمرين شد الشد شد_الجسم مرونة تحمل كارديو fitness"
        " fit get_fit stamina endurance flexibility workout exercise exercises training cardio leyaqa liyaqa"
        " صحة_عامة لياقتي"
    ),
    "nutrition": (
        "تغذية التغذية اكل_صحي أكل_صحي الاكل_الصحي دايت نظام_غذائي غذاء غذائي تغذيه اكلي أكلي طعام_صحي حمية كيتو"
        " صيام nutrition diet eat_healthy healthy_eating food meal_plan healthy_food keto taghzeya"
    ),
    "energy": "طاقة الطاقة نشاط النشاط حيوية خمول تعب كسل ارهاق energy vitality tired fatigue active taqa انشط",
    "stress": (
        "ضغط ضغوط الضغوط توتر التوتر قلق القلق استرخاء راحة_نفسية نفسيتي النفسية الضغط_النفسي هدوء stress anxiety"
        " relax calm mental_health pressure burnout"
    ),
    "habits": (
        "عادات العادات عادة روتين الروتين انضباط التزام الالتزام تنظيم_وقت تنظيم_الوقت نمط_حياة اسلوب_حياة"
        " أسلوب_حياة habits habit routine discipline lifestyle consistency ادمان التدخين اترك_التدخين"
    ),
    "sleep": "نوم النوم انام أنام نومي ارق الأرق سهر سهري sleep insomnia sleeping noom",
}
