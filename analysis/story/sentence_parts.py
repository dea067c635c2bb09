"""The parts of a sentence that say who does what: clauses, heads of noun phrases, word pairs."""

import re
from collections.abc import Hashable, Iterable
from functools import cache
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
from scipy.sparse import csr_matrix

from analysis.arrays import Floats, Rows
from analysis.story.sentence_stems import background
from analysis.text.stems import HYPHEN, content_stem, stem_word
from analysis.text.words import function_words

LEAST = 4  # stems of a clause; shorter ones go on
_TOKEN = re.compile(r"[^\W_](?:[\w.’'-]*\w)?|[^\w\s]")
_JOINS = "and as while whose who which that after before with but amid despite including saying"
_OPENS = frozenset(_JOINS.split()) | set(',;:—–()“”"')
Units = list[tuple[str, list[str]]]


class Parts(NamedTuple):
    """What each sentence is made of, as binary matrices.

    `phrases` is sentence by pair of neighbouring words, function words included, `heads` sentence
    by last stem of a noun phrase, `clauses` clause by stem; the clauses of sentence i are the rows
    first[i] to first[i + 1]. How rare the stems of heads and clauses are in general news stands
    beside them.
    """

    phrases: csr_matrix
    heads: csr_matrix
    head_background: Floats
    clauses: csr_matrix
    clause_background: Floats
    first: Rows


def sentence_parts(texts: list[str]) -> Parts:
    """The parts of each sentence."""
    units = [_read(text) for text in texts]
    clauses = [_clauses(words) for words in units]
    heads, head_names = _matrix(_heads(words) for words in units)
    clause, clause_names = _matrix(stems for listed in clauses for stems in listed)
    return Parts(
        _matrix(_neighbours(words) for words in units)[0],
        heads,
        background(head_names),
        clause,
        background(clause_names),
        np.cumsum([0, *map(len, clauses)]),
    )


def _read(text: str) -> Units:
    """The words and marks of a sentence with their content stems."""
    words = (word.lower() for word in _TOKEN.findall(text))
    return [
        (word, [stem for part in HYPHEN.split(word) if (stem := content_stem(part))])
        for word in words
    ]


def _neighbours(units: Units) -> list[tuple[str, str]]:
    return list(pairwise(_form(word) for word, _ in units if word[0].isalnum()))


@cache
def _form(word: str) -> str:
    return stem_word(re.sub(r"['’]s?$", "", word))


def _clauses(units: Units) -> list[list[str]]:
    """Runs of stems between marks, conjunctions and relative pronouns, at least one a sentence."""
    clauses: list[list[str]] = [[]]
    for word, stems in units:
        if word in _OPENS and len(clauses[-1]) >= LEAST:
            clauses.append([])
        clauses[-1] += stems
    if len(clauses) > 1 and len(clauses[-1]) < LEAST:
        last = clauses.pop()
        clauses[-1] += last
    return clauses


def _heads(units: Units) -> list[str]:
    """The last stem of each run of content words: the head of a noun phrase, as a rule."""
    runs: list[list[str]] = [[]]
    for word, stems in units:
        if stems:
            runs[-1].extend(stems)
        elif (word in function_words() or not word[0].isalnum()) and runs[-1]:
            runs.append([])
    return [run[-1] for run in runs if run]


def _matrix(lists: Iterable[Iterable[Hashable]]) -> tuple[csr_matrix, list[Any]]:
    """A binary matrix, a row for each list, and what its columns stand for."""
    known: dict[Hashable, int] = {}
    columns: list[int] = []
    ends = [0]
    for row in lists:
        columns += sorted({known.setdefault(item, len(known)) for item in row})
        ends.append(len(columns))
    shape = (len(ends) - 1, len(known))
    matrix = csr_matrix((np.ones(len(columns)), np.array(columns, np.int64), np.array(ends)), shape)
    return matrix, list(known)
