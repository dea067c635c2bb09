"""Which column of somebody's table is which of ours."""

import unicodedata
from collections import defaultdict
from functools import cache, lru_cache

from analysis.corpus.faults import ReadError, listed, shown
from analysis.text.lexicons import rows

CERTAIN = ("text", "source", "published")  # of two candidates none is taken for these
COMPUTED = ("excluded", "text_sha256", "damage")
Choice = tuple[tuple[str, str], ...]


@cache
def synonyms() -> dict[str, tuple[str, int]]:
    """Our name for each folded column name, and its rank among those of the same meaning."""
    return {
        _fold(other): (ours, rank)
        for ours, others in rows("corpus/data/columns.tsv")
        for rank, other in enumerate(others.split())
    }


def known(name: str) -> bool:
    """Whether a column name is one that tables of articles have."""
    return _fold(name) in synonyms()


@lru_cache(maxsize=1024)
def name_columns(given: tuple[str, ...], chosen: Choice = ()) -> dict[str, str]:
    """Our name for each column of a table that we have a name for.

    `chosen` are the user's own pairs (column, our name) and come first, then our own names, then
    synonyms. Raises ReadError where two columns could be the text, the source or the date.

    >>> name_columns(("Headline", "body", "Outlet", "topic"))
    {'Headline': 'title', 'body': 'text', 'Outlet': 'source'}
    """
    wanted = dict(chosen)
    named = {column: wanted[column] for column in given if column in wanted}
    candidates: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for column in given:
        ours, rank = synonyms().get(_fold(column), ("", 0))
        if ours and column not in named and ours not in named.values():
            candidates[ours].append((rank, column))
    named |= {_preferred(ours, ranked): ours for ours, ranked in candidates.items()}
    return {column: named[column] for column in given if column in named}


def rename(cells: dict[str, object], chosen: Choice) -> dict[str, object]:
    """`cells` by our names; a column that has the name of one of ours by chance is set aside."""
    named = name_columns(tuple(cells), chosen)
    taken = {*named.values(), *COMPUTED}
    return {
        named.get(column) or (f"{column}_given" if column in taken else column): cell
        for column, cell in cells.items()
    }


def _preferred(ours: str, ranked: list[tuple[int, str]]) -> str:
    """The column that has our own name, or the first of the others where that is safe."""
    own = sum(rank == 0 for rank, _ in ranked)
    if own > 1 or (ours in CERTAIN and not own and len(ranked) > 1):
        names = listed(column for _, column in ranked)
        raise ReadError(
            f"more than one column could be the {ours}: {names}",
            f"say which: --map {shown(ranked[0][1])}={ours}",
        )
    return min(ranked)[1]


def _fold(name: str) -> str:
    folded = unicodedata.normalize("NFKC", name).casefold()
    return "".join(filter(str.isalnum, folded))
