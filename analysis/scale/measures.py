"""What is measured of one part of a corpus."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pandas as pd

from analysis.corpus.articles import COLUMNS, MADE
from analysis.corpus.columns import Choice
from analysis.scale import store
from analysis.scale.counting import count_terms, mark_texts
from analysis.scale.given import GIVEN, REFUSED, accept
from analysis.text.reading import Reading
from analysis.tone.sentences import score_sentences
from analysis.tone.sources import ratio_columns
from analysis.voices.quotes import find_quotes
from analysis.voices.speakers import outermost_speech
from analysis.voices.titles import describe_speakers

VERBATIM = ("text", "title", "hit", "label")


def measure_part(folder: Path | str, number: int, chosen: Choice = ()) -> int:
    """Measure part `number` of the corpus in `folder` and write its tables; the number again."""
    folder = Path(folder)
    if not store.is_whole(folder, number):
        with _uncollected():
            articles, rejected = accept(store.read_part(folder, GIVEN, number), chosen=chosen)
            tables = measure(articles)
        refused = store.read_part(folder, REFUSED, number)
        tables["rejected"] = pd.concat([refused, rejected], ignore_index=True)
        plan = store.read_plan(folder) or {"settings": {}}
        if not plan["settings"].get("text", True):
            tables = without_text(tables, by=plan["settings"]["by"])
        store.write_part(folder, number, tables)
    return number


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without looking for cycles among the many small objects of a part, which are none."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def without_text(tables: dict[str, pd.DataFrame], *, by: str) -> dict[str, pd.DataFrame]:
    """`tables` without words of articles: ids, offsets, hashes, names and numbers remain.

    Of the articles' own columns only those remain whose meaning is known, and `by`.
    """
    known = {*COLUMNS, *MADE, "damage", by}
    kept = tables | {
        "articles": tables["articles"].filter([*filter(known.__contains__, tables["articles"])])
    }
    return {
        name: table.drop(
            columns=[column for column in VERBATIM if column in table and column != by]
        )
        for name, table in kept.items()
    }


def measure(articles: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """The tables of some articles by name: what is measured, and what summaries add up."""
    reading = Reading(articles)
    quotes = find_quotes(reading)
    sentences = score_sentences(reading, quotes=quotes)
    tables = {
        "articles": articles,
        "sentences": sentences,
        "quotes": quotes,
        "names": reading.names,
        "speakers": describe_speakers(quotes, articles=reading),
        "statements": count_statements(quotes),
        "tone": sum_tone(sentences),
        "marks": mark_texts(reading),
    }
    return tables | count_terms(reading)


def count_statements(quotes: pd.DataFrame) -> pd.DataFrame:
    """Outermost statements of speech and their words by article and speaker, if there is one."""
    counted = outermost_speech(quotes)
    counted = counted.assign(words=counted["text"].str.split().str.len())
    told = counted.groupby(["article", "speaker"], sort=False, dropna=False)["words"]
    return told.agg(quotes="size", words="sum").reset_index()


def sum_tone(sentences: pd.DataFrame) -> pd.DataFrame:
    """By article, numerator (`…_sum`) and denominator (`…_of`) of ``sentiment_by``'s numbers."""
    pairs = ratio_columns(sentences)
    columns = {f"{name}_sum": top for name, (top, _) in pairs.items()}
    columns |= {f"{name}_of": bottom for name, (_, bottom) in pairs.items()}
    return pd.DataFrame(columns).groupby(sentences["article"], sort=False).sum().reset_index()
