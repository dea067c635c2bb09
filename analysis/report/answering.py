"""The five questions, and the answers that their rooms allow."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from analysis.statistics.answer import Answer
from analysis.tone.answers import tone_answers

if TYPE_CHECKING:
    from analysis.report.measures import Measures


def answers_of(question: str, study: Measures) -> list[Answer]:
    """The answers to a question, most worth saying first."""
    answer = QUESTIONS.get(question)
    return answer(study) if answer else []


def _tone(study: Measures) -> list[Answer]:
    return tone_answers(
        study.sentences,
        articles=study.articles,
        words=study.words,
        events=study.events if study.shared else None,
        corrected=study.corrected,
        by=study.by,
        reference=study.reference,
    )


QUESTIONS: dict[str, Callable[[Measures], list[Answer]]] = {"tone": _tone}
