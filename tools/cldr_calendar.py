"""Write the table of months and weekdays from the Common Locale Data Repository.

Run it with the version of Babel whose data are wanted; the table is checked in, so that the package
needs no Babel:

    python -m pip install babel
    python tools/cldr_calendar.py

Babel has the data of CLDR, under the Unicode licence that the package has beside its own.
"""

from __future__ import annotations

import csv
import sys
from importlib.metadata import version
from pathlib import Path

from babel import Locale

# Where a language has other names in some places, those locales stand behind it: in Arabic the
# names of the Levant and Iraq, of Algeria and Tunisia, of Morocco and of Mauritania.
LOCALES = {
    "ar": ("ar", "ar_SY", "ar_DZ", "ar_MA", "ar_MR"),
    "de": ("de", "de_AT"),
    "es": ("es", "es_MX", "es_PE"),
    "fr": ("fr", "fr_CA"),
    "pt": ("pt",),
    "ru": ("ru",),
    "zh": ("zh", "zh_Hant"),
}
MONTHS = (
    "january february march april may june july august september october november december"
).split()
WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
TABLE = Path(__file__).parents[1] / "src" / "bilateral" / "dates" / "cldr.csv"


def rows() -> list[tuple[str, str, str, str]]:
    """Language, meaning, word and the first locale that has it; no word twice."""
    found: dict[tuple[str, str, str], str] = {}
    for language, locales in LOCALES.items():
        for name in locales:
            locale = Locale.parse(name)
            for names, meanings, first in (
                (locale.months, MONTHS, 1),
                (locale.days, WEEKDAYS, 0),
            ):
                for context in ("format", "stand-alone"):
                    for width in ("wide", "abbreviated"):
                        for number, meaning in enumerate(meanings, first):
                            word = names[context][width][number].removesuffix(".").lower()
                            if not word[0].isdigit():  # "4月" is read as a number
                                found.setdefault((language, meaning, word), name)
    order = {meaning: place for place, meaning in enumerate((*MONTHS, *WEEKDAYS))}
    return sorted(
        ((*key, locale) for key, locale in found.items()),
        key=lambda row: (row[0], order[row[1]]),
    )


def main() -> None:
    """Write the table."""
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(("language", "meaning", "word", "locale"))
        table.writerows(rows())
    sys.stdout.write(f"{TABLE.name}: data of Babel {version('babel')}\n")


if __name__ == "__main__":
    main()
