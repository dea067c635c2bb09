"""The corpus of the opened study, read as the study and the command say."""

import json
import os
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from analysis.corpus.articles import Corpus, CorpusError, fingerprint, read_corpus
from analysis.corpus.events import read_events
from analysis.report.study.cache import read_frame
from analysis.report.study.plan import Plan
from analysis.report.study.settings import ARTICLES, READING, SettingError
from analysis.scale.kept import is_analysis, read_kept, sample_note
from analysis.story.coverage import read_coverage
from analysis.tone.actors import read_actors
from analysis.tone.lexicon import read_lexicon
from analysis.wording.frames import read_frames


def read_planned(plan: Plan) -> Corpus:
    """The corpus of a study: columns named and dates read as its plan says, the command first.

    Where it is the folder of an analysis, the articles that were measured there, perhaps a sample.
    """
    if is_analysis(plan.corpus):
        articles, rejected = read_kept(plan.corpus)
        note = sample_note(plan.corpus, len(articles))
        return Corpus(articles, rejected, [note] if note else [], len(articles) + len(rejected))
    said = json.loads(os.environ.get(READING) or "{}")
    columns = {**plan.columns, **said.get("columns", {})}
    day_first = said.get("day_first", plan.day_first)
    return read_corpus(
        plan.corpus, columns=columns, day_first=day_first, strict=said.get("strict", False)
    )


def read_opened(plan: Plan) -> tuple[pd.DataFrame, str]:
    """The articles of a study and their fingerprint; in a report, as it has read them for all."""
    passed = os.environ.get(ARTICLES)
    if passed and (articles := read_frame(Path(passed))) is not None:
        return articles, Path(passed).stem
    articles = read_planned(plan).articles
    return articles, fingerprint(articles)


def check_tables(plan: Plan, articles: pd.DataFrame) -> None:
    """Read what else stands beside the corpus; CorpusError, naming the file, where one is at
    fault."""
    if plan.events:
        read_events(plan.events, articles=articles)
    if plan.checks:
        read_coverage(plan.checks, articles=articles)
    if plan.actors:
        read_actors(plan.actors)
    if plan.lexicon:
        read_lexicon(plan.lexicon)
    try:
        if plan.frames:
            read_frames(plan.frames)
    except ValueError as error:  # the caller of a public function gets it as it is
        said = str(error).removeprefix(f"{plan.frames}: ")
        raise CorpusError(f"{plan.frames}: {said}") from error


def reading_setting(pairs: Sequence[str], *, day_first: bool | None, strict: bool) -> str:
    """The command's choices as one setting that notebooks read too; "" without any.

    `pairs` are of the form COLUMN=NAME. Raises SettingError for another form.
    """
    columns = dict(pair.rpartition("=")[::2] for pair in pairs)
    if not all(column and name for column, name in columns.items()):
        raise SettingError("--map takes COLUMN=NAME, as in --map outlet=source")
    said = {"columns": columns, "day_first": day_first, "strict": strict}
    given = {key: value for key, value in said.items() if value not in ({}, None, False)}
    if day_first is False:
        given["day_first"] = False
    return json.dumps(given) if given else ""
