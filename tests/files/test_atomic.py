"""Files that are whole or not there: what other programs see of a file while it is written."""

from __future__ import annotations

import errno
import os
import pickle
import random
import stat
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from bilateral.errors import BilateralError, WriteError
from bilateral.files.atomic import binary_file, part_file, text_file

posix = pytest.mark.skipif(os.name == "nt", reason="modes and links are of POSIX")
no_root = pytest.mark.skipif(
    os.name == "nt" or os.geteuid() == 0, reason="the superuser may write everything"
)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@given(st.binary(max_size=200), st.binary(max_size=200))
def test_readers_see_the_old_content_until_the_new_is_whole(
    tmp_path_factory: pytest.TempPathFactory, old: bytes, new: bytes
) -> None:
    path = tmp_path_factory.mktemp("folder") / "a.bin"
    path.write_bytes(old)
    with binary_file(path) as handle:
        handle.write(new)
        handle.flush()
        assert path.read_bytes() == old
    assert path.read_bytes() == new
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("cause", [ZeroDivisionError, KeyboardInterrupt, SystemExit])
@pytest.mark.parametrize("there", [True, False])
def test_a_failure_leaves_all_as_it_was(
    tmp_path: Path, cause: type[BaseException], there: bool
) -> None:
    path = tmp_path / "a.txt"
    if there:
        path.write_text("old")

    def fail() -> None:
        with text_file(path) as handle:
            handle.write("half")
            raise cause

    with pytest.raises(cause):
        fail()
    assert list(tmp_path.iterdir()) == ([path] if there else [])
    assert not there or path.read_text() == "old"


@posix
@given(st.integers(0, 0o77))
def test_a_new_file_has_the_rights_that_open_gives(
    tmp_path_factory: pytest.TempPathFactory, mask: int
) -> None:
    folder = tmp_path_factory.mktemp("folder")
    before = os.umask(mask)
    try:
        (folder / "plain").touch()
        with binary_file(folder / "ours"):
            pass
    finally:
        os.umask(before)
    assert mode(folder / "ours") == mode(folder / "plain")


@posix
@given(st.integers(0, 0o777).map(lambda rights: rights | 0o600))
def test_an_old_file_keeps_its_rights_and_shows_no_more_meanwhile(
    tmp_path_factory: pytest.TempPathFactory, rights: int
) -> None:
    path = tmp_path_factory.mktemp("folder") / "a"
    path.touch()
    path.chmod(rights)
    with part_file(path) as part:
        assert mode(part) & ~rights == 0
        part.write_bytes(b"new")
    assert mode(path) == rights


@posix
def test_the_umask_of_the_process_is_never_touched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "umask", lambda _: pytest.fail("threads would feel it"))
    with binary_file(tmp_path / "a"):
        pass


@posix
@pytest.mark.parametrize("there", [True, False])
def test_a_link_leads_to_the_file_that_is_written(tmp_path: Path, there: bool) -> None:
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    target, middle, link = folder / "real", folder / "middle", tmp_path / "newest"
    if there:
        target.write_text("old")
    middle.symlink_to("real")
    link.symlink_to(middle)
    with text_file(link) as handle:
        handle.write("new")
    assert link.is_symlink()
    assert middle.is_symlink()
    assert target.read_text() == "new"
    assert sorted(folder.iterdir()) == [middle, target]
    assert list(tmp_path.iterdir()).count(link) == 1


@posix
def test_a_link_that_leads_to_itself_is_told(tmp_path: Path) -> None:
    link = tmp_path / "loop"
    link.symlink_to(link)
    with pytest.raises(WriteError, match="loop"), binary_file(link):
        pass
    assert link.is_symlink()


@posix
def test_a_pipe_is_written_to_as_it_stands(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    got: list[bytes] = []
    reader = threading.Thread(target=lambda: got.append(pipe.read_bytes()))
    reader.start()
    with binary_file(pipe) as handle:
        handle.write(b"through")
    reader.join()
    assert got == [b"through"]
    assert stat.S_ISFIFO(pipe.stat().st_mode)


@posix
def test_a_kill_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old")
    code = (
        "import os, sys\nfrom bilateral.files.atomic import text_file\n"
        "with text_file(sys.argv[1]) as handle:\n"
        "    handle.write('half')\n    handle.flush()\n    os.kill(os.getpid(), 9)\n"
    )
    done = subprocess.run([sys.executable, "-c", code, str(path)], check=False)
    assert done.returncode == -9
    assert path.read_text() == "old"
    assert list(tmp_path.glob("a*")) == list(tmp_path.glob("*.txt")) == [path]
    assert len(list(tmp_path.iterdir())) == 2
    with text_file(path) as handle:
        handle.write("new")
    assert list(tmp_path.iterdir()) == [path]


@no_root
def test_a_file_that_may_not_be_written_is_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.touch(mode=0o444)
    with pytest.raises(WriteError, match="read-only"), binary_file(path):
        pass


@pytest.mark.parametrize("name", ["no/folder/a", "a\0b", "."])
def test_errors_name_the_file_and_are_of_the_system_too(tmp_path: Path, name: str) -> None:
    path = f"{tmp_path}{os.sep}{name}"
    with pytest.raises(BilateralError) as caught, binary_file(path):
        pass
    assert isinstance(caught.value, OSError)
    assert caught.value.file == path
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)


def test_the_errors_of_a_full_disk_name_the_file(tmp_path: Path) -> None:
    with pytest.raises(WriteError, match="No space") as caught, binary_file(tmp_path / "a"):
        raise OSError(28, "No space left on device")
    assert caught.value.file == str(tmp_path / "a")
    assert list(tmp_path.iterdir()) == []


def test_the_longest_names_are_written(tmp_path: Path) -> None:
    path = tmp_path / ("n" * 250 + ".json")
    with binary_file(path) as handle:
        handle.write(b"x")
    assert path.read_bytes() == b"x"


def test_threads_may_write_one_file_at_once(tmp_path: Path) -> None:
    path = tmp_path / "a"

    def write(letter: str) -> None:
        for _ in range(20):
            with text_file(path) as handle:
                handle.write(letter * 1000)

    threads = [threading.Thread(target=write, args=(letter,)) for letter in "abc"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert path.read_text() in {letter * 1000 for letter in "abc"}
    assert list(tmp_path.iterdir()) == [path]


def test_the_disk_has_the_file_before_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, settled = tmp_path / "a", []
    monkeypatch.setattr(os, "fsync", lambda _: settled.append(path.exists()))
    with binary_file(path):
        pass
    assert settled[0] is False
    assert os.name == "nt" or settled == [False, True]


def test_an_error_about_another_file_is_that_file_s(tmp_path: Path) -> None:
    for make in (text_file, binary_file):
        with pytest.raises(FileNotFoundError) as caught, make(tmp_path / "a"):
            (tmp_path / "none" / "b").read_bytes()
        assert not isinstance(caught.value, WriteError)
        assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("links", [True, False])
def test_a_file_that_is_to_be_new_is_written_over_nothing(
    links: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    if not links:
        monkeypatch.setattr(os, "link", refuse)
    path = tmp_path / "a"
    with text_file(path, new=True) as handle:
        handle.write("first")
    with pytest.raises(WriteError, match="exists"), text_file(path, new=True) as handle:
        handle.write("second")
    assert path.read_text() == "first"
    assert list(tmp_path.iterdir()) == [path]


def test_half_a_letter_is_refused_and_the_old_file_kept(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_text("old")
    with pytest.raises(WriteError, match="UTF-8") as caught, text_file(path) as handle:
        handle.write("a\ud800")
    assert str(caught.value).encode()
    assert path.read_text() == "old"


WRITER = """
import sys
from bilateral.files.atomic import text_file
for number in range(int(sys.argv[2])):
    with text_file(sys.argv[1]) as handle:
        for _ in range(200):
            handle.write(sys.argv[3] * 1000)
            handle.flush()
"""


def writing(path: Path, times: int, letter: str) -> subprocess.Popen[bytes]:
    """A process that writes a file so many times."""
    return subprocess.Popen([sys.executable, "-c", WRITER, str(path), str(times), letter])


def test_two_processes_at_once_leave_one_whole_file(tmp_path: Path) -> None:
    path = tmp_path / "a"
    running = [writing(path, 8, letter) for letter in "ab"]
    while any(one.poll() is None for one in running):
        assert not path.exists() or len(set(path.read_text())) == 1
    assert [one.returncode for one in running] == [0, 0]
    assert path.read_text() in {letter * 200_000 for letter in "ab"}
    assert list(tmp_path.iterdir()) == [path]


@posix
@pytest.mark.slow
def test_kills_at_any_moment_leave_a_whole_file(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_text("a" * 200_000)
    chance = random.Random(0)
    for number in range(50):
        one = writing(path, 10_000, "abc"[number % 3])
        time.sleep(0.1 + 0.3 * chance.random())
        one.kill()
        one.wait()
        text = path.read_text()
        assert len(text) == 200_000
        assert len(set(text)) == 1
    with text_file(path) as handle:
        handle.write("last")
    assert list(tmp_path.iterdir()) == [path]


@posix
@pytest.mark.slow
@pytest.mark.needs("pandas")
@pytest.mark.needs("openpyxl")
def test_a_full_disk_leaves_every_old_file(tmp_path: Path) -> None:
    """Each way of writing, in a process that may write no file beyond some bytes."""
    code = """
import resource, signal, sys
from pathlib import Path
import bilateral
data = bilateral.load("pakistan-russia")
forms = sys.argv[1:]
for form in forms:
    data.to(form, f"warm.{form}")
    Path(f"a.{form}").write_text("old")
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))
for form in forms:
    try:
        data.to(form, f"a.{form}")
    except bilateral.BilateralError as error:
        assert f"a.{form}" in str(error), str(error)
    else:
        raise SystemExit(f"written: {form}")
"""
    forms = ["json", "jsonl", "toml", "csv", "parquet", "excel", "stata", "gexf"]
    done = subprocess.run(
        [sys.executable, "-c", code, *forms], cwd=tmp_path, check=False, capture_output=True
    )
    assert done.returncode == 0, done.stderr.decode()[-900:]
    for path in tmp_path.glob("warm*"):
        path.unlink()
    files = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert files == {f"a.{form}": b"old" for form in forms}
