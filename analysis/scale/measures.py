"""What is measured of one part of a corpus."""

from pathlib import Path

import pandas as pd

from analysis.scale import store
from analysis.text.reading import Reading
from analysis.tone.sentences import score_sentences
from analysis.voices.quotes import find_quotes
from analysis.voices.titles import describe_speakers

GIVEN = "given"  # the articles as they came, cut into parts


def measure_part(folder: Path | str, number: int) -> int:
    """Measure part `number` of the articles in `folder` and write its tables; the number again."""
    folder = Path(folder)
    if not store.is_whole(folder, number):
        articles = store.read_part(folder, GIVEN, number)
        store.write_part(folder, number, measure(articles))
    return number


def measure(articles: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """The tables of some articles by name."""
    reading = Reading(articles)
    quotes = find_quotes(reading)
    return {
        "articles": articles,
        "sentences": score_sentences(reading, quotes=quotes),
        "quotes": quotes,
        "names": reading.names,
        "speakers": describe_speakers(quotes, articles=reading),
    }
