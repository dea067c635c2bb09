"""Headline against body: what is said first, and how far the text bears it out."""

import pandas as pd

from analysis.text.reading import Articles, read
from analysis.text.stems import content_stem
from analysis.text.words import split_words
from analysis.tone.sentences import score_sentences, sentence_sentiment


def headlines(articles: Articles, *, lexicon: pd.DataFrame | None = None) -> pd.DataFrame:
    """One row an article with a headline: article, source, headline, compound, body, difference,
    only_in_headline.

    The headline is the column `title`, else the text's first line if that is a heading.
    `compound` is its VADER score, `body` the mean of the other sentences', `difference` the one
    less the other: above 0 the headline sounds more positive than its text. One sentence has no
    error to give; read it beside the words. `only_in_headline`: its content words whose stem the
    body doesn't use.

    >>> text = "Good news\\n\\nThe war goes on. The day ends."
    >>> table = headlines(pd.DataFrame({"article": ["a"], "text": [text]}))
    >>> table[["headline", "only_in_headline"]].values.tolist()
    [['Good news', 'Good, news']]
    """
    told = read(articles).articles
    sentences = score_sentences(articles, lexicon=lexicon)
    first = sentences[(sentences["sentence"] == 0) & (sentences["kind"] == "heading")]
    printed = told["article"].map(first.set_index("article")["text"])
    headline = told["title"].fillna(printed) if "title" in told else printed
    table = told[["article", *(c for c in ("source",) if c in told)]].assign(headline=headline)
    table = table[table["headline"].notna()].reset_index(drop=True)
    table["compound"] = sentence_sentiment(table["headline"].tolist(), lexicon=lexicon)["compound"]
    known = sentences["article"].map(table.set_index("article")["headline"])
    body = sentences[sentences["text"].str.strip() != known.str.strip()].groupby("article")
    table["body"] = table["article"].map(body["compound"].mean())
    table["difference"] = table["compound"] - table["body"]
    texts = table["article"].map(body["text"].agg(" ".join)).fillna("")
    pairs = zip(table["headline"], texts, strict=True)
    table["only_in_headline"] = [_only(headline, text) for headline, text in pairs]
    return table


def _only(headline: str, body: str) -> str:
    """The content words of a headline whose stem a text doesn't have."""
    stems = {content_stem(body[start:end]) for start, end in split_words(body)}
    words = [headline[start:end] for start, end in split_words(headline)]
    return ", ".join(w for w in words if content_stem(w) and content_stem(w) not in stems)
