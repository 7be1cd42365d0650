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

__version__ = "0.1.0"

if TYPE_CHECKING:
    from bilateral.actors import (
        Actor as Actor,
    )
    from bilateral.actors import (
        DirectedDyad as DirectedDyad,
    )
    from bilateral.actors import (
        Dyad as Dyad,
    )
    from bilateral.actors import (
        Office as Office,
    )
    from bilateral.actors import (
        Organization as Organization,
    )
    from bilateral.actors import (
        Person as Person,
    )
    from bilateral.actors import (
        Sector as Sector,
    )
    from bilateral.actors import (
        State as State,
    )
    from bilateral.codec import (
        json_schema as json_schema,
    )
    from bilateral.codec import (
        load_file as load_file,
    )
    from bilateral.codec import (
        save_file as save_file,
    )
    from bilateral.dataset import (
        Dataset as Dataset,
    )
    from bilateral.dataset import (
        DatasetInfo as DatasetInfo,
    )
    from bilateral.datasets import (
        load as load,
    )
    from bilateral.dates import (
        EDTF as EDTF,
    )
    from bilateral.dates import (
        Moment as Moment,
    )
    from bilateral.dates import (
        Period as Period,
    )
    from bilateral.dates import (
        parse_edtf as parse_edtf,
    )
    from bilateral.dates import (
        parse_printed as parse_printed,
    )
    from bilateral.errors import (
        BilateralError as BilateralError,
    )
    from bilateral.errors import (
        EDTFError as EDTFError,
    )
    from bilateral.errors import (
        FaultsError as FaultsError,
    )
    from bilateral.evidence import (
        Citation as Citation,
    )
    from bilateral.evidence import (
        Claim as Claim,
    )
    from bilateral.evidence import (
        Coverage as Coverage,
    )
    from bilateral.evidence import (
        EpistemicMode as EpistemicMode,
    )
    from bilateral.evidence import (
        Locator as Locator,
    )
    from bilateral.evidence import (
        Source as Source,
    )
    from bilateral.evidence import (
        Stance as Stance,
    )
    from bilateral.frames import (
        Table as Table,
    )
    from bilateral.frames import (
        scan as scan,
    )
    from bilateral.logic import (
        Truth as Truth,
    )
    from bilateral.quantities import (
        Quantity as Quantity,
    )
    from bilateral.query import (
        Predicate as Predicate,
    )
    from bilateral.query import (
        q as q,
    )
    from bilateral.readers import (
        ImportReport as ImportReport,
    )
    from bilateral.readers import (
        RecordMapping as RecordMapping,
    )
    from bilateral.readers import (
        read as read,
    )
    from bilateral.readers import (
        read_atop as read_atop,
    )
    from bilateral.readers import (
        read_colt as read_colt,
    )
    from bilateral.readers import (
        read_desta as read_desta,
    )
    from bilateral.readers import (
        read_gdelt as read_gdelt,
    )
    from bilateral.readers import (
        read_icews as read_icews,
    )
    from bilateral.readers import (
        read_mapped as read_mapped,
    )
    from bilateral.readers import (
        read_polecat as read_polecat,
    )
    from bilateral.readers import (
        read_sipri as read_sipri,
    )
    from bilateral.readers import (
        read_uk_treaties as read_uk_treaties,
    )
    from bilateral.readers import (
        read_un_treaties as read_un_treaties,
    )
    from bilateral.readers import (
        read_us_visits as read_us_visits,
    )
    from bilateral.readers import (
        read_visits as read_visits,
    )
    from bilateral.readers import (
        read_wti as read_wti,
    )
    from bilateral.readers import (
        scan_gdelt as scan_gdelt,
    )
    from bilateral.records import (
        Agreement as Agreement,
    )
    from bilateral.records import (
        Alignment as Alignment,
    )
    from bilateral.records import (
        ArmsTransfer as ArmsTransfer,
    )
    from bilateral.records import (
        Assessment as Assessment,
    )
    from bilateral.records import (
        Consultation as Consultation,
    )
    from bilateral.records import (
        Exercise as Exercise,
    )
    from bilateral.records import (
        Interest as Interest,
    )
    from bilateral.records import (
        Link as Link,
    )
    from bilateral.records import (
        Meeting as Meeting,
    )
    from bilateral.records import (
        Membership as Membership,
    )
    from bilateral.records import (
        Participant as Participant,
    )
    from bilateral.records import (
        Place as Place,
    )
    from bilateral.records import (
        Project as Project,
    )
    from bilateral.records import (
        Record as Record,
    )
    from bilateral.records import (
        Role as Role,
    )
    from bilateral.records import (
        Status as Status,
    )
    from bilateral.records import (
        Tenure as Tenure,
    )
    from bilateral.records import (
        Trade as Trade,
    )
    from bilateral.records import (
        Visit as Visit,
    )
    from bilateral.selection import (
        Selection as Selection,
    )
    from bilateral.states import (
        resolve as resolve,
    )

_MODULES = {
    "actors": (
        "Actor",
        "DirectedDyad",
        "Dyad",
        "Office",
        "Organization",
        "Person",
        "Sector",
        "State",
    ),
    "codec": (
        "json_schema",
        "load_file",
        "save_file",
    ),
    "dataset": (
        "Dataset",
        "DatasetInfo",
    ),
    "datasets": ("load",),
    "dates": (
        "EDTF",
        "Moment",
        "Period",
        "parse_edtf",
        "parse_printed",
    ),
    "errors": (
        "BilateralError",
        "EDTFError",
        "FaultsError",
    ),
    "evidence": (
        "Citation",
        "Claim",
        "Coverage",
        "EpistemicMode",
        "Locator",
        "Source",
        "Stance",
    ),
    "frames": (
        "Table",
        "scan",
    ),
    "logic": ("Truth",),
    "quantities": ("Quantity",),
    "query": (
        "Predicate",
        "q",
    ),
    "readers": (
        "ImportReport",
        "RecordMapping",
        "read",
        "read_atop",
        "read_colt",
        "read_desta",
        "read_gdelt",
        "read_icews",
        "read_mapped",
        "read_polecat",
        "read_sipri",
        "read_uk_treaties",
        "read_un_treaties",
        "read_us_visits",
        "read_visits",
        "read_wti",
        "scan_gdelt",
    ),
    "records": (
        "Agreement",
        "Alignment",
        "ArmsTransfer",
        "Assessment",
        "Consultation",
        "Exercise",
        "Interest",
        "Link",
        "Meeting",
        "Membership",
        "Participant",
        "Place",
        "Project",
        "Record",
        "Role",
        "Status",
        "Tenure",
        "Trade",
        "Visit",
    ),
    "selection": ("Selection",),
    "states": ("resolve",),
}
_HOME = {name: module for module, names in _MODULES.items() for name in names}
__all__ = ["__version__", *_HOME]


def __getattr__(name: str) -> object:
    """Load a public name when it is first used (PEP 562)."""
    if name not in _HOME:
        from bilateral.errors import near_names

        near = near_names(name, _HOME)
        hint = f"; did you mean {' or '.join(near)}?" if near else ""
        raise AttributeError(f"module 'bilateral' has no attribute {name!r}{hint}", name=name)
    value = getattr(import_module(f"bilateral.{_HOME[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOME})
