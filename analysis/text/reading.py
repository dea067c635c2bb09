"""A corpus read once: its tokens, sentences, words, word classes and names, for every measure."""

from collections.abc import Callable
from functools import cached_property, lru_cache, wraps
from typing import Any, Concatenate, ParamSpec, TypeAlias, TypeVar
from weakref import WeakKeyDictionary

import pandas as pd

from analysis.text.names import Mentions, find_mentions, name_table
from analysis.text.sentences import Sentences, find_sentences, sentence_table
from analysis.text.tokens import Tokens, _tokenize, tokenize
from analysis.text.word_classes import Tags, tag
from analysis.text.words import Words, find_words


class Reading:
    """What every measure reads of `articles`, each made when it is first asked for and then kept.

    Measures take it wherever they take an articles table. Neither it nor what it holds is changed.

    >>> articles = pd.DataFrame({"article": ["1"], "text": ["Leaders met in Paris. They smiled."]})
    >>> reading = Reading(articles)
    >>> find_names(reading)["name"].tolist(), len(split_sentences(reading))
    (['Paris'], 2)
    """

    def __init__(self, articles: pd.DataFrame) -> None:
        self.articles = articles

    @cached_property
    def tokens(self) -> Tokens:
        """The printed words with their spans."""
        return tokenize(self.articles)

    @property
    def sentences(self) -> Sentences:
        """Spans of sentences, headings and bullets over the tokens."""
        return find_sentences(self.tokens)

    @property
    def words(self) -> Words:
        """The words inside the tokens, folded as they are counted."""
        return find_words(self.tokens)

    @property
    def tags(self) -> Tags:
        """The class of every word and mark."""
        return _tags(self.tokens)

    @cached_property
    def mentions(self) -> Mentions:
        """The names mentioned in each article, as places among the tags."""
        return _mentions(self.tokens, tuple(self.articles["text"]))

    @cached_property
    def names(self) -> pd.DataFrame:
        """The names table (see `find_names`)."""
        return name_table(self.articles, self.tags, self.mentions)


Articles: TypeAlias = pd.DataFrame | Reading
Made = TypeVar("Made")
Settings = ParamSpec("Settings")


def read(articles: Articles) -> Reading:
    """The reading of `articles`; one that is passed on is the same one."""
    return articles if isinstance(articles, Reading) else Reading(articles)


def once(
    make: Callable[Concatenate[Reading, Settings], Made],
) -> Callable[Concatenate[Reading, Settings], Made]:
    """`make`, whose result is kept as long as its reading: asked again, it is the same object."""
    made: WeakKeyDictionary[Reading, dict[Any, Made]] = WeakKeyDictionary()

    @wraps(make)
    def kept(reading: Reading, /, *args: Settings.args, **settings: Settings.kwargs) -> Made:
        of_reading = made.setdefault(reading, {})
        key = (args, tuple(settings.items()))
        if key not in of_reading:
            of_reading[key] = make(reading, *args, **settings)
        return of_reading[key]

    return kept


def find_names(articles: Articles) -> pd.DataFrame:
    """The names table of `articles`: one row a mention, in order.

    `text` is the printed name, `name` the fullest form of it in the article (over the corpus one
    spelling for the same words, whatever their order or diacritics), `kind` person, organisation,
    place, thing or unknown, `rule` why the two belong together (itself, surname, surname-first,
    acronym, short-form) and `title` the title printed before or after it.

    >>> text = "Prime Minister Anna Roux flew home. Roux met the press."
    >>> names = find_names(pd.DataFrame({"article": ["1"], "text": [text]}))
    >>> names[["text", "name", "rule"]].values.tolist(), names.loc[0, "title"]
    ([['Anna Roux', 'Anna Roux', 'itself'], ['Roux', 'Anna Roux', 'surname']], 'Prime Minister')
    """
    return read(articles).names.copy()


def split_sentences(articles: Articles) -> pd.DataFrame:
    """The sentences table of `articles`, without scores: one row a sentence, heading or bullet.

    >>> articles = pd.DataFrame({"article": ["1"], "text": ["Dr. Roux left.\\n\\n- No deal"]})
    >>> split_sentences(articles)[["text", "start", "end", "kind"]].values.tolist()
    [['Dr. Roux left.', 0, 14, 'sentence'], ['- No deal', 16, 25, 'bullet']]
    """
    reading = read(articles)
    return sentence_table(reading.articles, reading.sentences)


def forget() -> None:
    """Let go of what was read last, which is kept for whoever asks again: gigabytes, if large."""
    for kept in (_tokenize, find_sentences, find_words, _tags, _mentions):
        kept.cache_clear()


@lru_cache(maxsize=2)
def _tags(tokens: Tokens) -> Tags:
    return tag(tokens, find_sentences(tokens))


@lru_cache(maxsize=2)
def _mentions(tokens: Tokens, texts: tuple[str, ...]) -> Mentions:
    return find_mentions(_tags(tokens), texts)
