"""Case tables: what a function makes of small texts, and what it can't yet (known failures)."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

_ESCAPED = re.compile(r"\\n|\\u[0-9a-f]{4}")
CASES = Path(__file__).parent / "cases"


def rows(name: str) -> Iterator[list[str]]:
    """The rows of a table, kind first, pass or known last; ``\\n`` and ``\\u00ad`` are characters."""
    for line in (CASES / f"{name}.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            cells = [_ESCAPED.sub(_character, cell) for cell in line.split("\t")]
            assert cells[-1] in ("pass", "known"), f"{name}.tsv: {line!r} ends in neither"
            yield cells


def _character(escaped: re.Match[str]) -> str:
    return "\n" if escaped[0] == "\\n" else chr(int(escaped[0][2:], 16))


def table(name: str) -> list[object]:
    """The rows of a table as parameters; a known failure must fail."""
    marks = {"pass": (), "known": (pytest.mark.xfail(strict=True),)}
    return [
        pytest.param(*cells, marks=marks[state], id=f"{kind}-{at}")
        for at, (kind, *cells, state) in enumerate(rows(name))
    ]
