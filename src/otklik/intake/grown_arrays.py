"""Arrays that grow block by block without being copied: what a long file leaves behind must not be held twice."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

Kind = TypeVar("Kind", bound=np.generic)

_FIRST = 65_536
STRETCH = 131_072
"""So many rows are worked on together where that needs room of its own."""


class GrownArray(Generic[Kind]):
    """Numbers of one kind, appended piece by piece.

    Notes
    -----
    An eighth more room is asked for each time; the system moves a large array without copying it.
    """

    def __init__(self, kind: type[Kind]) -> None:
        self._data: NDArray[Kind] = np.empty(0, kind)
        self._length = 0

    def __len__(self) -> int:
        """How many there are."""
        return self._length

    def append(self, piece: NDArray[Any]) -> None:
        """Add a piece behind the others."""
        end = self._length + len(piece)
        if end > len(self._data):
            self._data.resize(max(end + end // 8, _FIRST), refcheck=False)
        self._data[self._length : end] = piece
        self._length = end

    def finish(self) -> NDArray[Kind]:
        """All of them; the array is empty afterwards."""
        self._data.resize(self._length, refcheck=False)
        data, self._data, self._length = self._data, np.empty(0, self._data.dtype), 0
        return data


def stretches(length: int) -> Iterator[slice]:
    """Parts of an array of that length, one after the other, each at most `STRETCH` long."""
    for start in range(0, length, STRETCH):
        yield slice(start, min(start + STRETCH, length))
