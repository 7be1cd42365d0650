"""Words that people bring from data frames, and what is written here instead."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from bilateral.errors import UnknownFieldError, near_names

__all__ = ["HABITS", "no_such_word"]

HABITS: Mapping[str, str] = MappingProxyType(
    {
        "actor_names": "actors, of a dataset",
        "agg": "sum('delivered', by='year'), or count(by='year')",
        "aggregate": "sum('delivered', by='year'), or count(by='year')",
        "append": "dataset + other, or attrs.evolve(dataset, records=[*dataset, record])",
        "apply": "[... for record in selection]",
        "browse": "bilateral.report(selection, 'page.html')",
        "citation": "cite(), cite('bibtex')",
        "conflicts": "reconcile(), of a dataset",
        "disagreements": "reconcile(), of a dataset",
        "dtypes": "to_pandas().dtypes",
        "display": "selection alone in a notebook, or print(selection)",
        "draw": "plot()",
        "drop_duplicates": "bounds() and count(), which count linked records once",
        "explain": "why()",
        "export": "save('file.csv'), or to('csv', 'file.csv')",
        "filter": "where(q.status == 'planned'), or a verb such as since(2016)",
        "from_": "by('PAK')",
        "get": "selection['id-of-a-record']",
        "groupby": "group('year'), count('year') or sum('delivered', 'year')",
        "group_by": "group('year'), count('year') or sum('delivered', 'year')",
        "hist": "count('year').plot()",
        "iloc": "selection[0], selection[:5]",
        "in_year": "during(2016)",
        "index": "ids",
        "info": "describe()",
        "isel": "selection[0], selection[:5]",
        "isin": "where(q.status.is_in('planned', 'agreed'))",
        "items": "list(selection), or to_dicts()",
        "iterrows": "for record in selection, or to_dicts()",
        "itertuples": "for record in selection, or to_dicts()",
        "join": "a.merge(b), of datasets",
        "kinds": "count('kind'), whose keys are the kinds",
        "keys": "ids, or columns",
        "loc": "selection['id-of-a-record']",
        "maybe": "possible",
        "mean": "sum('delivered') and bounds()",
        "max": "sort('date').last(), or count(...).sort()",
        "min": "sort('date').first()",
        "nlargest": "count('initiator').sort().head(5)",
        "nunique": "len(count('initiator'))",
        "number": "len(...), or bounds() for at least and at most",
        "open": "bilateral.load_file('mine.toml')",
        "order_by": "sort('date')",
        "people": "actors, of a dataset; count('person')",
        "persons": "actors, of a dataset; count('person')",
        "pivot": "count('initiator', 'year').to_pandas().pivot(...)",
        "pivot_table": "count('initiator', 'year').to_pandas().pivot(...)",
        "print": "print(selection)",
        "purpose": "where(purpose=...), or record.purpose of one record",
        "query": "where(q.status == 'planned'), or a verb such as since(2016)",
        "report": "bilateral.report(selection, 'page.html')",
        "rename": "to_pandas().rename(columns=...)",
        "rows": "to_dicts()",
        "sample": "random.sample(selection.definite, 5)",
        "save_csv": "save('file.csv')",
        "savefig": "bilateral.plots.save(selection.plot(), 'file.png')",
        "sel": "where(q.status == 'planned'), or a verb such as since(2016)",
        "shape": "len(...) for the records and columns for the names of the columns",
        "show": "print(selection), selection['id-of-a-record'], or plot().show()",
        "size": "len(...), or bounds() for at least and at most",
        "sort_by": "sort('date')",
        "sort_values": "sort('date')",
        "states": "count('initiator'), whose keys are the states",
        "sure": "definite",
        "timeline": "plot('timeline')",
        "to_dataset": "bilateral.Dataset.from_table(selection.to('arrow'))",
        "to_frame": "to('pandas') or to('polars')",
        "to_latex": "to_pandas(columns='short').to_latex()",
        "to_list": "list(selection), or to_dicts()",
        "to_html": "to_pandas(columns='short').to_html(), or bilateral.report(...)",
        "to_markdown": "to_pandas(columns='short').to_markdown()",
        "to_sql": "to_pandas().to_sql(...), or to('duckdb')",
        "topic": "about('defence'), or count('topic')",
        "topics": "about('defence'), or count('topic')",
        "total": "sum('delivered'), or count() for how many records",
        "unique": "count('initiator'), whose keys are the values",
        "value_counts": "count('initiator').sort()",
        "values": "to_dicts(), or record.values('date') of one record",
        "with_columns": "to('polars').with_columns(...)",
        "write": "save('file.csv')",
        "write_csv": "to('csv', 'file.csv')",
        "write_excel": "to('excel', 'file.xlsx')",
        "write_parquet": "to('parquet', 'file.parquet')",
        "xs": "where(q.status == 'planned'), or a verb such as since(2016)",
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
        "loc": "counts['PAK']",
        "max": "sort().head(1)",
        "most_common": "sort().head(5)",
        "nlargest": "sort().head(5)",
        "order_by": "sort()",
        "pivot": "to_pandas().pivot(...)",
        "pivot_table": "to_pandas().pivot(...)",
        "possible": "selection.by('PAK').possible, of the records of a cell",
        "records": "list(selection.by('PAK')), of the records of a cell",
        "reset_index": "to_pandas()",
        "savefig": "bilateral.plots.save(counts.plot(), 'file.png')",
        "shape": "len(counts)",
        "show": "print(counts)",
        "sort_index": "sort('year'), by the name of a key",
        "sort_values": "sort()",
        "sum": "selection.count() or selection.sum('delivered') for the whole",
        "to_dict": "dict(counts), or to_dicts()",
        "to_frame": "to_pandas()",
        "to_list": "to_dicts()",
        "tail": "sort(...).head(5)",
        "total": "selection.count() for the whole",
        "unstack": "to_pandas().pivot(...)",
        "where": "selection.where(...).count(...)",
        "why": "selection.by('PAK').why(), of the records of a cell",
        "write_csv": "to_csv('file.csv')",
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


def no_such_word(name: str, asked: object, habits: Mapping[str, str] = HABITS) -> UnknownFieldError:
    """The error for an attribute that is not there, which says in a line what to write.

    Args:
        name: The attribute.
        asked: What was asked for it.
        habits: What is typed elsewhere, and what to write.
    """
    kind = type(asked)
    noun = kind.__name__.lower()
    problem = f"{noun} have no such word" if noun == "counts" else f"a {noun} has no such word"
    if name in habits:
        return UnknownFieldError(problem, found=name, expected=habits[name])
    words = [word for word in dir(kind) if not word.startswith("_")]
    return UnknownFieldError(problem, found=name, near=near_names(name, words))
