"""The sentences table: its columns, whose voice a sentence is, lexicons of one's own."""

import pandas as pd
import pytest

from analysis.tone.sentences import (
    diplomatic_lexicon,
    score_sentences,
    score_words,
    sentence_sentiment,
)
from tests.case_tables import table

COLUMNS = [
    "article", "source", "style", "sentence", "kind", "start", "end", "text", "negative",
    "neutral", "positive", "compound", "hits", "words", "voice",
]  # fmt: skip


def articles(*texts):
    names = [chr(ord("a") + row) for row in range(len(texts))]
    return pd.DataFrame({"article": names, "text": list(texts), "source": "S", "style": None})


def quotes(*pieces, kind="direct", article="a"):
    row = {"article": article, "start": 0, "end": 1, "pieces": list(pieces), "kind": kind}
    return pd.DataFrame([row])


def test_the_sentences_table():
    table = score_sentences(articles("A good day. A bad “day”!\nA heading", "", "Fine."))
    assert list(table) == COLUMNS
    assert table["article"].tolist() == ["a", "a", "a", "c"]
    assert table["hits"].tolist() == [1, 1, 0, 1]
    assert table["words"].tolist() == [3, 3, 2, 1]
    assert table["voice"].isna().all()
    scores = ["negative", "neutral", "positive", "compound"]
    assert table[scores].equals(sentence_sentiment(table["text"])[scores])


def test_columns_that_articles_lack_are_not_made_up():
    table = score_sentences(articles("Good.").drop(columns=["source", "style"]))
    assert list(table) == [name for name in COLUMNS if name not in ("source", "style")]


@pytest.mark.parametrize("method", ["vader", "vader-nltk"])
def test_no_text_no_rows(method):
    assert score_sentences(articles("", " "), method=method).empty
    assert score_sentences(articles().astype("object"), method=method).empty
    assert sentence_sentiment([], method=method).empty


@pytest.mark.parametrize(
    ("pieces", "kind", "voice"),
    [
        ([[0, 39]], "direct", "quoted"),
        ([[0, 39]], "mixed", "quoted"),
        ([[0, 39]], "indirect", "reported"),
        ([[0, 1]], "direct", "own"),
        ([[0, 20]], "direct", "mixed"),
        ([[0, 13], [14, 39]], "direct", "quoted"),
        ([[500, 600]], "direct", "own"),
    ],
)
def test_voice(pieces, kind, voice):
    text = "A one two six ten day was in the night."
    table = score_sentences(articles(text), quotes=quotes(*pieces, kind=kind))
    assert table["voice"].tolist() == [voice]


def test_voice_without_any_quote_is_own():
    none = quotes([0, 1]).iloc[:0]
    assert score_sentences(articles("One. Two."), quotes=none)["voice"].tolist() == ["own", "own"]


def test_a_lexicon_counts_words_only_when_passed():
    text = "A thaw in relations."
    assert sentence_sentiment([text])["compound"][0] == 0
    assert sentence_sentiment([text], lexicon=diplomatic_lexicon())["compound"][0] > 0
    assert sentence_sentiment([text])["compound"][0] == 0
    table = score_sentences(articles(text), lexicon=diplomatic_lexicon())
    assert table["hits"].tolist() == [1]


def test_the_diplomatic_lexicon_names_each_word_once_with_its_source():
    table = diplomatic_lexicon()
    assert table["word"].is_unique
    assert table["valence"].between(-4, 4).all()
    assert table.notna().all(axis=None)


@pytest.mark.parametrize(
    ("lexicon", "message"),
    [
        ({"word": ["thaw"]}, "no 'valence'"),
        ({"words": ["thaw"], "valence": [1.0]}, "no 'word'"),
        ({"word": ["trade war"], "valence": [-2.0]}, "row 2.*single word"),
        ({"word": ["thaw", "rift"], "valence": [1.0, -7.0]}, "row 3.*-4 to 4"),
        ({"word": ["thaw"], "valence": ["much"]}, "row 2"),
    ],
)
def test_a_lexicon_that_cannot_be_read_is_refused(lexicon, message):
    with pytest.raises(ValueError, match=message):
        sentence_sentiment(["x"], lexicon=pd.DataFrame(lexicon))


def test_an_unknown_method_is_refused():
    with pytest.raises(ValueError, match="'vader' or 'vader-nltk'"):
        sentence_sentiment(["x"], method="afinn")


def test_contributions_of_words_sum_to_the_sentences_compound_score():
    table = articles("A GOOD but very bad, bad 👍 day. Not great, 💘 no thaw. Nothing here.")
    sentences, words = score_sentences(table), score_words(table)
    sums = (
        words.groupby("sentence")["contribution"].sum().reindex(sentences["sentence"], fill_value=0)
    )
    assert sums.to_numpy() == pytest.approx(sentences["compound"].to_numpy(), abs=6e-5)
    assert words["word"].tolist()[:3] == ["good", "bad", "bad"]
    text = table["text"][0]
    assert [text[a:b] for a, b in zip(words["start"], words["end"], strict=True)][:3] == [
        "GOOD",
        "bad",
        "bad",
    ]


@pytest.mark.parametrize(("text", "score"), table("names_no_tone"))
def test_words_of_names_are_no_tone(text, score):
    found = sentence_sentiment([text], names=False)["compound"][0]
    assert found == (0 if score == "0" else sentence_sentiment([score])["compound"][0])


def test_nltk_has_no_names():
    with pytest.raises(ValueError, match="needs method='vader'"):
        sentence_sentiment(["A good day."], method="vader-nltk", names=False)


def test_a_hit_is_the_word_without_its_marks():
    text = "“Good,” he said of a (terrible) day! Wonderful."
    words = score_words(articles(text))
    assert [text[start:end] for start, end in zip(words["start"], words["end"], strict=True)] == [
        "Good", "terrible", "Wonderful",
    ]  # fmt: skip
