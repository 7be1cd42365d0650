"""Kinds of record as types of pydantic: of fields of models, and for a ``TypeAdapter``."""

from __future__ import annotations

from typing import Any

from bilateral._plugins import require
from bilateral.errors import BilateralError
from bilateral.files.dismantling import plain
from bilateral.files.records import made
from bilateral.model.records import Record

__all__ = ["core_schema"]


def core_schema(kind: type[Record]) -> Any:  # of pydantic
    """How pydantic reads and writes records of a kind.

    A record is read from itself or from what ``to_dict`` gives, and written as that. What is wrong
    in it, all at once, is the message of pydantic's error.

    Args:
        kind: A kind of record, or ``Record`` for any.

    Raises:
        MissingExtraError: without the extra ``pydantic``.
    """
    schema = require("pydantic_core", extra="pydantic").core_schema

    def read(value: object) -> Record:
        if isinstance(value, kind):
            return value
        try:
            return made(kind, value)
        except BilateralError as error:
            raise ValueError(str(error)) from error

    return schema.no_info_plain_validator_function(
        read, serialization=schema.plain_serializer_function_ser_schema(plain)
    )
