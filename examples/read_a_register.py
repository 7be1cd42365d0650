"""Read a research file, look at the account of its rows, and ask it a question.

The rows are invented, under the header of SIPRI's trade register. With a file of your own::

    python examples/read_a_register.py trade-register.csv
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import bilateral

INVENTED = """\
Recipient,Supplier,Year of order, ,Number ordered, ,Weapon designation,Weapon description,\
Number delivered, ,Year(s) of delivery,status,Comments,SIPRI TIV per unit,\
SIPRI TIV for total order,SIPRI TIV of delivered weapons
Pakistan,Russia,2015,,4,,XM-1,combat helicopter,4,,2017,New,,10,40,40
Pakistan,China,1990,?,,,XF-2,fighter aircraft,12,?,1992; 1993,New,Possibly more,5,60,60
Pakistan,Soviet Union,1968,,20,?,XM-3,helicopter,20,?,1968; 1969,New,,2,40,40
India,unknown supplier(s),2016,,6,,XG-4,howitzer,6,,2017,Second hand,,1,6,6
India,Russia,soon,,6,,XG-5,howitzer,6,,2017,New,,1,6,6
"""


def show(path: Path) -> None:
    """Print the account of a register, and who supplied whom since 1990."""
    dataset, report = bilateral.read_sipri(path)
    print(report)
    since = dataset.arms_transfers.since(1990)
    print(f"\ndeliveries since 1990, at least and at most: {since.bounds()}")
    print(f"from Russia:                                 {since.by('RUS').bounds()}")
    for record in since.by("RUS").possible:
        print(f"  perhaps {record.title}: {'; '.join(since.by('RUS').why(record))}")
    print(f"from Russia or the states it continues, at any time: "
          f"{dataset.arms_transfers.by('RUS', include_predecessors=True).bounds()}")  # fmt: skip


def main() -> None:
    """Read the file that is named, or the invented one."""
    if len(sys.argv) > 1:
        show(Path(sys.argv[1]))
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "register.csv"
        path.write_text(INVENTED, encoding="utf-8")
        show(path)


if __name__ == "__main__":
    main()
