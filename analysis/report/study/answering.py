"""The six questions, and the answers that their rooms allow."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING

import pandas as pd

from analysis.corpus.answers import corpus_answers
from analysis.corpus.overview import overview
from analysis.statistics.answer import COUNT, COUNTED, Answer, Number, ordered
from analysis.story.answers import story_answers
from analysis.tone.answers import tone_answers
from analysis.tone.toward_answers import toward_answers
from analysis.voices.answers import voices_answers
from analysis.wording.answers import wording_answers
from analysis.wording.frame_answers import frame_answers

if TYPE_CHECKING:
    from analysis.report.study.study import Study


def answers_of(question: str, study: Study) -> list[Answer]:
    """The answers to a question, most worth saying first; kept as the study's measures are."""
    name = f"answers-{question}-{study.decisions}"
    kept = study.cache.table(name, lambda: _table(QUESTIONS[question](study)))
    return [
        Answer(**row | {"numbers": _numbers(row["numbers"]), "evidence": tuple(row["evidence"])})
        for row in kept.to_dict("records")
    ]


def _table(answers: list[Answer]) -> pd.DataFrame:
    rows = [answer._asdict() | {"evidence": list(answer.evidence)} for answer in answers]
    table = pd.DataFrame(rows, columns=list(Answer._fields))
    return table.assign(numbers=[json.dumps(answer.numbers) for answer in answers])


def _numbers(told: str) -> tuple[Number, ...]:
    return tuple(Number(*number) for number in json.loads(told))


def _corpus(study: Study) -> list[Answer]:
    answers = corpus_answers(
        overview(study.reading), articles=study.articles, events=study.events, by=study.by
    )
    return [*answers, *_noted(study.drawn_note)]


def _noted(note: str) -> list[Answer]:
    """A note on a sample as an answer, where there is one."""
    return [Answer(note, "sample", COUNT, COUNTED)] if note else []


def _tone(study: Study) -> list[Answer]:
    return tone_answers(
        study.sentences,
        articles=study.articles,
        words=study.words,
        events=study.events if study.shared else None,
        corrected=study.corrected,
        by=study.by,
        reference=study.reference,
    )


def _voices(study: Study) -> list[Answer]:
    return voices_answers(
        study.quotes,
        articles=study.articles,
        events=study.events if study.shared else None,
        by=study.by,
        reference=study.reference,
    )


def _wording(study: Study) -> list[Answer]:
    events = study.events if study.shared else None
    answers = wording_answers(
        study.terms(inside=bool(study.shared)),
        articles=study.articles,
        events=events,
        watched=study.watched if study.plan.watch else None,
        declared=study.watched_inside if study.plan.watch else None,
        quotes=study.quotes,
        by=study.by,
    )
    of_frames = frame_answers(
        study.marked, frames=study.frames, articles=study.articles, events=events,
        by=study.by, reference=study.reference,
    )  # fmt: skip
    return [*ordered([*answers, *of_frames]), *_noted(study.sample_note)]


def _story(study: Study) -> list[Answer]:
    answers = story_answers(
        study.coverage_by_group,
        articles=study.compared.articles,
        contradictions=study.contradictions,
        passages=study.passages,
        agreement=study.agreement,
        by=study.by,
    )
    return [*answers, *_noted(study.sample_note)]


def _actors(study: Study) -> list[Answer]:
    return toward_answers(study.toward, articles=study.articles, by=study.by)


QUESTIONS: dict[str, Callable[[Study], list[Answer]]] = {
    "corpus": _corpus,
    "tone": _tone,
    "voices": _voices,
    "wording": _wording,
    "story": _story,
    "actors": _actors,
}
