"""Number words: cardinals (masculine, feminine, dialects, Arabizi), ordinals, tens and hundreds."""

from __future__ import annotations

CARDINALS = {
    0: "صفر zero sefr sifr",
    1: "واحد واحدة وحدة وحده one wa7ed wahed wa7da wahda wehda",
    2: (
        "اثنين اثنان اثنتين اثنتان ثنتين ثنتان اتنين تنتين تنين اثنينه ثنين جوج زوج two etnen etneen ethnain"
        " ethnein itnen tnen tnein tenten thintain jouj"
    ),
    3: "تلت ثلاثة ثلاث تلاتة تلات تلاته ثلاثه ثلات three talata talat tlata tlate thalatha thalath tlateh telata",
    4: "ربعة اربعة اربع أربعه four arba3a arba3 arb3a arbaa arba arb3 reb3a rb3a",
    5: "خمسة خمس خمسه five khamsa 5amsa khams 5ams khamseh 7amsa",
    6: "ستة ست سته six sitta setta sit sett sitteh",
    7: "سبعة سبع سبعه seven sab3a saba3 sabaa sab3 seb3a",
    8: (
        "تمانة تمنيا ثمانية ثماني ثمان تمانية تماني تمان تمن تمنية ثمنية ثمانيه eight tamanya tmanya tamania"
        " thamanya thmanya tmanye tmenya tamanye"
    ),
    9: "تسعود تسعة تسع تسعه nine tes3a tis3a tesaa tes3 ts3a tes3oud ts3oud",
    10: "عشرة عشر عشره عشرا ten 3ashra 3ashara 3ashr ashra ashara 3shra 3achra 3echra",
    11: (
        "احدعشر احداشر حداشر حدعش احدعش حدعشر احد_عشر احدى_عشرة احدى_عشر احدا_عشر حداعش ايدعش احدعشره حضاش حداش"
        " eleven 7dashar hdashar 7edashar hedashar i7da3sh 7da3sh 7idashar"
    ),
    12: (
        "طنعش طناعش طنعشر تناشر اثنعشر اثناعشر اثنا_عشر اثني_عشر اثنتا_عشرة اثنتي_عشرة اثنى_عشر اثناشر اتناشر"
        " اطنعش ثنعش اثنعش تنعش اتنعشر اطناشر ثنعشر تناعش اثناعش طناش اتنعش ثنا_عشر twelve etnashar itnashar"
        " tna3sh ethna3ash tnash"
    ),
    13: (
        "ثلاثةعشر ثلاثة_عشر ثلاث_عشرة ثلاث_عشر تلاتاشر تلتاشر تلطعش ثلاطعش ثلطعش تلتعش ثلثعش تلطاش ثلطاش تلاطاش"
        " ثلاطاش ثلاثعش ثلاثعشر ثلاتعش تلاتعشر ثلطعشر thirteen talatashar talattashar tlatta3sh"
    ),
    14: (
        "اربعةعشر اربعة_عشر اربع_عشرة اربع_عشر اربعتاشر اربعطعش اربعتعش اربعطاش ربعطاش ربعتاش اربعتعشر اربعطعشر"
        " ارباطعش fourteen arba3tashar arbata3sh"
    ),
    15: (
        "خمسةعشر خمسة_عشر خمس_عشرة خمس_عشر خمستاشر خمسطعش خمستعش خمسطاش خمستاش خمسطعشر خمستعشر خمطعش fifteen"
        " khamastashar khamsta3sh 5amastashar"
    ),
    16: "ستةعشر ستة_عشر ست_عشرة ست_عشر ستاشر سطعش ستعش سطاش ستاش ستطاش سطعشر ستعشر ستطعش sixteen settashar sitta3sh",
    17: (
        "سبعةعشر سبعة_عشر سبع_عشرة سبع_عشر سبعتاشر سبعطعش سبعتعش سبعطاش سبعتاش سبعطعشر سبعتعشر سباطعش seventeen"
        " saba3tashar sabata3sh"
    ),
    18: (
        "ثمانيةعشر ثمانية_عشر ثماني_عشرة ثمان_عشرة ثماني_عشر تمنتاشر تمانتاشر ثمنطعش تمنطعش ثمانطعش ثمنتعش تمنتعش"
        " تمنطاش ثمنطاش تمنتاش ثمنطعشر ثمانتعش تمانطعش eighteen tamantashar tmanta3sh"
    ),
    19: (
        "تسعةعشر تسعة_عشر تسع_عشرة تسع_عشر تسعتاشر تسعطعش تسعتعش تسعطاش تسعتاش تسعطعشر تسعتعشر تساطعش nineteen"
        " tesa3tashar tesata3sh"
    ),
    20: "عشرين عشرون عشرينات twenty 3eshreen 3eshrin 3ishrin eshreen",
    30: "ثلاثين ثلاثون تلاتين thirty talateen talatin thalatheen",
    40: "اربعين اربعون forty arba3een arbe3in",
    50: "خمسين خمسون fifty khamseen 5amseen",
    60: "ستين ستون sixty setteen sittin",
    70: "سبعين سبعون seventy sab3een",
    80: "ثمانين ثمانون تمانين eighty tamaneen",
    90: "تسعين تسعون ninety tes3een",
    100: "مية ميه مئة مائة مئه امية hundred meya miyya",
    200: "ميتين مئتين مائتين مئتان ميتان",
    300: "ثلاثمية ثلاثمئة تلتمية تلاتمية ثلاثمائة ثلثمية",
    400: "اربعمية اربعمئة ربعمية اربعمائة",
    500: "خمسمية خمسمئة خمسمائة",
    600: "ستمية ستمئة ستمائة",
    700: "سبعمية سبعمئة سبعمائة",
    800: "ثمانمية تمنمية ثمانمئة ثمنمية ثمانمائة",
    900: "تسعمية تسعمئة تسعمائة",
    1000: "الف thousand alf",
    2000: "الفين الفان",
}
"""Value -> its spellings."""

ORDINALS = {
    1: "اول أولى اولي first 1st awal awwal",
    2: "ثاني ثانية تاني تانية second 2nd tani",
    3: "ثالث ثالثة تالت تالتة third 3rd talet",
    4: "رابع رابعة fourth 4th rabe3",
    5: "خامس خامسة fifth 5th khames",
    6: "سادس سادسة سات sixth 6th sades",
    7: "سابع سابعة seventh 7th sabe3",
    8: "ثامن ثامنة تامن تامنة eighth 8th tamen",
    9: "تاسع تاسعة ninth 9th tase3",
    10: "عاشر عاشرة tenth 10th 3asher",
    11: "حادي_عشر حادية_عشرة حادية_عشر الحادي_عشر الحادية_عشرة eleventh 11th",
    12: "ثاني_عشر ثانية_عشرة ثانية_عشر الثاني_عشر الثانية_عشرة twelfth 12th",
    13: "ثالث_عشر الثالث_عشر ثالثة_عشرة thirteenth 13th",
    14: "رابع_عشر الرابع_عشر رابعة_عشرة fourteenth 14th",
    15: "خامس_عشر الخامس_عشر خامسة_عشرة fifteenth 15th",
    16: "سادس_عشر السادس_عشر سادسة_عشرة sixteenth 16th",
    17: "سابع_عشر السابع_عشر سابعة_عشرة seventeenth 17th",
    18: "ثامن_عشر الثامن_عشر ثامنة_عشرة eighteenth 18th",
    19: "تاسع_عشر التاسع_عشر تاسعة_عشرة nineteenth 19th",
    20: "twentieth 20th",
    21: "21st",
    22: "22nd",
    23: "23rd",
    24: "24th",
    25: "25th",
    26: "26th",
    27: "27th",
    28: "28th",
    29: "29th",
    30: "30th thirtieth",
    31: "31st",
}

FIRST_OF_TENS = {
    1: "حادي حادية الحادي الحادية",
}
"""«الحادي والعشرون»: says one only in front of tens."""
