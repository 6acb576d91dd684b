### الدفع: التحويل البنكي وإيصاله، وصفحة الدفع، وما يصل أو لا يصل من المال.

## التحويل البنكي

transfer-title = حجزك محفوظ، ويبقى التحويل 💳
transfer-until = نحفظ الموعد حتى { $until }.
transfer-note = رقم المرجع في خانة البيان يعرّفنا بالتحويل.
transfer-receipt = بعد التحويل، تكفي صورة الإيصال أو ملفه هنا.
copy-iban = الآيبان
copy-holder = اسم صاحب الحساب
copy-bank = البنك
copy-amount = المبلغ
copy-reference = رقم المرجع
receipt-received = وصل الإيصال ✅ يراه الكابتن ويصل الجواب هنا، والموعد محفوظ حتى ذلك الحين.
receipt-late = وصل الإيصال ✅ لكن وقت حفظ الموعد انتهى. يراه الكابتن: إن بقي الموعد متاحًا عاد حجزك، وإلا فالمبلغ كامل يُستردّ.
receipt-came = إيصال تحويل من { $name } 💳
receipt-expected = المنتظر في التحويل: { $amount }، ورقم المرجع { $reference }
receipt-same = ⚠️ وصلت الصورة نفسها من قبل مع الحجز { $number }.
transfer-part = وصل { $came }، ويبقى { $rest } 💳

## صفحة الدفع

checkout-ready = صفحة الدفع جاهزة 💳
checkout-until = الصفحة مفتوحة والموعد محفوظ حتى { $until }.
checkout-play = هذا دفع تجريبي: لا بطاقة فيه ولا مال حقيقي.
checkout-failed = صفحة الدفع لا تُفتح الآن. حجزك محفوظ، ويمكن التحدث مع الكابتن لطريقة دفع أخرى.
go-pay = الدفع الآن
go-pay-again = محاولة أخرى
go-pay-otherwise = طريقة دفع أخرى
pay-title = كيف تفضّل الدفع؟
pay-kept-until = الموعد محفوظ حتى { $until }.
pay-nothing = لا شيء يُدفع لهذا الحجز الآن.
pay-by-other-price = { $way }، { $amount }
refused-nothing-to-pay = لا شيء يُدفع لهذا الحجز الآن.
refused-cash = الدفع نقدًا غير متاح بعد غياب عن موعد سابق. بقية طرق الدفع متاحة، ويمكن التحدث مع الكابتن.

## ما وصل من المال

paid-revived = كان وقت الحفظ قد انتهى، والموعد ما زال متاحًا فعاد لك: { $time }.
paid-at = وقت الاستلام: { $at }
payment-failed = لم ينجح الدفع، ولم يُخصم أي مبلغ.
payment-failed-kept = الموعد محفوظ حتى { $until }، ويمكن إعادة المحاولة.
payment-pending = الدفعة في الطريق، وقد يحتاج المصرف إلى أيام. الموعد محفوظ حتى تصل.
payment-not-taken = تمت الموافقة على الدفع بعد انتهاء وقت الحفظ، فلم يُخصم أي مبلغ.
payment-returned = المبلغ الذي وصل، { $amount }، غير المطلوب لهذا الحجز، وهو في طريق العودة إليك.
payment-returned-kept = الموعد محفوظ حتى { $until }، ويمكن دفع المبلغ الصحيح.
payment-in-review = وصل { $amount }، وهو غير المبلغ المطلوب. يراجعه الكابتن ويصل الجواب هنا، والموعد محفوظ.
payment-late = وصل { $amount } بعد انتهاء وقت الحفظ، ولم يعد الموعد متاحًا. المبلغ كامل في طريقه إليك.
payment-begun = حان وقت الموعد قبل اكتمال الدفع. المبلغ { $amount } كاملًا في طريقه إليك.
payment-after-cancel = وصل { $amount } بعد إلغاء الحجز. المبلغ كامل في طريقه إليك.
payment-went-back = وصل { $amount } لحجز يُستردّ مبلغه، وهو أيضًا في طريقه إليك كاملًا.
payment-twice = وصل { $amount } مرة ثانية والحجز مدفوع. المبلغ الزائد في طريقه إليك.
payment-before-choice = وصل { $amount } مرة ثانية. المبلغ الأول محفوظ حتى يصل اختيارك، والثاني في طريقه إليك كاملًا.
go-book-again = حجز موعد آخر
late-choice = وصل { $amount } بعد انتهاء وقت الحفظ، وكان الموعد قد حُجز.
late-choice-until =
    الاختيار متاح حتى { $until }، وبعده يُستردّ المبلغ كاملًا.
    أيّ هذه الأوقات يناسبك، أم نعيد المبلغ؟
go-money-back = استرداد المبلغ كاملًا
late-taken = تم، موعدك { $time } ✅
late-taken-waiting = وصل اختيارك { $time }، ويصل تأكيد الكابتن هنا.
late-returned = يُستردّ لك { $amount } كاملًا.
refused-chosen = سبق الاختيار لهذا الحجز، ولم يتغيّر شيء. التفاصيل في «حجوزاتي».
refund-sent = أعدنا إليك { $amount } ✅
refund-days = يظهر في حسابك عادةً خلال { $low } إلى { $high } أيام عمل.

## ما يراه الكابتن

coach-payment-mismatch = وصل { $received } والمطلوب { $owed }، فلم يُؤكَّد شيء. يلزم قرار منك.
coach-payment-late = وصل من { $name } مبلغ { $amount } بعد انتهاء الحفظ، وهو في طريق العودة كاملًا.
coach-payment-begun = وصل من { $name } مبلغ { $amount } وقد حان وقت الموعد، وهو في طريق العودة كاملًا.
coach-payment-after-cancel = وصل من { $name } مبلغ { $amount } بعد إلغاء الحجز، وهو في طريق العودة كاملًا.
coach-payment-went-back = وصل من { $name } مبلغ { $amount } لحجز يُستردّ مبلغه، وهو في طريق العودة كاملًا.
coach-payment-twice = وصل من { $name } مبلغ { $amount } مرة ثانية، والزائد في طريق العودة.
coach-payment-choice = وصل من { $name } مبلغ { $amount } بعد انتهاء الحفظ، والموعد محجوز. أمام العميل الآن أوقات أخرى أو استرداد المبلغ.
coach-payment-unknown = وصل { $amount } بلا حجز معروف. يلزم البحث عن صاحبه، أو إعادة المبلغ.
coach-refund-refused = لم يقبل مزوّد الدفع إعادة { $amount } إلى { $name }. نعيد المحاولة تلقائيًا، وتمكن إعادته يدويًا.
coach-refund-by_hand = يلزم إعادة { $amount } إلى { $name } يدويًا، بالطريقة التي دُفع بها.
coach-dispute = اعترض مصرف العميل على دفعة { $amount }. يلزم الرد في صفحة مزوّد الدفع قبل انتهاء المهلة.
coach-dispute-won = حُسم الاعتراض لصالحك، وبقي المبلغ { $amount }.
coach-dispute-lost = حُسم الاعتراض لصالح العميل، وسُحب المبلغ { $amount }.
coach-none-money = لا مبالغ تنتظر قرارًا أو إعادة ✅
coach-money-more = وبقي غيرها: { $count }. يظهر بعد إنهاء هذه.
coach-go-acceptpay = قبوله ثمنًا للحجز
coach-go-returnpay = إعادة المبلغ
coach-go-refunded = أعدتُه يدويًا
coach-go-refundagain = إعادة المحاولة الآن
coach-go-receiptamount = وصل مبلغ آخر
coach-go-cashok = السماح بالدفع نقدًا
coach-did-acceptpay = احتُسب المبلغ ثمنًا للحجز ✅
coach-did-returnpay = المبلغ في طريقه إلى صاحبه.
coach-did-refunded = سُجّلت إعادة المبلغ ✅
coach-did-refundagain = أُعيدت المحاولة، ويصل الخبر إن لم تنجح.
coach-did-receiptamount = سُجّل وصول { $amount }.
coach-did-cashok = يمكن للعميل الدفع نقدًا من جديد.
coach-ask-receipt-amount = كم وصل إلى الحساب؟ يكفي الرقم، مثل ١٨٠ أو ٩٩٫٥٠.
coach-simpler-amount = لم أقرأ مبلغًا واحدًا.
refused-amount = المبلغ أكبر من صفر. إن لم يصل شيء، فزر «طلب إيصال آخر» يخبر العميل.
refused-money-decided = سبق البتّ في هذا المبلغ.
refused-no-booking-for-it = لا حجز لهذا المبلغ، فيمكن إعادته إلى صاحبه.
coach-payment-at = رقم العملية: { $reference }

## صفحة الدفع التجريبي

sandbox-title = دفع تجريبي
sandbox-what = هذه نقود وهمية لتجربة البرنامج. لا يُخصم شيء من أحد.
sandbox-amount = المبلغ: { $amount }
sandbox-back = العودة إلى المحادثة
sandbox-pay = دفع
sandbox-refuse = رفض الدفع
sandbox-paid = تم الدفع ✅ والتفاصيل في المحادثة.
sandbox-closed = هذه الصفحة لم تعد تقبل الدفع.
sandbox-tried = لم ينجح الدفع، ويمكن إعادة المحاولة.

## الدفع داخل تلغرام: لماذا لا يُدفع الآن

invoice-unknown = رابط الدفع هذا ليس لحجز معروف هنا، ولم يُخصم أي مبلغ. الرابط الصحيح في رسالة الحجز.
invoice-paid = هذا الحجز مدفوع ✅ ولم يُخصم أي مبلغ مرة ثانية.
invoice-closed = رابط الدفع هذا لم يعد مستعملًا لهذا الحجز، ولم يُخصم أي مبلغ. التفاصيل في «حجوزاتي».
invoice-over = انتهى وقت حفظ هذا الموعد، ولم يُخصم أي مبلغ. يمكن حجز موعد آخر في المحادثة.
invoice-amount = المبلغ المطلوب لهذا الحجز { $amount }، ولم يُخصم أي مبلغ. الرابط الصحيح في «حجوزاتي».
