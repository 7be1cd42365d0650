"""Every world that a record allows, and the plain answer of each: an oracle of three-valued logic.

It reads the raw data of a record (the text of its dates, its claims, those who take part) and the
nodes of a question, and shares nothing with what it judges. A world gives each value that the
question speaks of one thing that the record allows; in a world every term is true or false. The
values are independent, so each is taken through its worlds by itself: a set of *masks*, one bit
a term. The answer is what the question says of all combinations of the masks of its values.
"""

from .record import Worlds
from .terms import leaves, value_of

__all__ = ["Worlds", "leaves", "value_of"]
