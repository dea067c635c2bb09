"""A study's own lexicon, read with all its faults at once."""

from pathlib import Path

import pandas as pd

from analysis.corpus.tables import Column, read_table

STRONGEST = 4  # of a valence, for or against


def read_lexicon(path: str | Path) -> pd.DataFrame:
    """A table of words with valences, to pass as `lexicon=`: word, valence, and what else it has.

    `word` is a single word, `valence` a number from -4 to 4. Raises CorpusError with every fault
    of the file: a missing column, an empty or wrong cell, a word twice.

    >>> import tempfile
    >>> rows = "word,valence\\nthaw,1.4\\n"
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = Path(folder, "lexicon.csv").write_text(rows, encoding="utf-8")
    ...     print(read_lexicon(f"{folder}/lexicon.csv").values.tolist())
    [['thaw', 1.4]]
    """
    columns = [Column("word", check=_word), Column("valence", check=_valence)]
    table = read_table(path, columns, row="word", comments=True, alike=("word",))
    return table.reset_index(drop=True).astype({"valence": float})


def _word(cell: str) -> str | None:
    return None if len(cell.split()) == 1 else "give a single word"


def _valence(cell: str) -> str | None:
    try:
        sound = abs(float(cell)) <= STRONGEST
    except ValueError:
        sound = False
    return None if sound else f"give a number from -{STRONGEST} to {STRONGEST}"
