"""Write the table of names in other languages from the Common Locale Data Repository.

Run it with the version of Babel whose data are wanted; the table is checked in, so that the package
needs no Babel:

    python -m pip install babel
    python tools/cldr_names.py

Babel has the data of CLDR, under the Unicode licence, which is in the package.
"""

from __future__ import annotations

import csv
import sys
from importlib.metadata import version
from pathlib import Path

from babel import Locale

from bilateral.states.tables import registry, state_codes

LANGUAGES = ("ar", "de", "en", "es", "fr", "hi", "ja", "pt", "ru", "tr", "ur", "zh")
TABLE = Path(__file__).parents[1] / "src" / "bilateral" / "states" / "cldr.csv"


def main() -> None:
    """Write one row for each state or territory of the registry that has a code of two letters."""
    letters = {code.alpha_2: code.state for code in state_codes().values() if not code.withdrawn}
    letters["XK"] = "XKX"
    names = {language: Locale(language).territories for language in LANGUAGES}
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(("state", *LANGUAGES))
        for code, state in sorted(letters.items(), key=lambda pair: pair[1]):
            if code and state in registry():
                table.writerow((state, *(names[of].get(code, "") for of in LANGUAGES)))
    sys.stdout.write(f"{TABLE.name}: data of Babel {version('babel')}\n")


if __name__ == "__main__":
    main()
