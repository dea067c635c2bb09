"""What the shipped model gets right on labelled sentences: the figures of its card.

    python tests/train/score_encoder.py newsmtsc-rw-dev.jsonl newsmtsc-mt-dev.jsonl

Sentences are resampled for the intervals, since the targets of one are not independent.
"""

import sys
import time

import examples as ex
import numpy as np
import pandas as pd
from measures import calibration_error, macro_f1, resampled

from analysis import sentiment_toward
from analysis.tone.targets import name_stretch

BODIES = (
    "administration government party congress senate house court department agency committee "
    "campaign police army company council ministry democrats republicans gop fbi cia media"
)
PRONOUNS = frozenset(
    ["i", "he", "him", "his", "she", "her", "hers", "it", "its", "we", "us", "our", "they", "them"]
)


def kind_of(target: str) -> str:
    """A pronoun, a body by its words, another name, or a noun without a name."""
    words = set(target.lower().split())
    if words <= PRONOUNS:
        return "pronoun"
    if words & set(BODIES.split()):
        return "body"
    return "name" if name_stretch(target) else "noun"


def quoted(row: ex.Labelled) -> bool:
    """Whether the target stands after an opening mark of a quotation that isn't yet closed."""
    before = row.sentence[: row.span[0]]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


def figures(rows: list[ex.Labelled]) -> None:
    truth = np.array([row.polarity for row in rows])
    began = time.process_time()
    said = sentiment_toward([row.sentence for row in rows], [row.span for row in rows])
    seconds = time.process_time() - began
    guess, unsure = said["polarity"].to_numpy(), said["unsure"].to_numpy()
    strict = np.where(unsure, 9, guess)
    sentences = [row.sentence for row in rows]
    low, high = resampled(lambda at: macro_f1(truth[at], guess[at]), sentences)
    print(f"  {len(rows)} targets, {len(set(sentences))} sentences")
    print(f"  macro F1 {macro_f1(truth, guess):.3f} [{low:.3f}, {high:.3f}]")
    print(f"  with unsure ({unsure.mean():.1%}) as wrong {macro_f1(truth, strict):.3f}")
    print(f"  accuracy {np.mean(guess == truth):.3f}")
    print(f"  calibration error {calibration_error(truth, said):.3f}")
    print(f"  {len(rows) / seconds:.0f} sentences a second of one core")
    parts = pd.DataFrame(
        {
            "kind": [kind_of(row.sentence[slice(*row.span)]) for row in rows],
            "voice": ["in quotation marks" if quoted(row) else "outside them" for row in rows],
            "right": guess == truth,
        }
    )
    for column in ("kind", "voice"):
        for name, part in parts.groupby(column)["right"]:
            print(f"  {column} {name}: {part.mean():.3f} of {len(part)}")


if __name__ == "__main__":
    for path in sys.argv[1:]:
        print(path.rsplit("/", 1)[-1])
        figures(ex.read_labelled(path))
