"""The parts of a sentence that say who does what: clauses, noun phrases, stems near one another."""

import re
from collections.abc import Hashable, Iterable
from functools import cache
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
from scipy.sparse import csr_matrix

from analysis.arrays import Floats, Rows
from analysis.story.sentence_stems import background
from analysis.text.lexicons import places
from analysis.text.stems import HYPHEN, content_stem, stem_word
from analysis.text.words import function_words

NEAR = 4  # stems between which two of them stand near one another
LEAST = 4  # stems of a clause; shorter ones go on
_TOKEN = re.compile(r"[^\W_](?:[\w.’'-]*\w)?|[^\w\s]")
_JOINS = "and as while whose who which that after before with but amid despite including saying"
_OPENS = frozenset(_JOINS.split()) | set(',;:—–()“”"')
_LINKS = frozenset(["of", "from", "between", "for"])
_FILLS = _LINKS | {"the", "a", "an"}
Units = list[tuple[str, list[str]]]


class Parts(NamedTuple):
    """What each sentence is made of, as binary matrices.

    `phrases` is sentence by pair of neighbouring words, function words included, `near` sentence
    by pair of content stems near one another, `heads` sentence by last stem of a noun phrase,
    `modified` sentence by such a head with a stem that goes with it, `clauses` clause by stem;
    the clauses of sentence i are the rows first[i] to first[i + 1]. How rare the stems of heads
    and clauses are in general news is told beside them.
    """

    phrases: csr_matrix
    near: csr_matrix
    heads: csr_matrix
    head_background: Floats
    modified: csr_matrix
    clauses: csr_matrix
    clause_background: Floats
    first: Rows


def sentence_parts(texts: list[str]) -> Parts:
    """The parts of each sentence."""
    read = [_read(text) for text in texts]
    clauses = [_clauses(units) for units in read]
    phrases = [_phrases(units) for units in read]
    heads, head_names = _matrix([head for head, _ in told] for told in phrases)
    clause, clause_names = _matrix(stems for told in clauses for stems in told)
    return Parts(
        _matrix(_neighbours(units) for units in read)[0],
        _matrix(_near(units) for units in read)[0],
        heads,
        background(head_names),
        _matrix([(head, stem) for head, stems in told for stem in stems] for told in phrases)[0],
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


def _near(units: Units) -> list[tuple[str, str]]:
    stems = [stem for _, told in units for stem in told]
    return [
        (min(one, two), max(one, two))
        for at, one in enumerate(stems)
        for two in stems[at + 1 : at + 1 + NEAR]
        if one != two
    ]


def _clauses(units: Units) -> list[list[str]]:
    """Runs of stems between marks, conjunctions and relative pronouns, at least one a sentence."""
    found: list[list[str]] = [[]]
    for word, stems in units:
        if word in _OPENS and len(found[-1]) >= LEAST:
            found.append([])
        found[-1] += stems
    if len(found) > 1 and len(found[-1]) < LEAST:
        last = found.pop()
        found[-1] += last
    return found


def _phrases(units: Units) -> list[tuple[str, list[str]]]:
    """Heads of noun phrases, each with the stems before it and in the "of …" after it.

    A phrase is a run of content words; names of countries modify nothing here, since in the news
    of two countries they stand beside everything.
    """
    runs: list[tuple[list[str], list[str]]] = [([], [])]  # stems, then the words that follow them
    for word, stems in units:
        if stems and not runs[-1][1]:
            runs[-1][0].extend(stems)
        elif stems:
            runs.append((list(stems), []))
        elif word not in function_words() and word[0].isalnum():
            continue
        else:
            runs[-1][1].append(word)
    found = []
    for (stems, link), (after, _) in zip(runs, [*runs[1:], ([], [])], strict=True):
        if stems:
            linked = link[:1] and link[0] in _LINKS and set(link) <= _FILLS
            modifiers = [*stems[:-1], *(after if linked else [])]
            passed = _lands() | {stems[-1]}
            found.append((stems[-1], [stem for stem in modifiers if stem not in passed]))
    return found


@cache
def _lands() -> set[str]:
    return {content_stem(name) for name in places()}


def _matrix(told: Iterable[Iterable[Hashable]]) -> tuple[csr_matrix, list[Any]]:
    """A binary matrix, a row for each list, and what its columns stand for."""
    known: dict[Hashable, int] = {}
    columns: list[int] = []
    ends = [0]
    for row in told:
        columns += sorted({known.setdefault(item, len(known)) for item in row})
        ends.append(len(columns))
    shape = (len(ends) - 1, len(known))
    matrix = csr_matrix((np.ones(len(columns)), np.array(columns, np.int64), np.array(ends)), shape)
    return matrix, list(known)
