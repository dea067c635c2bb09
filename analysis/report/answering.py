"""The five questions and the answers that their rooms allow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from analysis.report.measures import Measures

QUESTIONS = ("corpus", "tone", "voices", "wording", "story")


def answers_of(question: str, study: Measures) -> list[Any]:
    """The answers to a question, most worth saying first."""
    room = import_module(f"analysis.{question}.answers")
    return []
