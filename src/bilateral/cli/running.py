"""From words to a command, and from whatever it raises to a few lines and an exit status."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from cyclopts import (
    App,
    ConsumeMultipleError,
    CycloptsError,
    MissingArgumentError,
    Parameter,
    UnknownOptionError,
    UnusedCliTokensError,
)

from bilateral import __version__
from bilateral._paths import is_there
from bilateral.cli.commands import COMMANDS
from bilateral.cli.console import complain, data, out, say
from bilateral.errors import BilateralError

__all__ = ["HOMES", "app", "completion", "run"]

HOMES = {
    "ask": "bilateral.cli.asking:ask",
    "show": "bilateral.cli.showing:show",
    "sources": "bilateral.cli.looking:sources",
    "card": "bilateral.cli.looking:card",
    "cite": "bilateral.cli.looking:cite",
    "panel": "bilateral.cli.panelling:panel",
    "plot": "bilateral.cli.drawing:plot",
    "report": "bilateral.cli.drawing:report",
    "validate": "bilateral.cli.checking:validate",
    "format": "bilateral.cli.checking:format_files",
    "convert": "bilateral.cli.joining:convert",
    "merge": "bilateral.cli.joining:merge",
    "diff": "bilateral.cli.comparing:diff",
    "template": "bilateral.cli.templates:template",
    "schema": "bilateral.cli.templates:schema",
    "read": "bilateral.cli.reading:read_files",
    "check": "bilateral.cli.reading:check",
    "readers": "bilateral.cli.reading:list_readers",
    "states": "bilateral.cli.knowing:states",
}
"""Where each command is; none is loaded before it is called."""


def app() -> App:
    """The commands."""
    made = App(
        name="bilateral",
        version=f"bilateral {__version__}",
        help_format="plaintext",
        default_parameter=Parameter(negative=(), show_default=False),
        suppress_keyboard_interrupt=False,
        result_action="return_value",
    )
    for command in COMMANDS:
        made.command(
            HOMES.get(command.name, completion),
            name=command.name,
            group=command.group,
            usage=f"Usage: bilateral {command.name} {command.words}".rstrip(),
            help_epilogue="\n".join(["Examples:", *(f"  {line}" for line in command.examples)]),
        )
    return made


def completion(shell: Literal["bash", "zsh", "fish"] = "bash", /, *, install: bool = False) -> None:
    """Print the script with which a shell completes commands, options, datasets and ids.

    Args:
        shell: Which shell.
        install: Write the script to where the shell finds it, instead of printing it.
    """
    script = app().generate_completion(shell=shell)
    if shell == "bash":
        script += _WHOLE_WORDS
    if install:
        path = app().install_completion(shell=shell)
        path.write_text(script, encoding="utf-8")
        which = "the next shell that runs compinit" if shell == "zsh" else "the next shell"
        say(f"written: {path}; it is there in {which}")
    else:
        data(script)


def run(words: Sequence[str]) -> int:
    """Run a command.

    Args:
        words: Its name and what follows.

    Returns:
        The exit status; see :func:`bilateral.cli.main`.

    Raises:
        OSError: if what is printed cannot be written.
    """
    try:
        status = app()(list(words), console=out(), exit_on_error=False, print_error=False)
    except SystemExit:  # what Rich makes of a pipe that nobody reads any more
        return 0
    except CycloptsError as error:
        complain(_explained(error, words[0]))
        return 2
    except BilateralError as error:
        complain(str(error))
        return 2
    return status if isinstance(status, int) else 0


def _explained(error: CycloptsError, name: str) -> str:
    """What is wrong with the words of a command, and how it is called."""
    command = next((one for one in COMMANDS if one.name == name), None)
    if command is None:
        return f"{_unknown(error, name)}\nsee: bilateral --help"
    said = str(error)
    if isinstance(error, _WANTING) and error.argument is not None:
        word = error.argument.name
        said = f"{word} needs a word behind it" if word.startswith("--") else f"{name} needs {word}"
        shown = [line for line in command.examples if word in line or not word.startswith("--")]
        said += f", as in: {shown[0]}" if shown else ""
    elif isinstance(error, UnusedCliTokensError):
        unused = error.unused_tokens or ()
        said = f"{name} takes no {' '.join(map(repr, unused))}"
        if "[KIND]" in command.words:
            said += "\nof several datasets a folder is asked, or what bilateral merge makes of them"
    elif isinstance(error, UnknownOptionError) and name in _HINTS:
        said += f"\n{_HINTS[name]}"
    elif isinstance(error, UnknownOptionError) and error.token.keyword in _TYPED:
        word = error.token.keyword
        said = f"Unknown option: {word}. What it may mean: {_TYPED[word]}"
    return f"{said}\nsee: bilateral {name} --help"


def _unknown(error: CycloptsError, word: str) -> str:
    """What is said where the first word is no command, such as a dataset."""
    from bilateral.datasets import available

    if word in available() or is_there(word):
        return f"a dataset and no command: found {word!r}, as in: bilateral ask {word}"
    return str(error)


_WHOLE_WORDS = r"""
# Bash parts words at colons, which ids have, and puts a blank behind a folder.
_bilateral_whole() {
  local -a words=() offered=()
  local i last glued=0 head=""
  for ((i = 0; i <= COMP_CWORD; i++)); do
    last=$((${#words[@]} - 1))
    if ((last > 0)) && { ((glued)) || [[ "${COMP_WORDS[i]}" == :* ]]; }; then
      words[last]+="${COMP_WORDS[i]}"
    else
      words+=("${COMP_WORDS[i]}")
    fi
    glued=0
    [[ "${COMP_WORDS[i]}" == *: ]] && glued=1
  done
  last=$((${#words[@]} - 1))
  [[ "$COMP_WORDBREAKS" == *:* ]] && head="${words[last]%"${words[last]##*:}"}"
  local -a COMP_WORDS=("${words[@]}")
  local COMP_CWORD=$last
  _bilateral "$@"
  for i in "${COMPREPLY[@]}"; do offered+=("${i#"$head"}"); done
  COMPREPLY=("${offered[@]}")
  [[ ${#COMPREPLY[@]} -eq 1 && "${COMPREPLY[0]}" == */ ]] && compopt -o nospace 2>/dev/null
  return 0
}
complete -F _bilateral_whole bilateral
"""
"""What is put behind the script of bash."""

_WANTING = (MissingArgumentError, ConsumeMultipleError)
_HINTS = {
    "panel": 'options of a question stand behind a kind: --count "visits --by PAK --since 2016"'
}
"""What is said of an option that a command does not have."""
_TYPED = {
    **{f"--{word}": f"--by {word}=..." for word in ("person", "office", "organization", "rank")},
    **dict.fromkeys(("--visitor", "--supplier", "--initiator", "--who"), "--by"),
    **dict.fromkeys(("--host", "--recipient", "--target", "--whom"), "--towards"),
    **dict.fromkeys(("--year", "--in", "--on", "--date", "--when"), "--during"),
    **dict.fromkeys(("--group", "--group-by", "--per"), "--count"),
    **dict.fromkeys(("--head", "--top", "-n"), "--limit"),
    "--from": "--since a date, or --by a state",
    "--to": "--until a date, or --towards a state",
    "--state": "--by, --towards or --involving",
    "--kind": "the word behind the dataset, as in: bilateral ask us-visits visits",
    "--format": "--csv, --json, --jsonl, or -o with a file",
}
"""What people type for the options of a question."""
