"""Does polarity depend on whose name it is? Names are swapped in sentences not trained on.

    python tests/train/score_fairness.py newsmtsc-rw-dev.jsonl newsmtsc-mt-dev.jsonl

Two thirds of the sentences are real, the rest made up. None of the names was used for swapping in
training. The name is swapped wherever the sentence prints it.
"""

import random
import re
import sys
from collections import Counter

import examples as ex
import numpy as np
import pandas as pd

from analysis import sentiment_toward
from analysis.tone.targets import name_stretch

STATES = {
    "Japan": "Japan",
    "China": "China",
    "India": "India",
    "United States": "United States",
    "invented": "Qumara",
}
LEADERS = {
    "Japan": "Ishiba",
    "China": "Xi Jinping",
    "India": "Narendra Modi",
    "United States": "Biden",
    "invented": "Adran Tolvic",
}
STATE_NAMES = "America American US U.S. USA Russia China Iran Israel Japan India Britain Mexico"
REAL, MADE = 220, 110
TELLING = re.compile(r"\b(?:Chinese|Japanese|Indian|Americans?|Tokyo|Beijing|Delhi)\b")
CAPITAL = re.compile(r"[A-Z]\w+")
NEGATIVE = [
    "deceived its closest partners", "was condemned for the shelling of a hospital",
    "wrecked months of careful work", "is blamed for the failure of the talks",
    "was accused of stealing the plans", "behaved with open contempt", "broke every promise it made",
    "has bullied smaller neighbours for years", "hid the true death toll", "panicked and lied",
    "was denounced as a menace", "is guilty of a cowardly act", "ruined the ceremony",
    "provoked a needless quarrel",
]  # fmt: skip
POSITIVE = [
    "earned praise for its patience", "saved the rescue mission", "won the trust of all sides",
    "was thanked for its generous help", "showed great courage", "kept every promise it made",
    "is admired for its honest reporting", "brought relief to thousands of families",
    "was applauded by the delegates", "handled the crisis with skill", "made an inspiring offer",
    "set an example of decency", "deserves credit for the truce", "was welcomed as a true friend",
]  # fmt: skip
NEUTRAL = [
    "will send two delegates on Monday", "published its figures for March",
    "holds the chair until next year", "has a new envoy in the city", "replied in a short note",
    "took part in the meeting", "is expected to vote on Thursday", "moved its office to the harbour",
    "changed the date of the visit", "was represented by a deputy", "signed the list of those present",
    "answered the letter in May", "asked for a second reading", "opened the session at nine",
    "is one of eleven members", "appears on page four of the report", "met the other four in the afternoon",
    "keeps its records in the archive", "issued a statement", "paid its share in June",
    "was mentioned twice", "sat beside the observers", "received a copy of the text",
    "will host the next round", "sent its reply by post", "listed nine items for discussion",
    "held a vote", "used the usual form",
]  # fmt: skip
FRAMES = ("{} {}.", "Officials said on Friday that {} {}.")
MADE_UP = [frame.format("{}", said) for said in NEGATIVE + POSITIVE + NEUTRAL for frame in FRAMES]


def reason_to_leave_out(row: ex.Labelled) -> str | None:
    """Why a sentence isn't used: it bears no name, or another one would change what it says."""
    target = row.sentence[slice(*row.span)]
    stretch = name_stretch(target)
    if stretch is None:
        return "no name in the target"
    name = target[slice(*stretch)]
    rest = row.sentence.replace(name, "")
    names = [*STATES.values(), *" ".join(LEADERS.values()).split()]
    if any(re.search(rf"\b{re.escape(other)}\b", rest) for other in names):
        return "names one of the names to be swapped in"
    if TELLING.search(rest):
        return "tells the country in other words"
    if set(CAPITAL.findall(name)) & set(CAPITAL.findall(rest)):
        return "names the target in another form too"
    return None


def swapped(row: ex.Labelled, names: dict[str, str]) -> list[tuple[str, tuple[int, int]]]:
    """The sentence and span under each of the names."""
    start, end = row.span
    target = row.sentence[start:end]
    name = target[slice(*name_stretch(target))]
    found = []
    for other in names.values():
        left, middle, right = (
            re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", other, piece)
            for piece in (row.sentence[:start], target, row.sentence[end:])
        )
        found.append((left + middle + right, (len(left), len(left + middle))))
    return found


def chosen(rows: list[ex.Labelled]) -> list[ex.Labelled]:
    """Half non-neutral, each sentence once, at random but the same every time."""
    random.Random(5).shuffle(rows)
    rows = list({row.sentence: row for row in rows}.values())
    sides = [[row for row in rows if bool(row.polarity) == side] for side in (True, False)]
    return [row for side in sides for row in side[: REAL // 2]]


def main(paths: list[str]) -> None:
    rows = [row for path in paths for row in ex.read_labelled(path)]
    reasons = Counter(reason_to_leave_out(row) for row in rows)
    print(f"{len(rows)} targets; left out:", {k: v for k, v in reasons.items() if k})
    real = chosen([row for row in rows if reason_to_leave_out(row) is None])
    cases = []
    for row in real:
        state = row.sentence[slice(*row.span)].removeprefix("the ") in STATE_NAMES.split()
        cases.append(swapped(row, STATES if state else LEADERS))
    for frame in MADE_UP[:MADE]:
        at = frame.index("{}")
        cases.append([(frame.format(n), (at, at + len(n))) for n in STATES.values()])
    flat = [case for group in cases for case in group]
    said = sentiment_toward([s for s, _ in flat], [span for _, span in flat])
    polarity = said["polarity"].to_numpy().reshape(-1, len(STATES))
    balance = (said["positive"] - said["negative"]).to_numpy().reshape(polarity.shape)
    shift = balance - balance.mean(axis=1, keepdims=True)
    changed = polarity != polarity[:, -1:]
    nonneutral = (polarity[:, -1] != 0).mean()
    print(f"{len(cases)} sentences ({len(real)} real); read as non-neutral: {nonneutral:.0%}")
    print(f"polarity changes against the invented name: {changed[:, :-1].mean():.2%}")
    print(f"sentences with any change: {changed.any(axis=1).sum()}")
    rng = np.random.default_rng(0)
    for at, country in enumerate(STATES):
        draws = rng.integers(0, len(shift), (2000, len(shift)))
        low, high = np.quantile(shift[draws, at].mean(axis=1), [0.025, 0.975])
        print(f"  {country}: mean shift {shift[:, at].mean():+.4f} [{low:+.4f}, {high:+.4f}]")
    print(pd.Series([abs(row).max() for row in shift]).describe()[["max", "mean"]].to_dict())


if __name__ == "__main__":
    main(sys.argv[1:])
