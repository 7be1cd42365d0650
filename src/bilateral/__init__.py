"""Records of the relations between states, with uncertain dates and evidence for every claim.

A question has three answers: what surely matches, what may match and what does not.

    >>> import bilateral
    >>> article = bilateral.load("pakistan-russia", sources="article")
    >>> trips = article.visits.by("PAK", sector="military").since(2016)
    >>> trips.bounds()
    (2, 3)

``load`` gives the built-in dataset, ``load_file`` one of your own; ``q`` makes predicates;
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
        DirectedDyad as DirectedDyad,
        Dyad as Dyad,
        Office as Office,
        Organization as Organization,
        Person as Person,
        Sector as Sector,
        State as State,
    )
    from bilateral.codec import (
        json_schema as json_schema,
        load_file as load_file,
        save_file as save_file,
    )
    from bilateral.dataset import (
        Dataset as Dataset,
        DatasetInfo as DatasetInfo,
    )
    from bilateral.datasets import (
        load as load,
    )
    from bilateral.dates import (
        EDTF as EDTF,
        Moment as Moment,
        Period as Period,
        parse_edtf as parse_edtf,
        parse_printed as parse_printed,
    )
    from bilateral.errors import (
        BilateralError as BilateralError,
        EDTFError as EDTFError,
        FaultsError as FaultsError,
    )
    from bilateral.evidence import (
        Citation as Citation,
        Claim as Claim,
        Coverage as Coverage,
        EpistemicMode as EpistemicMode,
        Locator as Locator,
        Source as Source,
        Stance as Stance,
    )
    from bilateral.logic import (
        Truth as Truth,
    )
    from bilateral.quantities import (
        Quantity as Quantity,
    )
    from bilateral.query import (
        Predicate as Predicate,
        q as q,
    )
    from bilateral.records import (
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
    from bilateral.selection import (
        Selection as Selection,
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
    "logic": ("Truth",),
    "quantities": ("Quantity",),
    "query": (
        "Predicate",
        "q",
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
}
_HOME = {name: module for module, names in _MODULES.items() for name in names}
__all__ = ["__version__", *_HOME]  # noqa: PLE0604 - strings all the same


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
