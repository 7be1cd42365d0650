"""The views of a table, one for each kind of record, so that type checkers know them."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Self

from bilateral.model.records import (
    Agreement,
    Alignment,
    ArmsTransfer,
    Assessment,
    Consultation,
    Exercise,
    Interest,
    Meeting,
    Membership,
    Project,
    Record,
    Tenure,
    Trade,
    Visit,
)

__all__ = ["Views"]


class Views(ABC):
    """What is done, kind by kind. What was asked before stays asked, also of the status.

    Each raises AttributeError if its kind is not among those that are asked.
    """

    @abstractmethod
    def _view(self, kind: type[Record]) -> Self:
        """The records of a kind that are done."""

    @property
    def visits(self) -> Self:
        """Visits made."""
        return self._view(Visit)

    @property
    def meetings(self) -> Self:
        """Meetings held."""
        return self._view(Meeting)

    @property
    def consultations(self) -> Self:
        """Standing consultations."""
        return self._view(Consultation)

    @property
    def agreements(self) -> Self:
        """Agreements reached."""
        return self._view(Agreement)

    @property
    def arms_transfers(self) -> Self:
        """Arms transfers delivered."""
        return self._view(ArmsTransfer)

    @property
    def exercises(self) -> Self:
        """Exercises held."""
        return self._view(Exercise)

    @property
    def memberships(self) -> Self:
        """Memberships."""
        return self._view(Membership)

    @property
    def tenures(self) -> Self:
        """Tenures of offices."""
        return self._view(Tenure)

    @property
    def alignments(self) -> Self:
        """Alignments and postures."""
        return self._view(Alignment)

    @property
    def interests(self) -> Self:
        """Interests and aims."""
        return self._view(Interest)

    @property
    def projects(self) -> Self:
        """Economic projects, of any status."""
        return self._view(Project)

    @property
    def trades(self) -> Self:
        """Trade between parties."""
        return self._view(Trade)

    @property
    def assessments(self) -> Self:
        """Opinions of authors."""
        return self._view(Assessment)
