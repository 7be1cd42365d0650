"""Charts as files, made without the network."""

from __future__ import annotations

import json
import os
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bilateral._plugins import require
from bilateral.errors import BilateralError
from bilateral.files.atomic import binary_file
from bilateral.plots.look import altair

if TYPE_CHECKING:
    import altair as alt

__all__ = ["save"]

_FORMS = (".html", ".svg", ".png", ".pdf", ".json")


def save(chart: alt.TopLevelMixin, path: str | os.PathLike[str], *, scale: float = 2.0) -> Path:
    """Write a chart to a file, all of it or nothing.

    A page of HTML has in it whatever it takes to show the chart, and opens without the network;
    ``chart.save("page.html")`` of Altair alone would load its programs from elsewhere.

    Args:
        chart: Any chart of Altair.
        path: The file; its ending says what it becomes: ``.html``, ``.svg``, ``.png``, ``.pdf``,
            or ``.json`` for the specification.
        scale: Pixels of a PNG for each of the chart.

    Returns:
        The path.

    Raises:
        BilateralError: if the ending is none of these.
        WriteError: if the file cannot be written.
        MissingExtraError: without the extra ``plots``.
    """
    target = Path(path)
    form = target.suffix.lower()
    if form not in _FORMS:
        raise BilateralError(
            "unknown form of picture", file=str(path), expected=f"one of {', '.join(_FORMS)}"
        )
    with binary_file(target) as handle:
        handle.write(_drawn(chart, form, scale))
    return target


def _drawn(chart: Any, form: str, scale: float) -> bytes:  # a chart, typed where altair is there
    converter = require("vl_convert", extra="plots")
    spec = chart.to_dict()
    version = ".".join(altair().SCHEMA_VERSION.removeprefix("v").split(".")[:2])
    match form:
        case ".json":
            return str(chart.to_json()).encode()
        case ".png":
            return bytes(converter.vegalite_to_png(spec, vl_version=version, scale=scale))
        case ".pdf":
            return bytes(converter.vegalite_to_pdf(spec, vl_version=version))
    words = escape(str(spec.get("description", "")))
    if form == ".html":
        return _page(spec, words, converter.javascript_bundle()).encode()
    svg: str = converter.vegalite_to_svg(spec, vl_version=version)
    return svg.replace("<svg ", f'<svg role="img" aria-label="{words}" ', 1).encode()


def _page(spec: object, words: str, programs: str) -> str:
    """A page that shows a chart; nothing in the chart can end the script that it stands in."""
    text = json.dumps(spec).replace("<", "\\u003c")
    return _PAGE.format(words=words, programs=programs, spec=text)


# Vega makes functions of text, so that inline scripts must be allowed; nothing else may load.
_PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; \
style-src 'unsafe-inline'; script-src 'unsafe-inline' 'unsafe-eval'; img-src data: blob:">
<title>{words}</title>
<script>{programs}</script>
</head>
<body>
<div id="chart"></div>
<script>
vegaEmbed("#chart", {spec},
  {{renderer: "svg", actions: {{export: true, source: false, compiled: false, editor: false}}}});
</script>
</body>
</html>
"""
