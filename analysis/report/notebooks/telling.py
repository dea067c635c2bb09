"""Answers as a notebook and the first page show them: sentences with the words behind them."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import pandas as pd

from analysis.statistics.answer import Answer

SHOWN = 3  # sentences behind an answer


@dataclass(frozen=True)
class Told:
    """Answers with their evidence."""

    html: str
    sentences: tuple[str, ...]

    def __repr__(self) -> str:
        return "\n".join(self.sentences)

    def _repr_html_(self) -> str:
        return self.html


def tell(answers: Sequence[Answer], *, articles: pd.DataFrame) -> Told:
    """`answers` as a list: how sure each is, and on demand the sentences behind it.

    >>> answers = [Answer("A quotes 3 officials.", "voices", "exact count of these texts", "")]
    >>> tell(answers, articles=pd.DataFrame())
    A quotes 3 officials.
    """
    items = "".join(f"<li>{answer_html(answer, articles)}</li>" for answer in answers)
    return Told(f"<ul>{items}</ul>" if items else "", tuple(a.sentence for a in answers))


def titled(answers: Sequence[Answer], topic: str, otherwise: str) -> str:
    """The first answer on a topic as a figure's title, else a title that states no finding.

    >>> answers = [Answer("A quotes 3 officials.", "voices", "exact count of these texts", "")]
    >>> titled(answers, "voices", "Who speaks"), titled(answers, "tone", "How they sound")
    ('A quotes 3 officials', 'How they sound')
    """
    found = next((answer.sentence for answer in answers if answer.topic == topic), otherwise)
    return str(found).removesuffix(".")


def answer_html(answer: Answer, articles: pd.DataFrame) -> str:
    """An answer, how sure it is, and the sentences behind it to be opened."""
    sure = f"{escape(answer.sentence)} <small>({escape(answer.certainty)})</small>"
    quoted = "".join(evidence_html(id_, articles) for id_ in answer.evidence[:SHOWN])
    return f"{sure}<details><summary>evidence</summary>{quoted}</details>" if quoted else sure


def evidence_html(evidence_id: str, articles: pd.DataFrame) -> str:
    """The verbatim words of an evidence id with where they stand."""
    name, _, span = evidence_id.rpartition(":")
    start, end = map(int, span.split("-"))
    row = articles[articles["article"].astype("str") == name].iloc[0]
    about = f"{row['source']}, {evidence_id}" if "source" in row else evidence_id
    words = escape(row["text"][start:end])
    return f"<blockquote>{words} <small>[{escape(about)}]</small></blockquote>"
