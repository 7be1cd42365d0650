"""Datasets as JSON, JSON Lines and TOML, and the schema of those files."""

from bilateral.codec.files import FORMAT_VERSION, dumps, load_file, loads, save_file
from bilateral.codec.schema import json_schema

__all__ = ["FORMAT_VERSION", "dumps", "json_schema", "load_file", "loads", "save_file"]
