"""A first look at the values of an object: whether each is of the very type of its field."""

from __future__ import annotations

from collections.abc import Callable, Mapping

__all__ = ["glance_of"]


def glance_of(
    needed: Mapping[str, type], optional: Mapping[str, type], many: Mapping[str, type]
) -> Callable[[object], bool]:
    """A function that tells whether an object's values are of the very types of its fields.

    Nearly all are; of others, such as a text of a subclass, it does not tell what is wrong, if
    anything is. Its code is written, since each object that is made goes through it: a loop over
    the fields takes twice as long.

    Args:
        needed: Types of values that have to be there, by the name of the attribute.
        optional: Of those that may be None.
        many: Of the values in a tuple.

    Example:
        >>> is_plain = glance_of({"real": int}, {}, {})
        >>> is_plain(1), is_plain(1.0)
        (True, False)
    """
    types: dict[str, object] = {}

    def name_of(kind: type) -> str:
        types[name := f"type_{len(types)}"] = kind
        return name

    wrong = [
        *(f"type(thing.{name}) is not {name_of(kind)}" for name, kind in needed.items()),
        *(
            f"thing.{name} is not None and type(thing.{name}) is not {name_of(kind)}"
            for name, kind in optional.items()
        ),
        *(f"type(thing.{name}) is not tuple" for name in many),
    ]
    lines = ["def is_plain(thing):", *(f"    if {fault}: return False" for fault in wrong)]
    for name, kind in many.items():
        lines.append(f"    for one in thing.{name}:")
        lines.append(f"        if type(one) is not {name_of(kind)}: return False")
    exec("\n".join([*lines, "    return True"]), types)  # noqa: S102 - of names of attributes
    is_plain: Callable[[object], bool] = types["is_plain"]  # type: ignore[assignment]
    return is_plain
