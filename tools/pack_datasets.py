"""Writes beside the TOML of each dataset of the package the JSON that is loaded of it.

TOML is for people, who write it and look into it; JSON is read in a twentieth of the time. Run it
after any change of a dataset; a test tells if that was forgotten.

    python tools/pack_datasets.py
"""

from __future__ import annotations

from pathlib import Path

import bilateral
from bilateral.files import load_file, save_file

FOLDER = Path(bilateral.__file__).parent / "datasets"


def main() -> None:
    """Write the files."""
    for written in sorted(FOLDER.glob("*.toml")):
        dataset = load_file(written)
        save_file(dataset, written.with_suffix(".json"))
        print(f"{written.with_suffix('.json').name}: {len(dataset)} records")


if __name__ == "__main__":
    main()
