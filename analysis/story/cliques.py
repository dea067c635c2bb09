"""Sets of sentences of which every two of different sources are an accepted pair."""

from collections import defaultdict

from analysis.arrays import Rows
from analysis.story.scorer import THRESHOLD, Scores

SAME = 0.8  # part of two sets' sentences that makes them one
Beside = dict[int, dict[int, float]]


def cliques(scores: Scores, source: Rows, threshold: float = THRESHOLD) -> list[list[int]]:
    """Sets that cover every pair accepted from `threshold` on, the surest pair's set first.

    Sets that share most of their sentences are one, though a pair in it wasn't accepted.
    """
    accepted = {pair: score for pair, score in scores.items() if score >= threshold}
    beside: Beside = defaultdict(dict)
    for (row, other), score in accepted.items():
        beside[row][other] = beside[other][row] = score
    covered: set[tuple[int, int]] = set()
    sets: list[set[int]] = []
    of_row: dict[int, list[int]] = defaultdict(list)  # the sets that a row stands in
    for pair in sorted(accepted, key=lambda key: (-accepted[key], key)):
        if pair in covered:
            continue
        members = set(_grow(list(pair), beside, source))
        at = _overlapping(members, sets, of_row)
        if at is None:
            at = len(sets)
            sets.append(set())
        for row in members - sets[at]:
            of_row[row].append(at)
        sets[at] |= members
        covered |= {(row, other) for row in members for other in members if row < other}
    return [sorted(members) for members in sets]


def _overlapping(
    members: set[int], sets: list[set[int]], of_row: dict[int, list[int]]
) -> int | None:
    """The set that shares SAME of the smaller one's sentences with `members`, if there is one."""
    near = sorted({at for row in members for at in of_row[row]})
    best = max(near, key=lambda at: len(sets[at] & members), default=None)
    if best is None:
        return None
    smaller = min(len(members), len(sets[best]))
    return best if len(sets[best] & members) >= SAME * smaller else None


def _grow(members: list[int], beside: Beside, source: Rows) -> list[int]:
    """A set of two with what goes with all its members of other sources, the surest first."""
    beyond = set(members)  # rows that stand in the set or can't any more
    going: dict[int, list[float]] = {}  # rows that go with all members so far: with what scores
    fresh = members
    while True:
        for row in (going.keys() | set().union(*(beside[member] for member in fresh))) - beyond:
            asked = fresh if row in going else members
            scores = [beside[row].get(m, 0.0) for m in asked if source[m] != source[row]]
            if all(scores):
                going.setdefault(row, []).extend(scores)
            else:
                going.pop(row, None)
                beyond.add(row)
        best = max(sorted(going), key=lambda row: sum(going[row]) / len(going[row]), default=None)
        if best is None:
            return members
        del going[best]
        beyond.add(best)
        fresh, members = [best], [*members, best]
