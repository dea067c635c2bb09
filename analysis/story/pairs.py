"""The sentences that claims are matched from, and which of them are compared."""

from datetime import date
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy.sparse import csr_matrix

from analysis.arrays import Rows
from analysis.story.sentence_parts import Parts, sentence_parts
from analysis.story.sentence_stems import Stems, sentence_kin, sentence_stems
from analysis.text.dates import Dated, find_dates
from analysis.text.numbers import Number, Rank, find_numbers, find_ranks
from analysis.text.reading import split_sentences

CROWD = 300  # sentences a stem may bring together; commoner stems propose no pairs
_LEANING = "this that these those it he she they his her its their during such both"
LEANING = frozenset(_LEANING.split())  # openings that lean on the sentence before


class Facts(NamedTuple):
    """The facts of one sentence."""

    numbers: list[Number]
    ranks: list[Rank]
    dates: list[Dated]
    leans: bool


class ClaimSentences(NamedTuple):
    """Every sentence of a corpus with what claims are matched by; `source` numbers the sources."""

    table: pd.DataFrame
    text: list[str]
    stems: Stems
    kin: csr_matrix
    parts: Parts
    facts: list[Facts]
    source: Rows


def claim_sentences(articles: pd.DataFrame) -> ClaimSentences:
    """The sentences of `articles` with their stems and facts; without `source` articles stand."""
    table = split_sentences(articles)
    days = publication_days(articles)
    text = table["text"].tolist()
    facts = [
        sentence_facts(told, days.get(article))
        for article, told in zip(table["article"], text, strict=True)
    ]
    source = table["source"].fillna(table["article"]) if "source" in table else table["article"]
    number = pd.factorize(source)[0].astype(np.int64)
    stems = sentence_stems(articles)
    return ClaimSentences(
        table, text, stems, sentence_kin(stems), sentence_parts(text), facts, number
    )


def publication_days(articles: pd.DataFrame) -> dict[str, date]:
    """The publication date of each article that has one."""
    if "published" not in articles:
        return {}
    dated = articles[articles["published"].notna()]
    days = pd.to_datetime(dated["published"]).dt.date
    return dict(zip(dated["article"], days, strict=True))


def sentence_facts(text: str, published: date | None) -> Facts:
    """The numbers, ranks and dates of a sentence, and whether it leans on another."""
    leans = text.lower().split()[0].strip("-•,") in LEANING
    return Facts(find_numbers(text), find_ranks(text), find_dates(text, published), leans)


def candidate_pairs(corpus: ClaimSentences, rows: Rows) -> tuple[Rows, Rows]:
    """Pairs of sentences (indices into `rows`) of different sources that share a stem.

    A heading tells nothing that its text doesn't, and is no claim.
    """
    source = corpus.source[rows]
    present = corpus.stems.present[rows]
    told = (corpus.table["kind"] != "heading").to_numpy()[rows]
    crowd = np.asarray(present.sum(axis=0)).ravel()
    shared = present[:, (crowd > 1) & (crowd <= CROWD)]
    together = (shared @ shared.T).tocoo()
    keep = (together.row < together.col) & (source[together.row] != source[together.col])
    keep &= told[together.row] & told[together.col]
    return together.row[keep].astype(np.int64), together.col[keep].astype(np.int64)
