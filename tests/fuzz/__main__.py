"""The long run: ``python -m tests.fuzz --seconds 3600``, or ``--atheris TARGET`` where it is."""

from __future__ import annotations

import argparse
import random
import signal
import sys
import time
import warnings
from collections import Counter
from importlib import import_module

_LONGEST = 60  # seconds that one input may take


class _TooLongError(BaseException):
    """An input took too long; nothing that is tried takes it for a fault of a file."""


def _too_long(*_: object) -> None:
    raise _TooLongError(f"more than {_LONGEST} seconds")


def _within(seconds: int) -> None:
    """Have what takes longer end with an error, where the system can; 0 ends the watch."""
    if hasattr(signal, "alarm"):
        signal.signal(signal.SIGALRM, _too_long)
        signal.alarm(seconds)


def run(seconds: float, seed: int, names: list[str]) -> int:
    """Try the targets in turn; print what broke, and a line for each.

    Returns:
        How many inputs broke something.
    """
    from tests.fuzz.targets import TARGETS, tried

    names = names or list(TARGETS)
    chance = random.Random(seed)
    times: Counter[str] = Counter()
    refused: Counter[str] = Counter()
    broken: dict[tuple[str, str], bytes] = {}
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        for name in names:
            script = chance.randbytes(1 + 5 * chance.randint(1, 6))
            times[name] += 1
            _within(_LONGEST)
            try:
                refused[name] += tried(TARGETS[name], script) is not None
            except (Exception, _TooLongError) as error:  # noqa: BLE001 - what is looked for
                where = error.__traceback__
                while where is not None and where.tb_next is not None:
                    where = where.tb_next
                line = f"{where.tb_frame.f_code.co_filename}:{where.tb_lineno}" if where else ""
                key = name, f"{type(error).__name__} {line}"
                if key not in broken:
                    broken[key] = script
                    told = f"{type(error).__name__}: {error!s:.200} {line} {script!r}"
                    sys.stdout.write(f"{name}: {told}\n")
                    sys.stdout.flush()
            finally:
                _within(0)
    for name in names:
        found = sum(1 for one, _ in broken if one == name)
        told = f"{times[name]:9} tried {refused[name]:9} refused {found:4} broken"
        sys.stdout.write(f"{name:14}{told}\n")
    return len(broken)


def main() -> int:
    """Read the command line and run."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--atheris", metavar="TARGET")
    parser.add_argument("targets", nargs="*", help="by default all")
    given, rest = parser.parse_known_args()
    warnings.simplefilter("ignore")
    if given.atheris is None:
        return min(run(given.seconds, given.seed, given.targets), 1)
    atheris = import_module("atheris")  # which has no types
    with atheris.instrument_imports(include=["bilateral"]):  # so that its branches are followed
        from tests.fuzz.targets import TARGETS, tried

    target = TARGETS[given.atheris]

    def one(data: bytes) -> None:
        tried(target, data)

    atheris.Setup([sys.argv[0], *given.targets, *rest], one)
    atheris.Fuzz()
    return 0


if __name__ == "__main__":
    sys.exit(main())
