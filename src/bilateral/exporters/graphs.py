"""Records as a graph of states, for Gephi and others that read GEXF."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from bilateral.collection.tabular import Export
from bilateral.errors import BilateralError
from bilateral.exporters.paths import written
from bilateral.states import registry

__all__ = ["gexf"]

_EDGE = ("record", "kind", "title", "status", "date", "source", "match", "reasons")
_COLUMNS = {"record": "id"}
_UNPRINTED = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SPACE = "http://gexf.net/1.3"


def gexf(export: Export, path: Path | None) -> str | Path:
    """A graph in GEXF 1.3: a node for each state, an edge for each record between two.

    An edge goes from the one that starts to the one that receives; between parties it has no
    direction. It lasts from the first day to the last that its record may touch. Rows of which a
    state is not known are no edges: one record may lack some.

    Args:
        export: The records.
        path: Where to write it, if anywhere.

    Raises:
        BilateralError: if there are no states in the table, as in counts, or the file cannot be
            written.
        MissingExtraError: without the extra ``tables``.

    Source: https://gexf.net/1.3/.
    """
    table = export.table()
    if "initiator_state" not in table.column_names:
        raise BilateralError("no table of records", expected="records, not counts of them")
    rows = list(_edges(table.to_pylist()))
    root = ET.Element("gexf", xmlns=_SPACE, version="1.3")
    graph = ET.SubElement(
        root, "graph", mode="dynamic", defaultedgetype="directed", timeformat="date"
    )
    attributes = ET.SubElement(graph, "attributes", {"class": "edge"})
    for name in _EDGE:
        ET.SubElement(attributes, "attribute", id=name, title=name, type="string")
    states = dict.fromkeys(state for row in rows for state in _states(row))
    nodes = ET.SubElement(graph, "nodes")
    for state in states:
        known = registry().get(state)
        ET.SubElement(nodes, "node", id=state, label=_plain(known.name if known else state))
    edges = ET.SubElement(graph, "edges")
    for number, row in enumerate(rows):
        _add_edge(edges, number, row)
    ET.indent(root)
    text = ET.tostring(root, encoding="unicode", xml_declaration=False)
    return written(f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n', path)


def _edges(rows: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The rows between two states; of two parties one row, though the table has both ways."""
    seen: set[tuple[str, str, str]] = set()
    for row in rows:
        one, other = _states(row)
        key = (row["id"], *sorted((str(one), str(other))))
        if one and other and (not _is_mutual(row) or key not in seen):
            seen.add(key)
            yield row


def _is_mutual(row: dict[str, Any]) -> bool:
    return bool(row["initiator_role"] == row["target_role"])


def _states(row: dict[str, Any]) -> tuple[Any, Any]:
    return row["initiator_state"], row["target_state"]


def _add_edge(edges: ET.Element, number: int, row: dict[str, Any]) -> None:
    one, other = _states(row)
    facts = {"id": str(number), "source": one, "target": other, "label": _plain(row["title"])}
    if _is_mutual(row):
        facts["type"] = "undirected"
    for name, column in (("start", "date_start_min"), ("end", "date_end_max")):
        if row[column] is not None:
            facts[name] = row[column].isoformat()
    edge = ET.SubElement(edges, "edge", facts)
    values = ET.SubElement(edge, "attvalues")
    for name in _EDGE:
        value = row.get(_COLUMNS.get(name, name))
        if value is not None:
            ET.SubElement(values, "attvalue", {"for": name, "value": _plain(str(value))})


def _plain(text: str) -> str:
    return _UNPRINTED.sub("\N{REPLACEMENT CHARACTER}", text)
