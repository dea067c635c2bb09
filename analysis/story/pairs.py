"""The sentences that claims are matched from, and which of them are compared."""

import logging
from datetime import date
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy.sparse import csr_matrix

from analysis.arrays import Bools, Rows
from analysis.story.quotations import Quotations, sentence_quotations, unlike
from analysis.story.sentence_parts import Parts, sentence_parts
from analysis.story.sentence_stems import Stems, sentence_stems
from analysis.story.synonyms import sentence_synonyms
from analysis.text.dates import Dated, find_dates
from analysis.text.numbers import Number, Rank, find_numbers, find_ranks
from analysis.text.reading import Articles, Reading, once, read, split_sentences

CROWD = 300  # sentences a stem may bring together; commoner stems propose no pairs
LONGEST = 500  # sentences of an article that are compared: its first ones
WIDEST = 2_000  # characters of a sentence that facts are read from
_LEANING = "this that these those it he she they his her its their during such both"
LEANING = frozenset(_LEANING.split())  # openings that lean on the sentence before


class Facts(NamedTuple):
    """The facts of one sentence."""

    numbers: list[Number]
    ranks: list[Rank]
    dates: list[Dated]
    leans: bool


class ClaimSentences(NamedTuple):
    """Every sentence of a corpus with what claims are matched by; `source` numbers the sources.

    `compared` is False for headings, which tell nothing that their text doesn't, and for what
    stands behind the first LONGEST sentences of an article.
    """

    table: pd.DataFrame
    text: list[str]
    stems: Stems
    synonyms: csr_matrix
    parts: Parts
    quotations: Quotations
    facts: list[Facts]
    source: Rows
    compared: Bools


class Pairs(NamedTuple):
    """Pairs of sentences: `left` and `right` are places in `rows`, the rows of one event."""

    rows: Rows
    left: Rows
    right: Rows


def claim_sentences(articles: Articles) -> ClaimSentences:
    """The sentences of `articles` with their stems and facts; without `source` articles stand.

    Those of one reading are made once.
    """
    return _claim_sentences(read(articles))


@once
def _claim_sentences(reading: Reading) -> ClaimSentences:
    table = split_sentences(reading)
    days = publication_days(reading.articles)
    text = table["text"].tolist()
    facts = [
        sentence_facts(printed[:WIDEST], days.get(article))
        for article, printed in zip(table["article"], text, strict=True)
    ]
    stems = sentence_stems(reading)
    return ClaimSentences(
        table,
        text,
        stems,
        sentence_synonyms(stems),
        sentence_parts([printed[:WIDEST] for printed in text]),
        sentence_quotations(reading),
        facts,
        pd.factorize(source_of(table))[0].astype(np.int64),
        _compared(table),
    )


def source_of(table: pd.DataFrame) -> pd.Series:
    """The source of each row, its article where it has none."""
    return table.get("source", table["article"]).fillna(table["article"])


def _compared(table: pd.DataFrame) -> Bools:
    late = (table["sentence"] >= LONGEST).to_numpy()
    if late.any():
        logging.getLogger("analysis").warning(
            "only the first %d sentences of %s are compared with other articles",
            LONGEST,
            ", ".join(table.loc[late, "article"].drop_duplicates().astype(str).head(5)),
        )
    return np.asarray(~late & (table["kind"] != "heading").to_numpy())


def publication_days(articles: pd.DataFrame) -> dict[str, date]:
    """The publication date of each article that has one."""
    if "published" not in articles:
        return {}
    dated = articles[articles["published"].notna()]
    days = pd.to_datetime(dated["published"]).dt.date
    return dict(zip(dated["article"], days, strict=True))


def sentence_facts(text: str, published: date | None) -> Facts:
    """The numbers, ranks and dates of a sentence, and whether it leans on another."""
    leans = next(iter(text.lower().split()), "").strip("-•,") in LEANING
    return Facts(find_numbers(text), find_ranks(text), find_dates(text, published), leans)


def candidate_pairs(corpus: ClaimSentences, rows: Rows) -> Pairs:
    """Pairs of sentences among `rows`, of different sources, that share a stem.

    Two sentences that mostly quote are a pair only where they quote the same words.
    """
    rows = rows[corpus.compared[rows]]
    present, source = corpus.stems.present[rows], corpus.source[rows]
    crowd = np.asarray(present.sum(axis=0)).ravel()
    shared = present[:, (crowd > 1) & (crowd <= CROWD)]
    lefts, rights = [rows[:0]], [rows[:0]]
    for name in np.unique(source)[:-1]:  # a source's sentences are never compared with its own
        own, other = np.flatnonzero(source == name), np.flatnonzero(source > name)
        together = (shared[own] @ shared[other].T).tocoo()
        lefts.append(own[together.row])
        rights.append(other[together.col])
    left, right = np.concatenate(lefts), np.concatenate(rights)
    left, right = np.minimum(left, right), np.maximum(left, right)
    same = ~unlike(corpus.quotations, rows[left], rows[right])
    low, high = left[same], right[same]
    order = np.lexsort((high, low))
    return Pairs(rows, low[order], high[order])
