"""Units of time for durations («بعد ٣ أيام»), with their duals."""

from __future__ import annotations

UNITS = {
    "minute": (
        "دقيقة دقايق دقائق دقيقه دءيئة دقايئ minute minutes min mins d2ay2 da2ay2 da2e2a d2i2a daqiqa daqayeq"
        " dqiqa دقيقا"
    ),
    "hour": "ساعة ساعات ساعه سوايع hour hours hr hrs sa3a sa3at saa3at swaye3 heures",
    "day": "يوم ايام أيام تيام يوما ايّام day days youm yom ayam ayyam eyyam iyyam tiyam jours jour iyam",
    "week": (
        "اسبوع أسبوع اسابيع أسابيع اسبوعا سبوع السبوع week weeks wk osbo3 esbo3 usbu3 isbo3 asabe3 semaine usboo3"
        " osboo3 سمانة سيمانة"
    ),
    "month": "شهر شهور اشهر أشهر شهرا تشهر month months shahr shahar shehr chhar shohoor shuhur mois",
    "year": "سنة سنوات سنين عام اعوام أعوام year years sana snin",
}

DUALS = {
    "minute": "دقيقتين دقيقتان de2i2ten d2i2ten",
    "hour": "ساعتين ساعتان ساعتاين sa3ten sa3tein sa3teen sa3tayn saa3ten",
    "day": "يومين يومان yomen youmein yoomein youmen yomein yomeen yawmain yumen يوماين",
    "week": "اسبوعين أسبوعين اسبوعان سبوعين سيمانتين سمانتين جمعتين osbo3en esbo3ein isbo3en usbu3ayn osbo3een",
    "month": "شهرين شهران shahren shahrein shahreen",
    "year": "سنتين عامين سنتان",
}
