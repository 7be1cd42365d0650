"""Records of the relations between states, with uncertain dates and evidence for every claim.

A question has three answers: what surely matches, what may match and what does not.

    >>> import bilateral
    >>> article = bilateral.load("pakistan-russia", sources="article")
    >>> trips = article.visits.by("PAK", sector="military").since(2016)
    >>> trips.bounds()
    (2, 3)

``load`` gives the built-in dataset, ``load_file`` one of your own, ``read`` that of a research file
with an account of every row; ``q`` makes predicates, ``resolve`` finds states by name and date;
everything else is reached from a :class:`Dataset`. Names are loaded when first used, so that
importing the package costs little.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from bilateral._homes import homes

__version__ = "0.1.0"
__all__: list[str]

if TYPE_CHECKING:  # the one list of public names: type checkers read it, and homes()
    from bilateral.collection.concatenation import (
        concat as concat,
    )
    from bilateral.collection.dataset import (
        Dataset as Dataset,
        DatasetInfo as DatasetInfo,
    )
    from bilateral.collection.selection import (
        Selection as Selection,
    )
    from bilateral.datasets import (
        load as load,
    )
    from bilateral.dates import (
        EDTF as EDTF,
        Moment as Moment,
        Period as Period,
        Sequence as Sequence,
        parse_edtf as parse_edtf,
    )
    from bilateral.dates.phrases import (
        parse_printed as parse_printed,
    )
    from bilateral.errors import (
        BilateralError as BilateralError,
        EDTFError as EDTFError,
        FaultsError as FaultsError,
    )
    from bilateral.files import (
        json_schema as json_schema,
        load_file as load_file,
        save_file as save_file,
    )
    from bilateral.logic import (
        Truth as Truth,
    )
    from bilateral.model.actors import (
        Actor as Actor,
        DirectedDyad as DirectedDyad,
        Dyad as Dyad,
        Office as Office,
        Organization as Organization,
        Person as Person,
        Sector as Sector,
        State as State,
    )
    from bilateral.model.completeness import (
        Coverage as Coverage,
    )
    from bilateral.model.evidence import (
        Citation as Citation,
        Claim as Claim,
        EpistemicMode as EpistemicMode,
        Locator as Locator,
        Source as Source,
        Stance as Stance,
    )
    from bilateral.model.records import (
        Agreement as Agreement,
        Alignment as Alignment,
        ArmsTransfer as ArmsTransfer,
        Assessment as Assessment,
        Consultation as Consultation,
        Exercise as Exercise,
        Interest as Interest,
        Link as Link,
        Meeting as Meeting,
        Membership as Membership,
        Participant as Participant,
        Place as Place,
        Project as Project,
        Record as Record,
        Role as Role,
        Status as Status,
        Tenure as Tenure,
        Trade as Trade,
        Visit as Visit,
    )
    from bilateral.panels import (
        Panel as Panel,
        Series as Series,
        panel as panel,
        series as series,
    )
    from bilateral.quantities import (
        Quantity as Quantity,
    )
    from bilateral.query import (
        Predicate as Predicate,
        q as q,
    )
    from bilateral.readers import (
        FieldRule as FieldRule,
        ImportReport as ImportReport,
        RecordMapping as RecordMapping,
        draft_mapping as draft_mapping,
        read as read,
        read_atop as read_atop,
        read_colt as read_colt,
        read_desta as read_desta,
        read_gdelt as read_gdelt,
        read_icews as read_icews,
        read_mapped as read_mapped,
        read_polecat as read_polecat,
        read_sipri as read_sipri,
        read_uk_treaties as read_uk_treaties,
        read_un_treaties as read_un_treaties,
        read_us_visits as read_us_visits,
        read_visits as read_visits,
        read_wti as read_wti,
        save_draft as save_draft,
        scan_gdelt as scan_gdelt,
    )
    from bilateral.reports.page import (
        report as report,
    )
    from bilateral.states import (
        code_of as code_of,
        resolve as resolve,
    )
    from bilateral.tables import (
        Table as Table,
        scan as scan,
    )


_HABITS = {
    "Dataframe": "Dataset",
    "DataFrame": "Dataset(records=...), or scan(frame)",
    "available": "datasets.available(), or load('pakistan-russia') of one",
    "compare": "dataset.diff(other)",
    "diff": "dataset.diff(other)",
    "from_records": "Dataset(records=[...])",
    "list_datasets": "datasets.available(), or load('pakistan-russia') of one",
    "load_dataset": "load('pakistan-russia')",
    "merge": "dataset.merge(other), or concat([one, other])",
    "open": "load_file('mine.toml'), read('research.csv') or scan('many.parquet')",
    "read_csv": "read('file.csv')",
    "read_excel": "read('file.xlsx')",
    "read_json": "load_file('file.json'), or read(...) of a research file",
    "read_parquet": "scan('file.parquet')",
    "read_toml": "load_file('file.toml')",
    "save": "save_file(dataset, 'mine.toml'), or dataset.save('mine.toml')",
    "scan_parquet": "scan('file.parquet')",
}  # what people bring from other libraries
_FOLDERS = frozenset({"datasets", "errors", "plots", "readers", "states", "testing"})
"""Parts of the package that have more to offer, which need not be imported to be typed."""


def __getattr__(name: str) -> object:
    """Load a public name when it is first used (PEP 562)."""
    if name == "__all__":
        return ["__version__", *homes(__name__)]
    if name in _FOLDERS:
        return import_module(f"{__name__}.{name}")
    if name not in homes(__name__):
        from bilateral.errors import UnknownFieldError, near_names

        known = _HABITS.get(name)
        near = () if known else near_names(name, homes(__name__))
        raise UnknownFieldError("bilateral has no such name", found=name, expected=known, near=near)
    value = getattr(import_module(homes(__name__)[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *homes(__name__)})
