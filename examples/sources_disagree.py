"""Where do the sources disagree, and does it change an answer?

Prints every disagreement with who says what, then asks one question of each source alone.

Run it with ``python examples/sources_disagree.py``. It needs no network.
"""

from __future__ import annotations

import bilateral
from bilateral import Dataset, Selection, Visit
from bilateral.collection.reconcile import Disagreement


def print_disagreement(data: Dataset, item: Disagreement) -> None:
    """Print one disagreement with everyone who takes part in it."""
    kind = "CONTRADICTION" if item.is_contradiction else "refined or doubted"
    print(f"{data[item.record].title} [{item.record}]")
    print(f"  {item.field}: {kind}")
    for statement in item.statements:
        value = "doubted" if statement.value is None else str(statement.value)
        where = f", {statement.locator}" if statement.locator else ""
        print(f"    {value:<28} {statement.stance}: {statement.source}{where}")
    seen = dict.fromkeys(str(value) for value in item.seen)
    print(f"    queries see: {' or '.join(seen)}")


def military_visits(data: Dataset) -> Selection[Visit]:
    """Visits by someone of Pakistan's armed forces."""
    return data.visits.by("PAK", sector="military")


def main() -> None:
    """Print the disagreements, then the answer of all sources and of each one."""
    data = bilateral.load("pakistan-russia")
    found = data.reconcile()
    contradictions = sum(item.is_contradiction for item in found)
    print(f"{len(found)} fields on which sources differ, {contradictions} of them contradictions\n")
    for item in found:
        print_disagreement(data, item)

    print("\nVisits by Pakistan's military since 2016: at least, at most")
    print(f"  {'all sources':<28} {military_visits(data).since(2016).bounds()}")
    for source in data.sources:
        visits = military_visits(data.from_sources(source.id))
        if visits.bounds() != (0, 0):  # it states such a visit, of whatever year
            print(f"  {source.id:<28} {visits.since(2016).bounds()}")


if __name__ == "__main__":
    main()
