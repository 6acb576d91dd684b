from __future__ import annotations

from pathlib import Path

import pytest

from locales.reading import read
from locales.rules import RULES

SIX = "[zero] أ\n [one] أ\n [two] أ\n [few] أ\n [many] أ\n *[other] أ"


def complaints(folder: Path, language: str, message: str) -> list[str]:
    (folder / language).mkdir()
    (folder / language / "x.ftl").write_text(f"x = {message}\n", encoding="utf-8")
    found = read(folder / language)
    assert found.problems == []
    return [complaint for rule in RULES for complaint in rule(found.messages["x"])]


@pytest.mark.parametrize(
    ("language", "message"),
    [
        ("ar", "أهلًا { $name }، موعدك مؤكَّد ✅"),
        ("ar", "✅ تم التأكيد"),
        ("ar", "{ $name } حجز موعدًا"),
        ("ar", "باي بال (PayPal)"),
        ("ar", "English"),
        ("ar", "أرسل العميل الإيصال، وشارك رقمه"),
        ("ar", f"{{ $n ->\n {SIX}\n}}"),
        ("ar", f"{{ $n ->\n [1] أ\n {SIX}\n}}"),
        ("ar", "{ $gender ->\n [male] اختر\n [female] اختاري\n *[unset] الاختيار\n}"),
        ("ar", "{ $kind ->\n [video] أ\n *[other] ب\n}"),
        ("en", "{ $n ->\n [one] a\n *[other] b\n}"),
        ("en", "PayPal, 24 hours"),
    ],
)
def test_a_good_message_is_left_alone(tmp_path: Path, language: str, message: str) -> None:
    assert complaints(tmp_path, language, message) == []


@pytest.mark.parametrize(
    ("language", "message", "complaint"),
    [
        ("ar", "\n    .only = سمة", "has no text"),
        ("ar", "{ $n ->\n [one] أ\n *[other] ب\n}", "without the forms zero, two, few, many"),
        ("ar", "{ $n ->\n [1] أ\n *[other] ب\n}", "without the forms zero, one, two, few, many"),
        ("ar", "{ $n ->\n *[other] ب\n}", "without the forms zero, one, two, few, many"),
        ("ar", "{ $n ->\n " + SIX.replace("*", "") + "\n *[default] ب\n}", "its default is default"),
        ("en", "{ $n ->\n [zero] a\n *[other] b\n}", "without the forms one"),
        ("ar", "{ $gender ->\n [female] أ\n *[unset] ب\n}", "selects on $gender"),
        ("ar", "{ $gender ->\n [male] أ\n *[female] ب\n}", "selects on $gender"),
        ("ar", "{ $gender ->\n *[male] أ\n [female] ب\n [unset] ج\n}", "selects on $gender"),
        ("ar", "اختاري وقتًا", "«اختاري» addresses"),
        ("ar", "ثم واكتب الاسم", "«واكتب» addresses"),
        ("ar", "هل تريد موعدًا؟", "«تريد» addresses"),
        ("ar", "موعدكِ مؤكَّد", "«موعدكِ» addresses"),
        ("ar", "أهلًا أنتَ", "«أنتَ» addresses"),
        ("ar", "{ $kind ->\n [video] اضغطي\n *[other] ب\n}", "«اضغطي» addresses"),
        ("ar", "الرابط https://a.example", "link or code (https://)"),
        ("en", "See www.a.example", "link or code (www.)"),
        ("ar", "الحجز CB-20261122", "link or code (CB-)"),
        ("en", "Pay to SA03 8000 0000 6080 1016 7519", "link or code (SA03"),
        ("ar", "Zoom رابط", "begins with a Latin letter"),
        ("ar", "✅ OK تم", "begins with a Latin letter"),
        ("ar", "{ $kind ->\n [video] Zoom\n *[other] ب\n}", "begins with a Latin letter"),
        ("ar", "مثال: ٥ أو 6", "mixes Latin and Arabic-Indic digits"),
        ("en", "5 or ٦", "mixes Latin and Arabic-Indic digits"),
        ("ar", "مثال: ۵", "Persian digits"),
        ("ar", "عدد { NUMBER($n) }", "calls NUMBER()"),
    ],
)
def test_each_rule_bites(tmp_path: Path, language: str, message: str, complaint: str) -> None:
    found = complaints(tmp_path, language, message)

    assert len(found) == 1, found
    assert complaint in found[0]
