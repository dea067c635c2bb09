"""VADER over arrays: equal to the authors' class on the same text with folded quotes."""

import json
import os
import random
from pathlib import Path

import pandas as pd
import pytest
from nltk.sentiment import vader as nltk_vader
from vaderSentiment.vaderSentiment import BOOSTER_DICT, NEGATE, SentimentIntensityAnalyzer

from analysis.tone.sentences import sentence_sentiment
from analysis.tone.vader_words import FOLD, analyzer

BENCHMARKS = Path(__file__).resolve().parents[3] / "shared" / "benchmarks" / "sentiment"
GENERATED = int(os.environ.get("GENERATED_SENTENCES", "8000"))
PLAIN = "table China visit of and THE Japan’s 3.5 a I talks İ ß ſ Ünn't U.S. USA the"
RULED = (
    "no or nor so this never without doubt least at very kind of but BUT But but, no, so, NO "
    "the shit bomb bad ass badass bus stop yeah right kiss death to die for beating heart just "
    "enough sort not isn't isn’t won’t x n't good bad great GOOD “good” (bad) good! ’ “ ” ‘ ' ! ? "
    "!!! ?? ???? ... :) :D <3 ;-) 💘 👍🏽 ©"
)
NAMES = {"neg": "negative", "neu": "neutral", "pos": "positive", "compound": "compound"}


def expected(texts, extra=()):
    """The authors' scores of folded texts."""
    model = SentimentIntensityAnalyzer()
    model.lexicon.update(dict(extra))
    fold = str.maketrans(FOLD)
    return pd.DataFrame([model.polarity_scores(text.translate(fold)) for text in texts])


def assert_equal(texts, extra=()):
    lexicon = pd.DataFrame(extra, columns=["word", "valence"]) if extra else None
    ours = sentence_sentiment(texts, lexicon=lexicon)
    theirs = expected(texts, extra).rename(columns=NAMES)[list(ours)]
    different = [
        text for text, same in zip(texts, (ours == theirs).all(axis=1), strict=True) if not same
    ]
    assert different == []


def adversarial(count, seed):
    """Sentences of words that rules look at, in any order, case and punctuation."""
    rng = random.Random(seed)
    model = analyzer()
    ruled = RULED.split()
    kinds = [list(model.lexicon), list(BOOSTER_DICT), NEGATE, ruled, ruled, PLAIN.split()]
    marks = ["", "", "", "", "", ",", ".", "!", "?", "!!", "?!?", "”", '"', "'", ":", ")", "…"]
    emoji = list(model.emojis)

    def word():
        text = rng.choice(rng.choice(kinds))
        text = rng.choice([text] * 7 + [text.upper(), text.capitalize(), "“" + text])
        return text + rng.choice(marks) if rng.random() < 0.97 else text + rng.choice(emoji) + "a"

    def sentence():
        blank = rng.choice([" "] * 9 + ["\n", "\xa0", "\x1f"])
        return blank.join(word() for _ in range(rng.choice([0, 1, 2, 3, 4, 5, 6, 8, 10, 15, 30])))

    return [sentence() for _ in range(count)]


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "good", "Not bad at all", "It isn’t good.", "VERY GOOD!!!", "He is VERY good", "no",
        "no good", "No, good.", "never so good", "never good", "so good", "this good",
        "without doubt good", "without a doubt good", "least good", "at least good",
        "the very least good", "good but bad", "good good but bad bad", "1.5 good but 3 good",
        "kind of good", "the food is kind", "sort of good", "just enough good", "that was the shit",
        "the kiss of death now", "a bus stop good", "yeah right good", "they can upper hand good",
        "💘💘 love😁a great", "no or good", "x no nor good", "good?", "good??", "good????", "good!?!?!",
        "“good”", "‘good’ isn‘t", "n't good", "catch utf-8 emoji such as 💘 and 💋", "HÄSSLICH good",
    ],
)  # fmt: skip
def test_each_rule_scores_as_the_authors_class(text):
    assert_equal([text])


def test_generated_adversarial_sentences_score_as_the_authors_class():
    assert_equal(adversarial(GENERATED, seed=GENERATED))


def test_a_lexicon_of_ones_own_scores_as_if_it_were_in_the_authors_class():
    extra = [
        ("thaw", 1.4),
        ("but", 1.5),
        ("least", -1.0),
        ("fully", 1.0),
        ("détente", 1.6),
        ("no", 2.0),
    ]
    texts = adversarial(1000, seed=1)
    rng = random.Random(2)
    mixed = [f"{text} {rng.choice(extra)[0]} {text}" for text in texts]
    assert_equal(mixed, extra)


@pytest.mark.parametrize("name", ["nyt-editorials-dev.tsv", "newsmtsc-train.jsonl"])
def test_the_shared_sentences_score_as_the_authors_class(name):
    if not BENCHMARKS.is_dir():
        pytest.skip("the shared benchmark sentences are not beside this checkout")
    lines = (BENCHMARKS / name).read_text(encoding="utf-8").splitlines()
    if name.endswith(".tsv"):
        texts = [line.split("\t")[2] for line in lines[1:]]
    else:
        texts = [json.loads(line)["sentence"] for line in lines[::4]]
    assert_equal(texts)


def test_folding_changes_scores_of_curly_contractions_only():
    folded, straight, curly = (
        sentence_sentiment([text])["compound"][0]
        for text in ("It isn’t good", "It isn't good", "It isn’t good".replace("’", "ʼ"))
    )
    assert folded == straight < 0 < curly


def test_nltk_method_is_nltks_class_with_the_same_lexicon():
    texts = ["It was a good, good plan, but no.", "I said no doubt!", "He isn’t kind of bad"]
    ours = sentence_sentiment(texts, method="vader-nltk")
    model = nltk_vader.SentimentIntensityAnalyzer("vaderSentiment/vader_lexicon.txt")
    fold = str.maketrans(FOLD)
    theirs = pd.DataFrame([model.polarity_scores(text.translate(fold)) for text in texts])
    assert (ours == theirs.rename(columns=NAMES)[list(ours)]).all(axis=None)
    assert (ours != sentence_sentiment(texts)).any(axis=None)
