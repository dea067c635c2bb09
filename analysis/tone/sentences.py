"""Sentiment of sentences: VADER's four scores, whose voice it is, and the words behind a score."""

import sysconfig
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any, Literal

import numpy as np
import pandas as pd

from analysis.arrays import Bools, Floats, Ints, Rows
from analysis.paths import bundled
from analysis.text.reading import Articles, Reading, read
from analysis.text.sentences import KINDS, Sentences, sentence_table
from analysis.text.spans import inside
from analysis.text.tokens import Tokens, tokenize_texts
from analysis.tone.encoder import tone_scores
from analysis.tone.vader import Scores, score
from analysis.tone.vader_words import FOLD, Known, known_words

Method = Literal["vader", "vader-nltk"]
SCORES = ("negative", "neutral", "positive", "compound")
_FOLD = str.maketrans(FOLD)


def sentence_sentiment(
    texts: Iterable[str],
    *,
    method: Method | Literal["encoder"] = "vader",
    lexicon: pd.DataFrame | None = None,
    names: bool = True,
) -> pd.DataFrame:
    """A row a text: `negative`, `neutral`, `positive` (shares, 0 to 1) and `compound` (-1 to 1).

    Each text is scored as one sentence, after folding ’ ‘ “ ” to ' and ". Larger compound means
    more positive words; a text without lexicon words has 0. ``method="vader"`` gives the scores
    of vaderSentiment 3.3.2, ``"vader-nltk"`` those of NLTK's class with the same lexicon.
    `lexicon` (columns word, valence from -4 to 4, source) adds words or overrides them; raises
    ValueError where it can't be read so. ``names=False`` leaves proper names without valence:
    "United Nations" and "Justice Party" are no tone (only with "vader"). Don't score a whole
    article as one text: compound saturates with length. Method: Hutto & Gilbert 2014.

    ``method="encoder"`` gives one column, `score`: the mean rating from -4 to 4 that twenty readers
    would give the sentence, by the trained encoder (of a text, the first 120 words or so).
    Compare it with compound by rank and sign, never by level. It knows no lexicon, and raises
    ImportError where the extra ``encoder`` isn't installed.

    >>> sentence_sentiment(["A good deal.", "Not a good deal."])["compound"].tolist()
    [0.4404, -0.3412]
    """
    texts = list(texts)
    extra = _extra(lexicon)
    if method == "encoder":
        if extra or not names:
            raise ValueError("the encoder reads no lexicon and all names; use method='vader'")
        return pd.DataFrame({"score": tone_scores(texts)})
    _check(method, names)
    if method == "vader-nltk":
        return pd.DataFrame(_nltk_scores(texts, extra), columns=list(SCORES))
    if not names:
        reading = read(pd.DataFrame({"article": range(len(texts)), "text": texts}))
        cuts = np.searchsorted(reading.tokens.article, np.arange(len(texts) + 1))
        found = _scored(reading, known_words(extra), (cuts[:-1], cuts[1:]), names=False)
        return pd.DataFrame(dict(zip(SCORES, found[:4], strict=True)))
    tokens = tokenize_texts(texts)
    cuts = np.searchsorted(tokens.article, np.arange(len(texts) + 1))
    found = score(tokens.vocabulary, tokens.type_id, cuts[:-1], cuts[1:], known_words(extra))
    return pd.DataFrame(dict(zip(SCORES, found[:4], strict=True)))


def diplomatic_lexicon() -> pd.DataFrame:
    """Words of diplomacy with valences (word, valence, source), to pass as `lexicon=`.

    This project's own judgement, not a panel's ratings; the head of the file says more.

    >>> lexicon = diplomatic_lexicon().set_index("word")["valence"]
    >>> lexicon[["dialogue", "hawkish"]].tolist()
    [0.9, -1.1]
    """
    file = bundled("tone/data/diplomatic_lexicon.csv")
    return pd.read_csv(file, comment="#", dtype={"word": "str", "source": "str"})


def score_sentences(
    articles: Articles,
    *,
    quotes: pd.DataFrame | None = None,
    method: Method = "vader",
    lexicon: pd.DataFrame | None = None,
    names: bool = True,
) -> pd.DataFrame:
    """The sentences table: one row a sentence, heading or bullet, with its four scores.

    `hits` counts the sentence's lexicon words, `words` all its words. `voice` is missing unless
    `quotes` (as of ``find_quotes``) are given: "quoted" where at least 80 % of the words are
    content of direct or mixed statements, "reported" where of indirect ones, "own" where less
    than 20 % are of either, else "mixed". Scores as in ``sentence_sentiment``.

    >>> scores = score_sentences(pd.DataFrame({"article": ["1"], "text": ["A good deal. A day."]}))
    >>> scores[["text", "compound", "hits", "words"]].values.tolist()
    [['A good deal.', 0.4404, 1, 3], ['A day.', 0.0, 0, 2]]
    """
    _check(method, names)
    reading = read(articles)
    articles, tokens, spans = reading.articles, reading.tokens, reading.sentences
    found = _scored(reading, known_words(_extra(lexicon)), (spans.first, spans.last), names=names)
    table = sentence_table(articles, spans)
    if method == "vader":
        table[list(SCORES)] = np.column_stack(found[:4])
    else:
        table[list(SCORES)] = sentence_sentiment(table["text"], method=method, lexicon=lexicon)
    table["hits"] = np.bincount(found.hit_text, minlength=len(table))
    table["words"] = spans.last - spans.first
    table["voice"] = _voice(articles, tokens, spans, quotes)
    return table


def score_words(
    articles: Articles, *, lexicon: pd.DataFrame | None = None, names: bool = True
) -> pd.DataFrame:
    """The lexicon words of each sentence and what each brings to its compound score.

    One row a hit: `article`, `source`, `style`, `sentence`, `start`, `end`, `word` (lower case),
    `valence` (after VADER's rules: boosters, negation, "but") and `contribution`. A sentence's
    contributions sum to its compound score, but for rounding and the emphasis of "!" and "?".
    Only for ``method="vader"``; NLTK's class doesn't tell.

    >>> articles = pd.DataFrame({"article": ["1"], "source": ["A"], "text": ["A good, safe day."]})
    >>> score_words(articles)[["word", "valence", "contribution"]].round(2).values.tolist()
    [['good', 1.9, 0.35], ['safe', 1.9, 0.35]]
    """
    reading, known = read(articles), known_words(_extra(lexicon))
    spans = reading.sentences.first, reading.sentences.last
    tokens, found = reading.tokens, _scored(reading, known, spans, names=names)
    table = sentence_table(reading.articles, reading.sentences).drop(
        columns=["kind", "start", "end", "text"]
    )
    table = table.take(found.hit_text).reset_index(drop=True)
    table["word"] = pd.Series(known.words.take(found.hit_known).to_pandas(), dtype="str")
    printed = tokens.vocabulary[tokens.type_id[found.hit_token]]
    start = tokens.start[found.hit_token] + _marks_before(printed, table["word"])
    end = np.minimum(start + table["word"].str.len(), tokens.end[found.hit_token])
    table.insert(len(table.columns) - 1, "start", start)
    table.insert(len(table.columns) - 1, "end", end.astype(start.dtype))
    table["valence"] = found.hit_valence
    table["contribution"] = found.hit_valence * found.slope[found.hit_text]
    return table


def _marks_before(printed: Iterable[str], words: pd.Series) -> Ints:
    """How many marks stand before each word in the token that it is printed in: “good,”"""
    places = (token.lower().find(word) for token, word in zip(printed, words, strict=True))
    return np.maximum(np.fromiter(places, np.int32, len(words)), 0)


def _scored(reading: Reading, known: Known, spans: tuple[Rows, Rows], *, names: bool) -> Scores:
    """The scores of spans of tokens by the authors' rules, with or without the words of names."""
    tokens = reading.tokens
    vocabulary, type_id = tokens.vocabulary, tokens.type_id
    if not names:
        vocabulary = np.append(vocabulary, "-")
        type_id = np.where(_in_names(reading), np.int32(len(vocabulary) - 1), type_id)
    return score(vocabulary, type_id, *spans, known)


def _in_names(reading: Reading) -> Bools:
    """Which tokens are words of a proper name or of the title before it.

    Where most words of a sentence are capitals, as in a headline, they tell no name.
    """
    tokens, tags, sentences = reading.tokens, reading.tags, reading.sentences
    first, last = (np.array(at, np.int64) for at in (reading.mentions.first, reading.mentions.last))
    article = reading.articles["article"].to_numpy()[tags.article[first]]
    spans = {"article": article, "start": tags.start[first], "end": tags.end[last - 1]}
    named = np.zeros(len(tokens), bool)
    named[inside(tokens, reading.articles, pd.DataFrame(spans), touching=True)[0]] = True
    return named & np.repeat(~headlines_in_capitals(reading), sentences.last - sentences.first)


def headlines_in_capitals(reading: Reading) -> Bools:
    """Which sentences are headings most of whose words begin with a capital."""
    tokens, sentences = reading.tokens, reading.sentences
    capital = np.array([word[:1].isupper() for word in tokens.vocabulary], bool)[tokens.type_id]
    size = sentences.last - sentences.first
    share = np.add.reduceat(capital, sentences.first) / size if len(size) else np.zeros(0)
    capitals: Bools = (share > 0.6) & (sentences.kind == KINDS.index("heading"))
    return capitals


def _check(method: str, names: bool) -> None:
    if method not in ("vader", "vader-nltk"):
        raise ValueError(f"method is {method!r}; it must be 'vader' or 'vader-nltk'")
    if method != "vader" and not names:
        raise ValueError("names=False needs method='vader'; NLTK's class scores every word")


def _extra(lexicon: pd.DataFrame | None) -> tuple[tuple[str, float], ...]:
    """The words and valences of a lexicon table, checked."""
    if lexicon is None:
        return ()
    for column in ("word", "valence"):
        if column not in lexicon:
            raise ValueError(
                f"the lexicon has columns {', '.join(map(str, lexicon.columns))} but no "
                f"{column!r}; it needs word, valence and, for the record, source"
            )
    words = lexicon["word"].astype("str").str.lower().str.translate(_FOLD)
    valences = pd.to_numeric(lexicon["valence"], errors="coerce")
    for row, (word, valence) in enumerate(zip(words, valences, strict=True), 2):
        if len(word.split()) != 1 or not -4 <= valence <= 4:
            raise ValueError(
                f"lexicon row {row}: {word!r} with valence {valence}; give a single word and a "
                "valence from -4 to 4"
            )
    return tuple(zip(words, valences.astype(float), strict=True))


@lru_cache(maxsize=2)
def _nltk_analyzer(extra: tuple[tuple[str, float], ...]) -> Any:
    """NLTK's class with the lexicon that comes with vaderSentiment; nothing is downloaded."""
    import nltk  # here, as it takes a second to import
    from nltk.sentiment.vader import SentimentIntensityAnalyzer

    site = sysconfig.get_path("purelib")
    if site not in nltk.data.path:
        nltk.data.path.append(site)
    analyzer = SentimentIntensityAnalyzer("vaderSentiment/vader_lexicon.txt")
    analyzer.lexicon.update(dict(extra))
    return analyzer


def _nltk_scores(texts: Sequence[str], extra: tuple[tuple[str, float], ...]) -> list[list[float]]:
    analyzer = _nltk_analyzer(extra)
    scores = [analyzer.polarity_scores(text.translate(_FOLD)) for text in texts]
    return [[row[name] for name in ("neg", "neu", "pos", "compound")] for row in scores]


def _voice(
    articles: pd.DataFrame, tokens: Tokens, spans: Sentences, quotes: pd.DataFrame | None
) -> pd.Series:
    """Whose words a sentence is, by the share of them that is content of statements."""
    if quotes is None:
        return pd.Series([None] * len(spans.first), dtype="str")
    indirect = quotes["kind"] == "indirect"

    def share(statements: pd.DataFrame) -> Floats:
        covered = np.zeros(len(tokens) + 1)
        covered[1 + inside(tokens, articles, statements, touching=True)[0]] = 1
        sums = np.cumsum(covered)
        words: Floats = (sums[spans.last] - sums[spans.first]) / (spans.last - spans.first)
        return words

    conditions = [share(quotes[~indirect]) >= 0.8, share(quotes[indirect]) >= 0.8]
    conditions.append(share(quotes) < 0.2)
    return pd.Series(np.select(conditions, ["quoted", "reported", "own"], "mixed"), dtype="str")
