"""Words that people bring from data frames, and what is written here instead."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType
from typing import Any, TypeAlias

from bilateral.errors import ArgumentError, UnknownFieldError, near_names
from bilateral.model.records import Status
from bilateral.model.vocabulary import SPELLINGS

__all__ = ["HABITS", "SAME", "SAME_OF_COUNTS", "meant", "turned"]

Meaning: TypeAlias = str | Callable[[Any], object]
"""The word here, or what makes the answer of what is asked."""


def _top(asked: Any, key: str = "initiator", number: int = 5) -> object:
    return asked.count(key).sort().head(number)


def _of_status(status: Status, asked: Any) -> object:
    return asked.status(status)


SAME: Mapping[str, Meaning] = MappingProxyType(
    {
        **{status.value: partial(_of_status, status) for status in Status},
        **{word: partial(_of_status, one) for word in SPELLINGS if (one := Status.named(word))},
        "citation": "cite",
        "explain": "why",
        "export": "save",
        "filter": "where",
        "from_": "by",
        "groupby": "group_by",
        "iloc": lambda asked: asked,
        "in_year": "during",
        "loc": lambda asked: asked,
        "order_by": "sort",
        "sort_by": "sort",
        "sort_values": "sort",
        "sure": "definite",
        "maybe": "possible",
        "list": lambda asked: lambda: list(asked),
        "timeline": lambda asked: asked.plot.timeline,
        "to_bibtex": lambda asked: partial(asked.cite, "bibtex"),
        "to_list": lambda asked: lambda: list(asked),
        "to_toml": lambda asked: partial(asked.to, "toml"),
        "top": lambda asked: partial(_top, asked),
        "total": "sum",
        "tolist": lambda asked: lambda: list(asked),
        "value_counts": lambda asked: lambda *keys: asked.count(*keys).sort(),
        "write": "save",
        "write_csv": "to_csv",
        "write_excel": "to_excel",
        "write_json": "to_json",
        "write_parquet": "to_parquet",
    }
)
"""What is typed elsewhere and can mean only one thing here: it works."""

SAME_OF_COUNTS: Mapping[str, Meaning] = MappingProxyType(
    {
        "loc": lambda counts: counts,
        "most_common": lambda counts: lambda number=5: counts.sort().head(number),
        "nlargest": lambda counts: lambda number=5: counts.sort().head(number),
        "order_by": "sort",
        "percent": "share",
        "percentage": "share",
        "reset_index": "to_pandas",
        "shares": "share",
        "sort_by": "sort",
        "sort_values": "sort",
        "to_dict": lambda counts: lambda: dict(counts),
        "to_frame": "to_pandas",
        "to_list": "to_pylist",
        "top": lambda counts: lambda number=5: counts.sort().head(number),
        "write_csv": "to_csv",
        "write_excel": "to_excel",
        "write_parquet": "to_parquet",
    }
)
"""The same of counts."""

CORRECTED = "record.replace(title=...), and attrs.evolve(dataset, records=[...])"
"""What is written to correct a record, and a dataset of it."""

HABITS: Mapping[str, str] = MappingProxyType(
    {
        "actor_names": "actors, of a dataset",
        "add": "dataset + record, which gives another dataset",
        "agg": "sum('delivered', by='year'), or count(by='year')",
        "aggregate": "sum('delivered', by='year'), or count(by='year')",
        "append": "dataset + record, or dataset + other, which give another dataset",
        "apply": "[... for record in selection]",
        "assign": "record.replace(title=...) of one, or to_pandas().assign(...)",
        "browse": "bilateral.report(selection, 'page.html')",
        "by_year": "count('year'), or group('year')",
        "conflicts": "reconcile(), of a dataset",
        "card": "card(), of a dataset; print(selection['id-of-a-record']) for all of one record",
        "compare": "a.diff(b), of datasets; selection.towards(...).during(...) for one record",
        "contains": "where(q.title.contains('summit'))",
        "coverage": "info.coverage, of a dataset",
        "dates": "[record.date for record in selection], or plot('timeline')",
        "decade": "count('year'), or during(1970, 1979) of one",
        "disagreements": "reconcile(), of a dataset",
        "display": "selection alone in a notebook, or print(selection)",
        "draw": "plot()",
        "drop_duplicates": "bounds() and count(), which count linked records once",
        "dtypes": "to_pandas().dtypes",
        "edit": CORRECTED,
        "from_sources": "cited('id-of-a-source'), or dataset.from_sources(...) before the question",
        "get": "selection['id-of-a-record']",
        "hist": "count('year').plot()",
        "hosts": "count('host'), whose keys are the hosts",
        "index": "ids",
        "info": "describe()",
        "isel": "selection[0], selection[:5]",
        "isin": "where(q.status.is_in('planned', 'agreed'))",
        "isna": "describe(), which says how many state each field; possible and why()",
        "items": "list(selection), or to_dicts()",
        "iterrows": "for record in selection, or to_dicts()",
        "itertuples": "for record in selection, or to_dicts()",
        "join": "a.merge(b), of datasets",
        "keys": "ids, or columns",
        "kinds": "count('kind'), whose keys are the kinds",
        "known": "describe(), which says how many state each field",
        "license": "info.licence and card(), of a dataset",
        "match": "a.diff(b), of datasets; selection.towards(...).during(...) for one record",
        "max": "latest(), or count(...).sort()",
        "mean": "sum('delivered') and bounds()",
        "min": "earliest()",
        "mode": "count('initiator').sort().head(1)",
        "named": "by('Kohl'), which finds people by name, surname or as printed",
        "nlargest": "count('initiator').sort().head(5)",
        "number": "len(...), or bounds() for at least and at most",
        "nunique": "len(count('initiator'))",
        "open": "bilateral.load_file('mine.toml')",
        "people": "actors, of a dataset; count('person')",
        "persons": "actors, of a dataset; count('person')",
        "place": "at('Berlin'), or count('place')",
        "places": "at('Berlin'), or count('place')",
        "pivot": "count('initiator', 'year').to_pandas().pivot(...)",
        "pivot_table": "count('initiator', 'year').to_pandas().pivot(...)",
        "print": "print(selection)",
        "purpose": "where(purpose=...), or record.purpose of one record",
        "query": "where(q.status == 'planned'), or a verb such as since(2016)",
        "remove": "Dataset(records=[...], actors=..., sources=...) of those that stay",
        "rename": "to_pandas().rename(columns=...)",
        "replace": CORRECTED,
        "report": "bilateral.report(selection, 'page.html')",
        "rows": "to_dicts()",
        "sample": "random.sample(selection.definite, 5)",
        "save_csv": "save('file.csv')",
        "savefig": "bilateral.plots.save(selection.plot(), 'file.png')",
        "search": "where(q.title.contains('summit'))",
        "sel": "where(q.status == 'planned'), or a verb such as since(2016)",
        "share": "count('supplier').share(), or sum('delivered', 'supplier').share()",
        "shape": "len(...) for the records and columns for the names of the columns",
        "signed": "during(2024), or since(2024)",
        "show": "print(selection), selection['id-of-a-record'], or plot().show()",
        "size": "len(...), or bounds() for at least and at most",
        "states": "count('initiator'), whose keys are the states",
        "suppliers": "count('supplier'), whose keys are the suppliers",
        "table": "to_pandas(columns='short'), or print(selection)",
        "to_dataset": "bilateral.Dataset.from_table(selection.to('arrow'))",
        "to_frame": "to('pandas') or to('polars')",
        "to_html": "to_pandas(columns='short').to_html(), or bilateral.report(...)",
        "to_latex": "to_pandas(columns='short').to_latex()",
        "to_markdown": "to_pandas(columns='short').to_markdown()",
        "to_sql": "to_pandas().to_sql(...), or to('duckdb')",
        "topic": "about('defence'), or count('topic')",
        "topics": "about('defence'), or count('topic')",
        "update": CORRECTED,
        "undated": "[record for record in selection if record.date is None]",
        "unique": "count('initiator'), whose keys are the values",
        "values": "to_dicts(), or record.values('date') of one record",
        "visitors": "count('visitor'), whose keys are the visitors",
        "volume": "sum('volume'), or sum('volume', 'supplier')",
        "volumes": "sum('volume', 'supplier'), or sum('volume', 'year')",
        "with_columns": "to('polars').with_columns(...)",
        "xs": "where(q.status == 'planned'), or a verb such as since(2016)",
        "year": "during(2016), or count('year')",
    }
)
"""What is typed elsewhere of records, and what to write."""

COUNTED: Mapping[str, str] = MappingProxyType(
    {
        "at_least": "counts['PAK'][0], or to_pandas()['at_least']",
        "at_most": "counts['PAK'][1], or to_pandas()['at_most']",
        "bounds": "counts['PAK'], or selection.bounds()",
        "count": "len(counts), or selection.count() for the whole",
        "definite": "{key: least for key, (least, most) in counts.items()}",
        "explain": "selection.by('PAK').why(), of the records of a cell",
        "filter": "selection.where(...).count(...)",
        "iloc": "head(5), or list(counts.items())[0]",
        "largest": "sort().head(5)",
        "max": "sort().head(1)",
        "pivot": "to_pandas().pivot(...)",
        "pivot_table": "to_pandas().pivot(...)",
        "possible": "selection.by('PAK').possible, of the records of a cell",
        "records": "list(selection.by('PAK')), of the records of a cell",
        "savefig": "bilateral.plots.save(counts.plot(), 'file.png')",
        "shape": "len(counts)",
        "show": "print(counts)",
        "sort_index": "sort('year'), by the name of a key",
        "sum": "selection.count() or selection.sum('delivered') for the whole",
        "total": "selection.count() for the whole",
        "unstack": "to_pandas().pivot(...)",
        "where": "selection.where(...).count(...)",
        "why": "selection.by('PAK').why(), of the records of a cell",
    }
)
"""The same of counts."""

PANELLED: Mapping[str, str] = MappingProxyType(
    {
        "add": "count(visits=...), sum(...), state(...) or join(...)",
        "filter": "where('year > 1990')",
        "groupby": "to_pandas().groupby(...)",
        "iloc": "head(), or to_pandas().iloc[...]",
        "info": "describe()",
        "loc": "row('USA', 'GBR', 1960)",
        "merge": "join(...), of a series",
        "plot": "to_pandas().plot(...), or selection.count('year').plot() of records",
        "query": "where('year > 1990')",
        "rename": "to_pandas().rename(columns=...)",
        "sample": "to_pandas().sample(...)",
        "shape": "count_rows() and columns",
        "show": "head(), or print(panel)",
        "sort_values": "to_pandas().sort_values(...)",
        "tail": "to_pandas().tail()",
        "values": "to_pandas().values",
    }
)
"""The same of a panel."""


_ALIKE = 0.7  # a word of these that is less like another is of something else


def meant(
    name: str,
    asked: object,
    habits: Mapping[str, str] = HABITS,
    same: Mapping[str, Meaning] = SAME,
) -> object:
    """What an attribute means that is not there by this name.

    Args:
        name: The attribute.
        asked: What was asked for it.
        habits: What is typed elsewhere and has no one meaning here, and what to write.
        same: What is typed elsewhere and has one.

    Raises:
        UnknownFieldError: saying in a line what to write, if it has no one meaning.
    """
    kind, meaning = type(asked), same.get(name)
    if meaning is not None and not isinstance(meaning, str):
        return meaning(asked)
    if meaning is not None and hasattr(kind, meaning):
        return getattr(asked, meaning)
    noun = kind.__name__.lower()
    problem = f"{noun} have no such word" if noun == "counts" else f"a {noun} has no such word"
    if expected := habits.get(name) or (meaning and f"{meaning}, of a selection"):
        raise UnknownFieldError(problem, found=name, expected=expected)
    words = [word for word in dir(kind) if not word.startswith("_")]
    raise UnknownFieldError(problem, found=name, near=near_names(name, words, _ALIKE))


def turned(reverse: bool | None, said: Mapping[str, bool]) -> bool | None:
    """Whether an order is turned round, as ``reverse`` says or data frames do.

    Args:
        reverse: As given, or the default.
        said: ``descending`` or ``ascending`` instead.

    Raises:
        ArgumentError: if anything else is said.
    """
    for name, value in said.items():
        if name not in ("descending", "ascending") or not isinstance(value, bool) or len(said) > 1:
            raise ArgumentError(
                "no such way to put records in order",
                found=", ".join(f"{word}={value!r}" for word, value in said.items()),
                expected="reverse=True, or descending=True",
            )
        reverse = value is (name == "descending")
    return reverse
