"""A small set of locale files, so that these tests do not move when a text does."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.i18n import Phrases, Speech

AR = """
hello = أهلًا { $name }
minutes = { $n ->
    [zero] بلا دقائق
    [one] دقيقة واحدة
    [two] دقيقتان
    [few] { $n } دقائق
    [many] { $n } دقيقة
   *[other] { $n } دقيقة
}
choose = { $gender ->
    [male] اختر موعدًا
    [female] اختاري موعدًا
   *[unset] ما الموعد المناسب؟
}
example = مثال: ٢٢/١١ أو 5:00
paid = دُفع { $amount } لـ{ $what } في { $time }
kind = { $kind ->
    [video] مكالمة { $note }
   *[other] شيء { $note }
}
"""
EN = """
hello = Hello { $name }
minutes = { $n ->
    [one] { $n } minute
   *[other] { $n } minutes
}
choose = Choose a time
example = Example: ٢٢/١١ or 5:00
paid = Paid { $amount } for { $what } at { $time }
kind = { $kind ->
    [video] Call { $note }
   *[other] Thing { $note }
}
"""


@pytest.fixture(scope="session")
def speech(tmp_path_factory: pytest.TempPathFactory) -> Speech:
    return Speech(phrases_in(tmp_path_factory.mktemp("locales"), ar=AR, en=EN))


def phrases_in(folder: Path, **languages: str) -> Phrases:
    for language, text in languages.items():
        (folder / language).mkdir()
        (folder / language / "all.ftl").write_text(text, encoding="utf-8")
    return Phrases(folder)
