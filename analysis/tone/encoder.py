"""The trained encoder: polarity toward a target, and the tone of a sentence.

Its card, ``analysis/tone/data/encoder/README.md``, says what it was trained on, how often it errs
and what it must not be used for.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from importlib.util import find_spec
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from analysis.arrays import Floats
from analysis.paths import bundled
from analysis.tone.targets import CLOSE, OPEN, marked, plain

LONGEST = 160  # word pieces that are read of a text: about 120 words
UNSURE = 0.5  # below it no polarity has half the probability
PROBABILITIES = ("negative", "neutral", "positive")
_PACKAGES = ("onnxruntime", "tokenizers")


class Pieces(NamedTuple):
    """A text as the encoder reads it: word pieces by number, and which are the target's."""

    ids: list[int]
    target: list[int]


class _Model(NamedTuple):
    session: Any
    tokenizer: Any


def encoder_installed() -> bool:
    """Whether what runs the encoder is installed: the packages of the extra ``encoder``."""
    return all(find_spec(package) for package in _PACKAGES)


def sentiment_toward(sentences: Iterable[str], spans: Iterable[tuple[int, int]]) -> pd.DataFrame:
    """How each sentence speaks of its target, the person or body at ``(start, end)`` in it.

    A row a sentence: `negative`, `neutral`, `positive`, the probabilities that a reader calls it
    so toward the target, rounded to two decimals; `polarity`, -1, 0 or 1, the most probable
    (neutral where two are); and `unsure`, where none reaches 0.5. The target's name is masked
    before the model reads: whose name it is changes nothing. Trained on US political news;
    sarcasm and what is said by people quoted is often misread. Raises ValueError for a span
    outside its sentence, ImportError where the extra ``encoder`` isn't installed.

    >>> said = sentiment_toward(["Ito praised Tanaka's courage."], [(12, 18)])
    >>> int(said["polarity"][0])
    1
    """
    sentences, spans = list(sentences), list(spans)
    if len(sentences) != len(spans):
        raise ValueError(f"{len(sentences)} sentences but {len(spans)} spans; give one for each")
    for row, (sentence, (start, end)) in enumerate(zip(sentences, spans, strict=True)):
        if not 0 <= start < end <= len(sentence) or not sentence[start:end].strip():
            raise ValueError(
                f"row {row}: the span {start}-{end} holds no word of its sentence, which has "
                f"{len(sentence)} characters"
            )
    texts = [marked(*pair) for pair in zip(sentences, spans, strict=True)]
    probabilities = _run(texts, "toward", 3).round(2)
    table = pd.DataFrame(probabilities, columns=list(PROBABILITIES))
    most = probabilities.max(axis=1, initial=0)
    sides = (probabilities == most[:, None])[:, [2, 0]].astype(np.int64)
    alone = (probabilities == most[:, None]).sum(axis=1) == 1
    table["polarity"] = np.where(alone, sides[:, 0] - sides[:, 1], 0)
    table["unsure"] = most < UNSURE
    return table


def tone_scores(texts: Iterable[str]) -> Floats:
    """The mean rating, from -4 to 4, that twenty readers would give each text for its tone."""
    return _run([plain(text) for text in texts], "tone", 1)[:, 0].round(2)


def pieces(tokenizer: Any, text: str) -> Pieces:
    """At most 160 word pieces of a text, around its target where one is marked.

    Where none is, every piece is pooled.
    """
    ids = tokenizer.encode(text).ids
    opening, closing = (tokenizer.token_to_id(mark) for mark in (OPEN, CLOSE))
    if opening not in ids:
        return Pieces(ids[:LONGEST], [1] * len(ids[:LONGEST]))
    first, last = ids.index(opening), ids.index(closing)
    target = [int(first <= at <= last) for at in range(len(ids))]
    begin = max(0, min(first - LONGEST // 2, len(ids) - LONGEST))
    kept = slice(begin, begin + LONGEST)
    return Pieces(ids[kept], target[kept])


@cache
def _model() -> _Model:
    """The model on one thread, so that the same text has the same answer on every run."""
    if not encoder_installed():
        raise ImportError(
            f"the encoder runs with {' and '.join(_PACKAGES)}, which aren't installed; run: "
            "pip install 'media-framing[encoder]'"
        )
    import onnxruntime
    from tokenizers import Tokenizer

    folder = bundled("tone/data/encoder")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(
        str(folder / "encoder.onnx"), options, providers=["CPUExecutionProvider"]
    )
    return _Model(session, Tokenizer.from_file(str(folder / "tokenizer.json")))


def _run(texts: Sequence[str], output: str, width: int) -> Floats:
    """An output of the model for each text.

    One text at a time: the scale of eight-bit numbers is set by all that is read together, and a
    sentence's score must not depend on its neighbours.
    """
    session, tokenizer = _model()
    found: dict[str, Floats] = {}
    for text in dict.fromkeys(texts):
        ids, target = pieces(tokenizer, text)
        read = {
            "ids": np.array([ids], np.int64),
            "mask": np.ones((1, len(ids)), np.float32),
            "target": np.array([target], np.float32),
        }
        found[text] = session.run([output], read)[0].reshape(width)
    return np.array([found[text] for text in texts], float).reshape(len(texts), width)
