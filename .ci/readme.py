"""Prints the command of README.md that stands after a marker: the two cannot drift apart."""

import pathlib
import re
import sys

marker = sys.argv[1]
text = pathlib.Path("README.md").read_text(encoding="utf-8")
found = re.search(rf"<!-- {marker} -->\s*```[a-z]*\n(.+?)\n```", text, re.DOTALL)
if not found:
    sys.exit(f"README.md: no command after <!-- {marker} -->")
sys.stdout.write(found[1] + "\n")
