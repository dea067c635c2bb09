"""Tokens, sentences and sentiment against the usual tools."""

from collections.abc import Callable
from typing import Any

import nltk.tokenize
import pandas as pd
import punkt
from harness import Case, run
from sklearn.feature_extraction.text import CountVectorizer
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from analysis.text.reading import split_sentences
from analysis.text.sentences import find_sentences
from analysis.text.tokens import tokenize
from analysis.tone.sentences import _nltk_analyzer, score_sentences, sentence_sentiment
from analysis.tone.sources import sentiment_by

PUNKT = punkt.tokenizer_for("english", prefixes=True, line_breaks="always")


MADE: dict[str, Any] = {}


def _once(name: str, make: Callable[[], Any]) -> Any:
    """What a case needs beforehand, made in the round that only warms up."""
    if name not in MADE:
        MADE[name] = make()
    return MADE[name]


def texts(articles: pd.DataFrame) -> list[str]:
    """The sentences of a corpus as strings."""
    return _once("texts", lambda: split_sentences(articles)["text"].tolist())


def _each(analyzer: Any) -> Any:
    return lambda articles: [analyzer.polarity_scores(text) for text in texts(articles)]


def _by_source(articles: pd.DataFrame) -> pd.DataFrame:
    return sentiment_by(score_sentences(articles), articles=articles)


def _punkt(articles: pd.DataFrame) -> int:
    return sum(1 for text in articles["text"] for _ in PUNKT.span_tokenize(text))


CASES = [
    Case(
        "tokens",
        tokenize,
        {
            "nltk.word_tokenize (Treebank rules)": lambda articles: [
                nltk.tokenize.NLTKWordTokenizer().tokenize(text) for text in articles["text"]
            ],
            "CountVectorizer": lambda articles: CountVectorizer().fit_transform(articles["text"]),
        },
    ),
    Case(
        "sentences, from text",
        lambda articles: find_sentences(tokenize(articles)),
        {"Punkt package": _punkt},
    ),
    Case(
        "sentences, from tokens",
        lambda articles: find_sentences(_once("tokens", lambda: tokenize(articles))),
        {"Punkt package": _punkt},
    ),
    Case(
        "VADER of sentences, tokenising included",
        lambda articles: sentence_sentiment(texts(articles)),
        {
            "vaderSentiment": _each(SentimentIntensityAnalyzer()),
            "NLTK's VADER": _each(_nltk_analyzer(())),
        },
    ),
    Case("text to by-source table", _by_source, grows=True),
]

if __name__ == "__main__":
    run(CASES)
