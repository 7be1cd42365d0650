"""Prints the lowest version that pyproject.toml allows of each library it names, for `pip -c`."""

import pathlib
import re
import sys
import tomllib

project = tomllib.loads(pathlib.Path("pyproject.toml").read_text(encoding="utf-8"))["project"]
named = set(project["dependencies"]).union(*project["optional-dependencies"].values())
for requirement in sorted(named):
    if requirement.startswith(project["name"] + "["):
        continue  # its own extras
    floor = re.fullmatch(r"([A-Za-z0-9._-]+)>=([0-9.]+)", requirement)
    if not floor:
        sys.exit(f"pyproject.toml: {requirement!r} has no lowest version")
    sys.stdout.write(f"{floor[1]}=={floor[2]}\n")
