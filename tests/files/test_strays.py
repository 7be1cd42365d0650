"""What is left beside a file: the parts of dead writers go, those of living ones stay."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bilateral.files.strays import part_of, sweep

DEAD = (
    "import sys\nfrom pathlib import Path\nfrom bilateral.files.strays import part_of\n"
    "part_of(Path(sys.argv[1])).touch()\n"
)


def left_by_another(target: Path) -> list[Path]:
    """The parts that a process has left which has ended."""
    before = set(target.parent.iterdir())
    subprocess.run([sys.executable, "-c", DEAD, str(target)], check=True)
    return [*set(target.parent.iterdir()) - before]


def test_no_two_parts_are_called_alike_and_none_too_long(tmp_path: Path) -> None:
    target = tmp_path / ("\u65e5" * 80)
    names = {part_of(target).name for _ in range(50)}
    assert len(names) == 50
    assert all(len(name.encode()) < 255 for name in names)


@pytest.mark.skipif(os.name != "posix", reason="elsewhere no process can be asked for")
def test_what_a_dead_process_left_goes_and_nothing_else(tmp_path: Path) -> None:
    target, other = tmp_path / "a.csv", tmp_path / "b.csv"
    (dead,) = left_by_another(target)
    (of_other,) = left_by_another(other)
    kept = [target, of_other, part_of(target), tmp_path / ".a.csv.part", tmp_path / ".a.csv.x"]
    for path in kept:
        path.touch()
    sweep(target)
    assert sorted(tmp_path.iterdir()) == sorted(kept)
    assert not dead.exists()


def test_what_is_from_elsewhere_goes_after_a_day(tmp_path: Path) -> None:
    target = tmp_path / "a.csv"
    old, new = tmp_path / ".a.csv.0000dead-1-00000000.part", part_of(target)
    fresh = tmp_path / ".a.csv.0000dead-2-00000000.part"
    for path in (old, new, fresh):
        path.touch()
    for path in (old, new):
        os.utime(path, (0, 0))
    sweep(target)
    assert not old.exists()
    assert fresh.exists()
    assert os.name != "posix" or new.exists()


def test_there_may_be_no_folder(tmp_path: Path) -> None:
    sweep(tmp_path / "none" / "a.csv")
