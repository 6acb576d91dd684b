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
receipt-expected = رقم المرجع المنتظر في التحويل: { $reference }

## صفحة الدفع

checkout-ready = صفحة الدفع جاهزة 💳
checkout-until = صفحة الدفع والموعد محفوظان حتى { $until }.
checkout-play = هذا دفع تجريبي: لا بطاقة فيه ولا مال حقيقي.
checkout-failed = صفحة الدفع لا تُفتح الآن. حجزك محفوظ، ويمكن التحدث مع الكابتن لطريقة دفع أخرى.
go-pay = الدفع الآن
go-pay-again = محاولة أخرى

## ما وصل من المال

paid-at = وقت الاستلام: { $at }
payment-failed = لم ينجح الدفع، ولم يُخصم أي مبلغ.
payment-failed-kept = الموعد محفوظ حتى { $until }، ويمكن إعادة المحاولة.
payment-in-review = وصل { $amount }، وهو غير المبلغ المطلوب. يراجعه الكابتن ويصل الجواب هنا، والموعد محفوظ.
payment-late = وصل { $amount } بعد انتهاء وقت الحفظ، ولم يعد الموعد متاحًا. المبلغ كامل في طريقه إليك.
payment-twice = وصل { $amount } مرة ثانية والحجز مدفوع. المبلغ الزائد في طريقه إليك.
go-book-again = حجز موعد آخر

## ما يراه الكابتن

coach-payment-mismatch = وصل { $received } والمطلوب { $owed }، فلم يُؤكَّد شيء. يلزم قرار منك.
coach-payment-late = وصل من { $name } مبلغ { $amount } بعد انتهاء الحفظ. يجب إعادة المبلغ.
coach-payment-twice = وصل من { $name } مبلغ { $amount } مرة ثانية. يجب إعادة الزائد.
coach-payment-unknown = وصل { $amount } بلا حجز معروف. يلزم البحث عن صاحبه.
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
