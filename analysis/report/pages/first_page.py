"""The first page: what was found, then the questions, then how to read on."""

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from analysis.report.notebooks.telling import answer_html
from analysis.report.pages.site import TEMPLATES
from analysis.report.study.answering import QUESTIONS
from analysis.report.study.study import Study
from analysis.statistics.answer import TOO_FEW, Answer, ordered
from analysis.version import __version__

MOST = 7


def first_page(
    study: Study,
    *,
    titles: Mapping[str, str],
    figures: Sequence[Mapping[str, Any]],
    failures: Sequence[str],
) -> str:
    """The overview's HTML: what failed, three to seven answers, the questions.

    `titles` are those of the notebooks' pages, `figures` the catalogue's entries in order.
    """
    found = [
        {"html": Markup(answer_html(answer, study.articles)), **_links(question, titles, figures)}
        for question, answer in worth_saying(study)
    ]
    return TEMPLATES.get_template("first_page.html.j2").render(
        study=study, found=found, failures=failures, titles=titles, figures=figures,
        version=__version__,
    )  # fmt: skip


def worth_saying(study: Study) -> list[tuple[str, Answer]]:
    """Three to seven answers, each with its question: the first of each, then the next best."""
    asked = {question: study.answers(question) for question in QUESTIONS}
    size = asked.pop("corpus")
    first = [(question, answers[0]) for question, answers in asked.items() if answers]
    rest = [
        (question, answer)
        for question, answers in asked.items()
        for answer in answers[1:]
        if answer.certainty != TOO_FEW
    ]
    said = [*first, *_best_first(rest)][: MOST - 1]
    return [*_best_first(said), *(("corpus", answer) for answer in size[: MOST - len(said)][:1])]


def _best_first(pairs: Sequence[tuple[str, Answer]]) -> list[tuple[str, Answer]]:
    place = {id(answer): index for index, answer in enumerate(ordered(a for _, a in pairs))}
    return sorted(pairs, key=lambda pair: place[id(pair[1])])


def _links(
    question: str, titles: Mapping[str, str], figures: Sequence[Mapping[str, Any]]
) -> dict[str, str]:
    """The page of a question and its first figure; empty where there is none."""
    number = list(QUESTIONS).index(question) + 1
    page = next((name for name in titles if name.startswith(f"{number}-")), "")
    figure = next((f["name"] for f in figures if page and f["notebook"] == page), "")
    return {"page": page, "figure": figure}
