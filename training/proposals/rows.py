"""Groups of superpixels as rows of a bool table: told apart, and found again."""

import numpy as np
from numpy.typing import NDArray

_ODD = np.uint64(0x9E3779B97F4A7C15)


def names(members: NDArray[np.bool_]) -> NDArray[np.uint64]:
    """uint64 (K,): a number for each row of `members` (K, n), the same for the same row and, but for one chance in
    billions, another for another."""
    bits = np.packbits(members, axis=1)
    words = np.zeros((len(bits), -(-bits.shape[1] // 8) * 8), np.uint8)
    words[:, : bits.shape[1]] = bits
    result = np.zeros(len(bits), np.uint64)
    for word in words.view(np.uint64).T:
        result = (result ^ word) * _ODD
        result ^= result >> np.uint64(29)
    return result


def distinct(members: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Indices of the rows without repetitions, each where it stands first, ascending."""
    return np.sort(np.unique(names(members), return_index=True)[1])


class Known:
    """A value for some rows."""

    def __init__(self, tables: list[NDArray[np.bool_]], values: list[NDArray[np.float64]]) -> None:
        """tables: bool (·, n) each. values: (·,) for the rows of each. A row's value is the mean over the tables of the
        largest that it has in each, 0 if it has none."""
        numbers = [names(table) for table in tables]
        self._names, place = np.unique(np.concatenate(numbers), return_inverse=True)
        best = np.zeros((len(tables), len(self._names)))
        table = np.repeat(np.arange(len(tables)), [len(each) for each in numbers])
        np.maximum.at(best, (table, place), np.concatenate(values))
        self._values = best.mean(axis=0)

    def __getitem__(self, members: NDArray[np.bool_]) -> NDArray[np.float64]:
        """float64 (K,): the value of each row, 0 for one that is in no table."""
        wanted = names(members)
        place = np.minimum(np.searchsorted(self._names, wanted), len(self._names) - 1)
        return np.where(self._names[place] == wanted, self._values[place], 0.0)
