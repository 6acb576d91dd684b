"""What has numbers or day names in it and is no time: counts, prices, ages, names, questions, tales of the past."""

from __future__ import annotations

COUNTED = (
    "ريال ريالات ريالا جنيه جنيهات جنيها دولار دولارات دولارا درهم دراهم درهما دينار دنانير دينارا ليرة ليرات"
    " يورو هلله هللة قرش sar egp usd aed kwd riyal riyals dollar dollars pound pounds gneh geneh ginih dinar"
    " dirham usd$ $ % بالمية بالمئة بالمائة بالميه في_المية كيلو كيلوجرام كيلوغرام كجم كغ كغم جرام غرام كج باوند"
    " رطل kg kilo kilos lb gram سم سنتي سنتيمتر متر امتار cm meter meters km سعرة سعره سعرات كالوري calorie"
    " calories cal كيلومتر ميل خطوة خطوه خطوات steps شخص اشخاص أشخاص انفار نفر نفرات ناس person people persons"
    " فرد افراد أفراد مرات times جلسات جلستين حصص حصتين استشارات استشارتين sessions تمارين عدات عدة جولات sets"
    " reps عداد ولد اولاد أولاد بنات بنت طفل اطفال أطفال عيال اخوان kids children وجبة وجبات meals حبة حبات حبوب"
    " كوب اكواب لتر ملعقة كتاب كتب صورة صور رسالة رسائل سؤال اسئلة أسئلة غرفة غرف سيارة سيارات كرسي موظف موظفين"
    " عضو اعضاء أعضاء عميل عملاء مشترك مشتركين طلب طلبات حجوزات مواعيد نقطة نقاط نجوم نجمة نجمه ⭐ stars star"
    " points خيارات خيار طريقة طرق فرع فروع دور طابق الدور الطابق شقة عمارة شارع باقة باقات حسابات درجة درجات"
    " قطعة قطع اصدقاء صديق صاحب اصحاب زملاء زميل كورس كورسات دورات خصم سنوات_خبرة عمرة عمره مواطن الاف آلاف مليون"
    " ملايين gb mb"
)
"""Nouns that explain the number in front of them."""

OWN = (
    "عمري عمرى العمر عمر سني وزني الوزن وزن طولي الطول سعر السعر سعره سعرها سعركم بسعر بمبلغ مبلغ المبلغ بكم رقم"
    " رقمي رقمى تلفوني جوالي موبايلي هاتفي جوال موبايل تليفوني رقم_الحجز رقم_حجزي حسابي كود الكود رمز خصم كلفة"
    " تكلفة التكلفة age weight height price cost code phone mobile number 3omri wazni tooli ra2mi raqami خطوة"
    " مقاس مقاسي ضغطي سكري السكر نبضي نسبة شقة فيلا بيت عمارة مبنى ص_ب صندوق الدفعة القسط ايبان آيبان iban otp"
    " pin"
)
"""Words that claim the number behind them."""

NAMED = (
    "اسمي إسمي اسمى الاسم اسم ابو أبو ابن my_name_is name esmi ismi اخوكم انا_اسمي الاستاذ الأستاذ السيد المهندس"
    " عبد شيخ الشيخ شارع حي منطقة مدينة مطعم حديقة مدرسة صديقي صاحبي زميلي جاري زوجي ابني ولدي خالي عمي"
)
"""Words in front of somebody's name."""

SPEAKERS = "انا أنا معك معاك معكم معاكم اخوك اخوكم i'm iam ana"
"""Words in front of a name or a time: «انا رمضان», «انا الخميس فاضي»."""

TALES = (
    "كنت كان كانت كنا رحت رحنا جيت جينا صليت صلينا دفعت دفعنا حولت حوّلت حولنا ارسلت أرسلت رسلت بعت بعثت شفت شفنا"
    " تمرنت اتمرنت لعبت اكلت ولدت مولود مولودة مواليد اتولدت اشتركت بدات بدأت سافرت حضرت حضرنا انتهى انتهت خلصت"
    " وصلت وصلني استلمت نمت صحيت قمت تعبت مرضت نزلت خسيت زدت سويت عملت اشتريت كلمت كلمتك اتصلت تواصلت قابلت تزوجت"
    " تخرجت اشتغلت درست رجعت كسبت فاتني نسيت تاخرت فقدت قريت سمعت حلمت فطرت تعشيت تغديت صمت was were paid sent"
    " went ate born started finished played did sold bought yesterday's dafa3t ba3att kont"
)
"""Verbs of what has happened: the days around them are no wish."""

QUESTIONS = (
    "متى امتى إمتى ايمتى ايمتا متا وقتاش وقتاه كم كام بكام بكم قديش شحال ليش ليه لماذا لماش كيف ازاي شلون وين فين"
    " اين أين وش ايش شنو شو مين من_هو اجازة إجازة اجازه عطلة عطله مغلق مغلقة مقفل مسكر مفتوح مفتوحين فاتح فاتحين"
    " تفتحون تفتحوا بتفتحوا تفتح تقفلون تقفلوا بتقفلوا تسكرون دوامكم مواعيدكم يعمل تشتغلون بتشتغلوا تداومون اوقات"
    " أوقات ساعات_العمل ساعات_الدوام when why how where what who which open closed close emta emte meta kam kem"
    " lesh leh kif wein fein eh when's استرداد الغاء إلغاء الغي ألغي الغيت cancel refund اغنية فيلم مسلسل مباراة"
    " ماتش مباره حفلة عزومة رواية سورة خطبة"
)
"""A question or another matter: what looks like a time is offered, never taken."""

PHONE_LENGTH = 7
"""Digits from which on a number is a phone number, an account or nonsense, never a time."""
