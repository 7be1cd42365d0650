"""What a dataset lists, such as its sources: a tuple in which each is found by its id too."""

from __future__ import annotations

from typing import Any, Protocol, SupportsIndex, TypeVar, overload

from bilateral.errors import RecordError
from bilateral.model.vocabulary import unknown_name

__all__ = ["Listed"]


class Named(Protocol):
    """What has an id."""

    @property
    def id(self) -> str:
        """Its id."""


T_co = TypeVar("T_co", bound=Named, covariant=True)


class Listed(tuple[T_co, ...]):
    """A tuple of things with ids, which can be asked for by these.

    Example:
        >>> import bilateral
        >>> data = bilateral.load("pakistan-russia")
        >>> data.sources["samaa-2018-04-24"] == data.source("samaa-2018-04-24")
        True
    """

    __slots__ = ()

    @overload
    def __getitem__(self, index: SupportsIndex) -> T_co: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[T_co, ...]: ...
    @overload
    def __getitem__(self, index: str) -> T_co: ...
    def __getitem__(self, index: Any) -> Any:  # as the overloads say
        """One by its number or id, or several by a slice.

        Raises:
            UnknownNameError: with near ids, if there is none of an id.
        """
        if not isinstance(index, str):
            return super().__getitem__(index)
        for one in self:
            if one.id == index:
                return one
        raise unknown_name("id", index, [one.id for one in self])

    def head(self, number: int = 5) -> tuple[T_co, ...]:
        """The first of them.

        Args:
            number: How many at most.
        """
        return self[: max(number, 0)]

    def tail(self, number: int = 5) -> tuple[T_co, ...]:
        """The last of them.

        Args:
            number: How many at most.
        """
        return self[max(len(self) - max(number, 0), 0) :]

    def count(self, value: object, /) -> int:
        """How many are equal to one of them.

        Raises:
            RecordError: if it is a text, as a key of ``count`` of a dataset or selection is.
        """
        if isinstance(value, str):
            raise RecordError(
                "this counts equal records",
                found=value,
                expected=f"dataset.count({value!r}), or selection.count({value!r}), whose first "
                "bounds are of the definite",
            )
        return super().count(value)

    def _ipython_key_completions_(self) -> list[str]:
        return [one.id for one in self]
