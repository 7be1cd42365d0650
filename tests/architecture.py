"""What a package imports, read from its code in every way there is, and the rules it keeps.

Nothing here is of this package: a test builds others with a fault in them and shows that each is
found.
"""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path

LONGEST = 500
_DOTTED = re.compile(r"[a-z_]\w*(?:\.[a-z_]\w*)+", re.IGNORECASE)
_LOADERS = {"import_module", "__import__", "find_spec", "resolve_name", "run_module"}
_HIDING = {"exec", "eval", "compile", "run_path", "SourceFileLoader", "spec_from_file_location"}
_POINTS = {"importlib.metadata", "importlib_metadata", "pkg_resources"}


class Package:
    """The modules of a package and what each imports.

    Args:
        folder: The folder of the package, whose name is the name of the package.
        dynamic: Modules that may import by a name that the code does not spell out.
        writing: Modules that may run code that they write.
    """

    def __init__(
        self, folder: Path, *, dynamic: Sequence[str] = (), writing: Sequence[str] = ()
    ) -> None:
        self.name = folder.name
        self.files = {
            ".".join((folder.name, *_parts(path.relative_to(folder)))): path
            for path in sorted(folder.rglob("*.py"))
        }
        self._dynamic = set(dynamic)
        self._writing = set(writing)

    @cached_property
    def trees(self) -> Mapping[str, ast.Module]:
        return {
            name: ast.parse(path.read_text(encoding="utf-8")) for name, path in self.files.items()
        }

    @cached_property
    def imports(self) -> Mapping[str, Mapping[str, str]]:
        """For each module those of the package that it imports, with how it is spelt."""
        return {name: dict(self._imports(name)) for name in self.files}

    def _imports(self, module: str) -> Iterator[tuple[str, str]]:
        for target, spelt in self._spelt(module):
            found = self._module(target)
            if found is not None and found != module:
                yield found, spelt
                # Python runs every package on the way to a module of it.
                for parent in _parents(found):
                    if parent != self.name and not f"{module}.".startswith(f"{parent}."):
                        yield parent, spelt

    def _spelt(self, module: str) -> Iterator[tuple[str, str]]:
        """Every dotted name that the code of a module imports, or has as a string."""
        tree = self.trees[module]
        said = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        typed = {id(part) for note in _annotations(tree) for part in ast.walk(note)}
        for node in ast.walk(tree):
            match node:
                case ast.Import(names):
                    yield from ((alias.name, ast.unparse(node)) for alias in names)
                case ast.ImportFrom():
                    base = self._base(module, node)
                    for alias in node.names:
                        spelt = f"from {'.' * node.level}{node.module or ''} import {alias.name}"
                        submodule = f"{base}.{alias.name}"
                        yield (submodule if submodule in self.files else base), spelt
                case ast.Call(func, [ast.Constant(str(name)), *_]) if name.startswith(
                    "."
                ) and _last(func) in self._loaders(module):
                    level = len(name) - len(name.lstrip("."))
                    part = ast.ImportFrom(module=name.lstrip("."), names=[], level=level)
                    yield self._base(module, part), ast.unparse(node)
                case ast.Constant(str(text)) if id(node) not in said:
                    whole = text.strip().partition(":")[0]
                    dotted = _DOTTED.findall(text) if id(node) in typed else [whole]
                    for name in dotted:
                        if not _DOTTED.fullmatch(name):
                            continue
                        for target in (name, f"{self.name}.{name}"):
                            found = self._module(target)
                            # A module that names its own package, as for its data, is in it.
                            if found and found not in _parents(module):
                                yield target, repr(text)

    def _loaders(self, module: str) -> set[str]:
        """The functions that import by name, under the names that a module gives them."""
        aliases = {
            alias.asname
            for node in ast.walk(self.trees[module])
            if isinstance(node, ast.ImportFrom)
            for alias in node.names
            if alias.asname and alias.name in _LOADERS | _HIDING
        }
        return _LOADERS | aliases

    def _base(self, module: str, node: ast.ImportFrom) -> str:
        if not node.level:
            return node.module or ""
        here = module.split(".")
        up = node.level - (self.files[module].name == "__init__.py")
        return ".".join([*here[: len(here) - up], *(node.module or "").split(".")]).rstrip(".")

    def _module(self, name: str) -> str | None:
        """The module that a dotted name is, or is something of."""
        while name.startswith(f"{self.name}."):
            if name in self.files:
                return name
            name = name.rpartition(".")[0]
        return name if name == self.name else None

    # -- rules -----------------------------------------------------------------------------------

    def unreadable(self) -> Iterator[str]:
        """Imports by a name that the code does not spell out, and readers of entry points."""
        for module in self.files.keys() - self._dynamic:
            loaders = self._loaders(module)
            for node in ast.walk(self.trees[module]):
                match node:
                    case ast.Call(func, args, keywords) if _last(
                        func
                    ) in loaders and not _spells_out(args, keywords):
                        yield f"{module} imports by a name not spelt out: {ast.unparse(node)}"
                    case ast.Call(ast.Name(name) | ast.Attribute(ast.Name(), name)) if (
                        name in _HIDING and module not in self._writing and not _is_regular(node)
                    ):
                        yield f"{module} runs code that is not seen: {ast.unparse(node)}"
                    case ast.Attribute(ast.Name("sys"), "modules"):
                        yield f"{module} takes modules unseen: {ast.unparse(node)}"
                    case ast.ImportFrom(name) if name in _POINTS:
                        yield f"{module} reads entry points"
                    case ast.Attribute() if ast.unparse(node) in _POINTS:
                        yield f"{module} reads entry points"
                    case ast.Import(names) if any(alias.name in _POINTS for alias in names):
                        yield f"{module} reads entry points"
                    case ast.ImportFrom("importlib", names) if any(
                        alias.name == "metadata" for alias in names
                    ):
                        yield f"{module} reads entry points"

    def upward(self, floors: Sequence[Sequence[str]], wings: Sequence[str]) -> Iterator[str]:
        """Imports of a higher floor, of another wing, and modules on no floor.

        Args:
            floors: Names of modules and packages under the package, the lowest floor first.
            wings: Those of them that do not import each other.
        """
        floor = {area: number for number, areas in enumerate(floors) for area in areas}
        for module, imported in self.imports.items():
            own = _area(module)
            if own and own not in floor:
                yield f"{module} is on no floor"
            for target, spelt in imported.items():
                area = _area(target)
                if not area and own in floor and floor[own] < len(floors) - 1:
                    yield f"{module} imports the whole package: {spelt}"
                elif own in floor and area in floor:
                    if floor[area] > floor[own]:
                        yield f"{module} imports {target} from above: {spelt}"
                    elif area != own and {area, own} <= set(wings):
                        yield f"{module} imports another wing, {target}: {spelt}"

    def cycles(self) -> Iterator[str]:
        """Modules that import each other, directly or through others."""
        graph = {name: set(found) for name, found in self.imports.items() if _area(name)}
        done: set[str] = set()

        def visit(name: str, way: tuple[str, ...]) -> Iterator[str]:
            if name in way:
                yield "a circle: " + " -> ".join((*way[way.index(name) :], name))
            elif name not in done:
                for target in sorted(graph.get(name, ())):
                    yield from visit(target, (*way, name))
                done.add(name)

        for name in sorted(graph):
            yield from visit(name, ())

    def long(self) -> Iterator[str]:
        """Modules of too many lines."""
        for name, path in self.files.items():
            lines = len(path.read_text(encoding="utf-8").splitlines())
            if lines > LONGEST:
                yield f"{name} has {lines} lines"

    def twice_named(self) -> Iterator[str]:
        """Modules that are hidden by something of the same name: in them or in their package."""
        for module, tree in self.trees.items():
            package = module if self.files[module].name == "__init__.py" else None
            for name in _bound(tree):
                if package is None and name == module.rpartition(".")[2]:
                    yield f"{module} bears the name of something in it"
                if package is not None and f"{package}.{name}" in self.files:
                    yield f"{package} hides its module {name}"

    def untested(self, tests: Path) -> Iterator[str]:
        """Modules without a test file of their own.

        Args:
            tests: Folder of tests, which mirrors the package.
        """
        for module, path in self.files.items():
            parts = module.split(".")[1:]
            if (
                path.name != "__init__.py"
                and not tests.joinpath(*parts[:-1], f"test_{parts[-1].lstrip('_')}.py").exists()
            ):
                yield ".".join(parts)


def points_off_their_wing(project: Path, homes: Mapping[str, str]) -> Iterator[str]:
    """Entry points of a project that lie elsewhere than their group does.

    Args:
        project: A ``pyproject.toml``.
        homes: The package that the entry points of each group lie in.
    """
    text = project.read_text(encoding="utf-8")
    for group, points in tomllib.loads(text)["project"].get("entry-points", {}).items():
        for name, value in points.items():
            if group not in homes or not value.startswith(f"{homes[group]}."):
                yield f"{group} {name} is {value}"


def _parts(path: Path) -> tuple[str, ...]:
    parts = path.with_suffix("").parts
    return parts[:-1] if parts[-1] == "__init__" else parts


def _parents(name: str) -> Iterator[str]:
    while name := name.rpartition(".")[0]:
        yield name


def _area(module: str) -> str:
    """The first name under the package; empty for the package itself."""
    return module.partition(".")[2].partition(".")[0]


def _last(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def _spells_out(args: Sequence[ast.expr], keywords: Sequence[ast.keyword]) -> bool:
    """Whether a call of a loader names a module, and from the package that it is in."""
    match args:
        case [ast.Constant(str(name))] if not name.startswith("."):
            return not keywords
        case [ast.Constant(str(name)), *further]:
            packages = [*further, *(keyword.value for keyword in keywords)]
            own = [p for p in packages if isinstance(p, ast.Name) and p.id == "__package__"]
            return not name.startswith(".") or len(own) == len(packages) == 1
    return False


def _is_regular(node: ast.Call) -> bool:
    """Whether it compiles a regular expression."""
    return ast.unparse(node.func) == "re.compile"


def _annotations(tree: ast.Module) -> Iterator[ast.expr]:
    """What says of which type something is."""
    for node in ast.walk(tree):
        match node:
            case ast.arg(_, ast.expr() as note) | ast.AnnAssign(_, note):
                yield note
            case ast.FunctionDef() | ast.AsyncFunctionDef() if node.returns is not None:
                yield node.returns
            case ast.Call(func, args) if _last(func) in ("cast", "TypeVar", "NewType"):
                yield from args


def _bound(tree: ast.Module) -> Iterator[str]:
    """The names that a module has, those under a condition included."""
    waiting: list[ast.AST] = list(tree.body)
    while waiting:
        node = waiting.pop()
        match node:
            case ast.FunctionDef(name) | ast.AsyncFunctionDef(name) | ast.ClassDef(name):
                yield name
                continue  # what is in it is its own
            case ast.Lambda() | ast.ListComp() | ast.SetComp() | ast.DictComp():
                continue
            case ast.GeneratorExp():
                continue
            case ast.Import(names):
                yield from (alias.asname or alias.name.partition(".")[0] for alias in names)
            case ast.ImportFrom(_, names):
                yield from (alias.asname or alias.name for alias in names)
            case ast.Name(name, ast.Store()):
                yield name
            case ast.MatchAs(_, str(name)) | ast.MatchStar(str(name)):
                yield name
            case ast.MatchMapping(rest=str(name)):
                yield name
            case ast.ExceptHandler(_, str(name)):
                yield name
        waiting += ast.iter_child_nodes(node)
