"""What people call the ways to pay, and how they say that they have paid."""

from __future__ import annotations

from booking.status import PaymentMethod

CARDS = frozenset({PaymentMethod.STRIPE, PaymentMethod.TELEGRAM})
"""What takes a card."""

WAYS: dict[frozenset[PaymentMethod], str] = {
    frozenset({PaymentMethod.CASH}): (
        "كاش كاشا نقد نقدا نقدي نقديا نقدًا فلوس_كاش كاش_عند_اللقاء نقدا_عند_اللقاء كاش_عند_الجلسة"
        " cash kash naqd naqdan na2dan"
    ),
    CARDS: (
        "بطاقة بطاقه البطاقة كرت كارت كارد فيزا فيزه مدى مدا ماستر ماستركارد ماستر_كارد بطاقة_بنكية بطاقة_مدى"
        " بطاقة_فيزا بطاقة_ائتمان بطاقة_ائتمانية بطاقة_بنك كريدت كريديت كريدت_كارد كرت_البنك"
        " card bank_card credit_card debit_card credit debit visa mada master mastercard master_card vize"
        " be6aqa bitaqa kart"
    ),
    frozenset({PaymentMethod.STRIPE}): (
        "ابل_باي أبل_باي آبل_باي ابل_بي ابلباي سترايب apple_pay applepay google_pay googlepay stripe"
    ),
    frozenset({PaymentMethod.BANK_TRANSFER}): (
        "تحويل التحويل تحويل_بنكي تحويل_بنك تحويل_على_الحساب تحويل_للحساب حوالة حواله حوالة_بنكية بنك البنك"
        " تحويل_مصرفي ايبان آيبان احول أحول باحول بحول transfer bank_transfer wire wire_transfer bank iban"
        " ta7weel tahweel ta7wil tahwil"
    ),
    frozenset({PaymentMethod.PAYPAL}): "باي_بال بايبال بيبال بي_بال باي_بل paypal pay_pal",
    frozenset({PaymentMethod.TELEGRAM}): "تلغرام تليغرام تلجرام تليجرام في_تلغرام telegram",
    frozenset({PaymentMethod.SANDBOX}): "تجريبي دفع_تجريبي play_money play_payment sandbox",
}
"""The ways that a word can mean -> its spellings; an underscore joins the words of a phrase."""

PAYING = (
    "الدفع دفع ادفع أدفع بدفع بادفع هدفع حدفع سادفع سأدفع ندفع تدفعون اسدد أسدد السداد pay paying payment"
    " checkout adfa3"
)
"""Words that say that it is about paying."""

ASKING = (
    "هل كيف كيفية ازاي شلون ايش وش شو ما هي ماهي اي أي طرق طريقة طريقه خيارات وسائل تقبلون تقبل ينفع يصلح"
    " اقدر أقدر عندكم فيه في how which what can could do does is are accept take methods ways options you"
    " لا مو مش no not dont"
)
"""Words of a question or of a doubt: it is answered, and nothing is paid by it."""

BESIDE = (
    "ابغى ابي أبي أبغى اريد أريد عايز عاوز عايزة عاوزة بدي ودي حاب حابب نبي بغيت اختار أختار اخترت باختار"
    " خلها خليها خليه خله يكون عن عبر من خلال بواسطة باستخدام على ب او أو ولا وإلا عند وقت اللقاء الجلسة"
    " الموعد طيب تمام اوك اوكي نعم ايوه ايه اي_نعم لو_سمحت لوسمحت من_فضلك فضلا ممكن يا_كابتن كابتن شكرا بس"
    " هذا هذه الحجز مبلغ المبلغ طريق"
    " i ll m d want to would like please will ill with by in via using use the a my it or at session yes ok okay for"
    " this booking thanks lets"
)
"""Words beside them that change nothing."""

PAID = (
    "دفعت دفعته دفعتها تم_الدفع تم_دفع_المبلغ دفعت_المبلغ دفعت_لكم دفعنا سددت سدّدت تم_السداد خلصت_الدفع خلصت_دفع"
    " حولت حوّلت حولت_لكم حولت_لك حولته حولتها حولت_المبلغ تم_التحويل سويت_التحويل عملت_التحويل عملت_تحويل"
    " سويت_تحويل ارسلت_المبلغ أرسلت_المبلغ ارسلت_الفلوس بعت_الفلوس بعتت_الفلوس بعثت_المبلغ رسلت_الفلوس"
    " وصل وصلكم وصلك وصلت وصلتكم وصل_المبلغ وصلكم_المبلغ وصل_التحويل وصلكم_التحويل وصلت_الفلوس وصلتكم_الفلوس"
    " وصلت_الدفعة وصلتكم_الدفعة وصلكم_الدفع"
    " كم_باقي كم_الباقي باقي_كم الباقي_كم كم_بقي كم_باقي_علي كم_باقي_عليا كم_بقي_علي كم_المتبقي المتبقي"
    " كم_المبلغ_المتبقي كام_باقي باقي_كام فاضل_كام قديش_باقي قديش_ضل شحال_باقي"
    " paid i_paid ive_paid i_ve_paid i_have_paid payment_done payment_made payment_sent i_sent_the_money"
    " i_transferred transferred i_have_transferred transfer_done i_made_the_transfer did_you_get_it"
    " did_the_money_arrive how_much_is_left how_much_left whats_left what_s_left what_do_i_owe"
    " dafa3t d7awalt 7awalt dfa3t"
)
"""Whole messages of somebody who has paid, or asks what is left to pay."""

NEAR_PAID = (
    "انا أنا لقد قد خلاص الحين هلق دلوقتي الان الآن توني للتو يا_كابتن كابتن يا والله لو_سمحت لوسمحت من_فضلك شكرا"
    " هل طيب نعم اليوم امس أمس لكم لك كله كامل المبلغ already now just yes ok please today yesterday thanks it all"
    " الدفعة الفلوس بالبطاقة بالتحويل للحجز الحجز i have ve"
)
"""Words beside those."""
