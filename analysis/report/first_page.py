"""The first page: what was found, then the questions, then how to read on."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from analysis.report.answering import QUESTIONS
from analysis.report.study import Study
from analysis.report.telling import answer_html
from analysis.statistics.answer import TOO_FEW, Answer, ordered

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
    failed = "".join(f"<li>{escape(failure)}</li>" for failure in failures)
    warning = f'<div class="failed"><p>What failed:</p><ul>{failed}</ul></div>' if failed else ""
    items = "".join(
        f"<li>{answer_html(answer, study.articles)} {_links(question, titles, figures)}</li>"
        for question, answer in worth_saying(study)
    )
    found = f"<h2>What was found</h2><ul>{items}</ul>" if items else ""
    links = "".join(
        f'<li><a href="{escape(name)}.html">{escape(title)}</a></li>'
        for name, title in titles.items()
    )
    by = f"<p>{escape(', '.join(study.plan.authors))}</p>" if study.plan.authors else ""
    ground = (
        f"<p>{len(study.articles):,} articles, compared by {escape(study.noun)}; "
        f"{escape(study.events_basis)}. Corpus {study.corpus}."
        f"{' ' * bool(study.drawn_note)}{escape(study.drawn_note)}</p>"
    )
    parts = [f"<h1>{escape(study.plan.title)}</h1>", by, warning, found, ground]
    parts += ["<h2>Questions</h2>", f"<ol>{links}</ol>", "<h2>Figures</h2>"]
    return "\n".join(filter(None, parts))


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


def _links(question: str, titles: Mapping[str, str], figures: Sequence[Mapping[str, Any]]) -> str:
    """Links to the figure and the page of a question."""
    page = _page_of(question, titles)
    figure = next((f["name"] for f in figures if f["notebook"] == page), None)
    links = [f'<a href="#{escape(figure)}">figure</a>'] if figure else []
    links += [f'<a href="{escape(page)}.html">evidence</a>'] if page else []
    return f"<small>{' · '.join(links)}</small>" if links else ""


def _page_of(question: str, titles: Mapping[str, str]) -> str:
    number = list(QUESTIONS).index(question) + 1
    return next((name for name in titles if name.startswith(f"{number}-")), "")
