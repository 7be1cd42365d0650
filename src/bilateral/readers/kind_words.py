"""Words by which people of several languages call what a row is."""

from __future__ import annotations

from collections.abc import Mapping

from bilateral.dates.languages import folded

__all__ = ["KIND_WORDS", "kinds_meant"]

KIND_WORDS: Mapping[str, frozenset[str]] = {
    "visit": frozenset(
        "visit visits trip trips besuch besuche reise reisen visite visites voyage visita visitas "
        "viaje viajes".split()
    ),
    "meeting": frozenset(
        "meeting meetings summit summits talks treffen gipfel gesprach gesprache rencontre "
        "rencontres sommet reunion reuniones cumbre encuentro".split()
    ),
    "agreement": frozenset(
        "agreement agreements treaty treaties abkommen vertrag vertrage accord accords traite "
        "traites acuerdo acuerdos tratado tratados convenio".split()
    ),
    "membership": frozenset("membership mitgliedschaft adhesion membresia".split()),
    "exercise": frozenset("exercise exercises manover ubung exercice ejercicio maniobra".split()),
    "trade": frozenset("trade handel commerce comercio".split()),
}
"""Words for some kinds of record, in lower case and without accents."""


def kinds_meant(word: object) -> tuple[str, ...]:
    """The kinds that a word stands for.

    Example:
        >>> kinds_meant("Treffen"), kinds_meant("traité"), kinds_meant("Wetter")
        (('meeting',), ('agreement',), ())
    """
    plain = folded(str(word))
    return tuple(kind for kind, words in KIND_WORDS.items() if plain in words)
