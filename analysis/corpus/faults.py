"""What is wrong with a file, in one form: file, row, column, what was found, what to do."""

import unicodedata
from collections.abc import Iterable, Sequence
from typing import NamedTuple

SHOWN = 20  # faults in one message


class CorpusError(ValueError):
    """A corpus that can't be read as it stands; the message names file, row and remedy."""


class ReadError(ValueError):
    """Why something can't be read, and what to do; whoever knows file and row adds them."""

    def __init__(self, found: str, remedy: str) -> None:
        super().__init__(f"{found}; {remedy}")
        self.found, self.remedy = found, remedy


class Fault(NamedTuple):
    """One fault of a file; `row` is missing where it concerns the file as a whole."""

    file: str
    row: int | None
    found: str
    remedy: str

    def __str__(self) -> str:
        row = "" if self.row is None else f", row {self.row}"
        return f"{shown(self.file)}{row}: {self.found}; {self.remedy}"


class Note(NamedTuple):
    """What a reader took to be so, for its user to look at."""

    file: str
    said: str

    def __str__(self) -> str:
        return f"{shown(self.file)}: {self.said}"


def refused(fault: ReadError, file: str, row: int | None = None) -> Fault:
    """`fault` where it was found."""
    return Fault(file, row, fault.found, fault.remedy)


def error(where: object, faults: Sequence[Fault]) -> CorpusError:
    """All `faults` of what stands at `where` as one error, one line each."""
    lines = [str(fault) for fault in faults[:SHOWN]]
    if len(faults) > SHOWN:
        lines.append(f"and {len(faults) - SHOWN:,} more")
    return CorpusError("\n".join([f"{shown(str(where))}: {lines[0]}", *lines[1:]]))


def shown(value: object, *, limit: int = 80) -> str:
    """`value` as one line without control characters, cut to `limit` characters.

    >>> shown("a\\nb\\x1b[31m")
    'a b�[31m'
    """
    text = str(value)
    cut = text if len(text) <= limit else f"{text[: limit - 1]}…"
    return "".join(map(_visible, " ".join(cut.split()) if "\n" in cut or "\r" in cut else cut))


def listed(names: Iterable[object], *, limit: int = 12) -> str:
    """Names in a row, the first `limit` of them.

    >>> listed(["a", "b", "c"], limit=2)
    'a, b and 1 more'
    """
    texts = [shown(name, limit=40) for name in names]
    more = f" and {len(texts) - limit:,} more" if len(texts) > limit else ""
    return ", ".join(texts[:limit]) + more


def _visible(character: str) -> str:
    hidden = unicodedata.category(character) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")
    return "\N{REPLACEMENT CHARACTER}" if hidden else character
