### إيصال الدفع: صفحته (PDF)، وما يُقال معه في المحادثة.

## الصفحة: عنوان كل سطر، وقيمته أمامه

paper-title = إيصال دفع
paper-amount = المبلغ المدفوع
paper-payment = رقم الدفعة
paper-booking = رقم الحجز
paper-client = الاسم
paper-consultation = الاستشارة
paper-session = الموعد
paper-method = طريقة الدفع
paper-reference = مرجع العملية
paper-paid-at = وقت الدفع
paper-part = وصل في { $day } { $month }
paper-tax = منه ضريبة القيمة المضافة ({ $percent }٪)
paper-tax-number = الرقم الضريبي
paper-back = أُعيد إليك في { $day } { $month }
paper-back-soon = سيُعاد إليك
paper-kept = الباقي بعد الاسترداد
paper-moment = { $weekday } { $day } { $month }، { $time }
paper-footer = إيصال إلكتروني لا يحتاج إلى توقيع أو ختم.

## في المحادثة

go-receipt = إيصال الدفع
receipt-on-its-way = إيصالك في الطريق، ويصل هنا بعد لحظات.
receipt-here = هذا إيصال الدفع.
refused-no-receipt = لا يوجد إيصال بعد، لأن الدفع لم يكتمل. حين يكتمل، يصل الإيصال هنا.
