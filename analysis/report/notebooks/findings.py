"""Sentences that are checked when a notebook runs."""

import html
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pandas as pd

from analysis.corpus.labels import labellings
from analysis.report.study.opened import reading


class FindingError(AssertionError):
    """A sentence of an essay that its own corpus does not bear out."""


@dataclass(frozen=True)
class Finding:
    """A sentence and whether the tables bear it out; a notebook shows it as Markdown."""

    sentence: str
    holds: bool
    claimed: bool = True

    def __str__(self) -> str:
        if not self.claimed:
            return ""
        return self.sentence if self.holds else f"~~{self.sentence}~~ (No longer true.)"

    def __repr__(self) -> str:
        return str(self)

    def _repr_markdown_(self) -> str:
        shown = html.escape(str(self), quote=False)
        return re.sub(r"([$\[\]])", r"\\\1", shown)  # money is no formula, a label no link


def finding(sentence: str, holds: object) -> Finding:
    """`sentence`, its numbers computed, together with the check that it is true.

    A false one raises FindingError with the sentence, except in a JupyterLab session, where it is
    struck through. On a corpus other than the essay's own nothing is claimed and nothing shown.

    >>> count = 3
    >>> finding(f"{count} of 5 sources quote officials only.", count > 2).holds
    True
    """
    read = reading()
    result = Finding(sentence, bool(holds), read is None or read.claimed)
    interactive = "JPY_SESSION_NAME" in os.environ
    if result.claimed and not result.holds and not interactive:
        raise FindingError(f"no longer true: {sentence}")
    return result


def under_labellings(
    articles: pd.DataFrame, statements: Mapping[str, Callable[[pd.DataFrame], float]]
) -> pd.DataFrame:
    """Each statement under every declared labelling: holds, reverses or not supported.

    A statement is a sentence and a function of the articles table that gives a positive number
    where it holds, a negative one where the opposite does, and zero or NaN where a group it
    speaks of is missing. One row a statement, one column a labelling.

    >>> labels = {"article": ["1"], "style": ["French"], "alternatives": ["Belgian"]}
    >>> french = {"One text is French.": lambda table: (table["style"] == "French").sum()}
    >>> under_labellings(pd.DataFrame(labels), french).to_dict("records")
    [{'statement': 'One text is French.', 'as assigned': 'holds', '1 as Belgian': 'not supported'}]
    """
    labelled = labellings(articles)
    rows = {
        sentence: {name: _verdict(measure(table)) for name, table in labelled.items()}
        for sentence, measure in statements.items()
    }
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis("statement").reset_index()


def _verdict(value: float) -> str:
    if pd.isna(value) or value == 0:
        return "not supported"
    return "holds" if value > 0 else "reverses"
