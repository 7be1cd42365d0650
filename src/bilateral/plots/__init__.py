"""Pictures of records: charts of Altair that show what is sure and what is only possible apart.

Needs the extra ``plots``. Each function takes a dataset, a selection or a table and gives a chart
that can be restyled like any other of Altair; :func:`save` writes it without the network.
"""

from bilateral.plots.choice import fitting
from bilateral.plots.dyads import heatmap
from bilateral.plots.proofs import evidence
from bilateral.plots.ranges import amounts
from bilateral.plots.saving import save
from bilateral.plots.suppliers import arms, shares
from bilateral.plots.timelines import timeline
from bilateral.plots.travels import matrix, network

__all__ = [
    "amounts",
    "arms",
    "evidence",
    "fitting",
    "heatmap",
    "matrix",
    "network",
    "save",
    "shares",
    "timeline",
]
