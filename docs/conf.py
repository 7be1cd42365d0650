"""Settings of the documentation. It builds without the network."""

from __future__ import annotations

import sys
from pathlib import Path

from sphinx.ext.napoleon import GoogleDocstring

import bilateral

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))
import gallery  # noqa: E402 - beside this file

gallery.draw(HERE / "_gallery")


def _whole_summary(docstring: GoogleDocstring) -> tuple[str, list[str]]:
    """The docstring of a property as it is: napoleon takes what precedes a colon for a type."""
    lines = docstring._dedent(docstring._consume_to_end())
    return "", type(docstring)(lines, docstring._config).lines()


GoogleDocstring._consume_inline_attribute = _whole_summary

project = "bilateral"
author = "The bilateral developers"
copyright = "The bilateral developers"
version = release = bilateral.__version__
language = "en-GB"

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
exclude_patterns = ["_build", "_gallery"]
nitpicky = True
nitpick_ignore_regex = [
    # Other projects: their pages are not at hand, for the documentation builds without the network.
    (r"py:.*", r"(collections|datetime|os|pathlib|pendulum)\..*"),
    (r"py:.*", r"(alt|altair|duckdb|hypothesis|pa|pd|pl|pyarrow)\..*"),
    (r"py:class", r"timedelta|Path"),  # as pendulum says it; where a library is absent
    (r"py:class", r"bilateral\..*\.([DHNR]|ColumnT)"),  # type variables
    # Aliases that their own docstrings explain.
    (
        r"py:class",
        r"Asked|Cell|Progress|OwnNames|Material|Columns|Key|NamedKey|Readable|Several|Sourced|Style|Words|(bilateral.readers.frames.)?FrameLike",
    ),
    (r"py:class", r"(bilateral.collection.tabular.)?Chosen"),  # the arguments of to()
    (
        r"py:class",
        r"Claimed|Code|(bilateral.panels.coverage.)?Covered|ListName|Part|Rule|SeriesStep|SeriesUnit|Side|Unit",
    ),
]

myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3

autodoc_member_order = "bysource"
autodoc_typehints = "description"
autodoc_typehints_description_target = "documented"
autodoc_typehints_format = "short"
autodoc_class_signature = "mixed"
napoleon_google_docstring = True
napoleon_numpy_docstring = False
napoleon_use_ivar = True
napoleon_use_rtype = False
python_use_unqualified_type_names = True
python_maximum_signature_line_length = 76
add_module_names = False

html_theme = "furo"
html_title = f"bilateral {release}"
html_static_path = ["_static"]
html_css_files = ["custom.css"]
html_extra_path = ["_gallery/page"]
html_copy_source = False
html_show_sourcelink = False
pygments_style = "friendly"
pygments_dark_style = "monokai"
