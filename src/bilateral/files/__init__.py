"""Datasets as JSON, JSON Lines and TOML, and the schema of those files."""

from bilateral.files.documents import FORMAT_VERSION, dumps, load_file, loads, save_file
from bilateral.files.schema import json_schema

__all__ = ["FORMAT_VERSION", "dumps", "json_schema", "load_file", "loads", "save_file"]
