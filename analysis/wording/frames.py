"""Frame dictionaries: which sentences use words that indicate a frame.

Dictionaries name indicators, not frames (Matthes & Kohring 2008): a sentence with a word of
conflict may deny the conflict. The words that carry each frame are therefore a table of their own.
"""

import tomllib
from collections.abc import Iterator
from itertools import permutations
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.corpus.articles import evidence_ids, listed_ids
from analysis.corpus.tables import Column, read_table
from analysis.paths import bundled
from analysis.statistics.groups import CellSums, Groups, Part
from analysis.text.reading import Articles, read, split_sentences
from analysis.text.search import hit_table, match_patterns

DIPLOMACY = bundled("wording/data/frames_diplomacy.toml")


def read_frames(path: str | Path = DIPLOMACY) -> pd.DataFrame:
    """A frame dictionary: one row a pattern, with columns frame, pattern, reason.

    A TOML file has a table a frame with `patterns` and, if you like, `reason`; a CSV file has the
    columns frame and pattern. Patterns are words or phrases, ``*`` stands for any letters. Raises
    ValueError naming file and entry where one can't be read so.

    >>> sorted(read_frames()["frame"].unique())
    ['conflict', 'cooperation', 'economy', 'history', 'security', 'third_power']
    """
    file = Path(path)
    if file.suffix == ".toml":
        table = pd.DataFrame(_toml_rows(file), columns=["frame", "pattern", "reason"])
    else:
        columns = [Column("frame"), Column("pattern")]
        table = read_table(file, columns, row="frame and pattern", comments=True)
        table = table.reset_index(drop=True).reindex(columns=["frame", "pattern", "reason"])
    if table.empty:
        raise ValueError(f"{file}: no frame in it; give each frame a list of patterns")
    return table.astype("str")


def _toml_rows(file: Path) -> list[tuple[str, str, str | None]]:
    rows = []
    for frame, entry in tomllib.loads(file.read_text(encoding="utf-8")).items():
        patterns = entry.get("patterns") if isinstance(entry, dict) else None
        if not isinstance(patterns, list) or not all(isinstance(p, str) for p in patterns):
            raise ValueError(f'{file}: frame {frame!r} needs patterns = ["word", "two words", …]')
        rows += [(frame, pattern, entry.get("reason")) for pattern in patterns]
    return rows


def find_frames(articles: Articles, *, frames: pd.DataFrame | None = None) -> pd.DataFrame:
    """Every word that indicates a frame: one row a frame and a hit, in reading order.

    Columns article, source, style, start, end, hit (as printed), frame, pattern, and sentence
    (its number in the article, as in the sentences table). Where patterns of a frame overlap, the
    longest counts. `frames` is `read_frames()` unless given.

    >>> articles = pd.DataFrame({"article": ["1"], "text": ["Dialogue, not threats."]})
    >>> find_frames(articles)[["hit", "frame", "start", "end"]].values.tolist()
    [['Dialogue', 'cooperation', 0, 8], ['threats', 'conflict', 14, 21]]
    """
    frames = read_frames() if frames is None else frames
    reading = read(articles)
    words = reading.words
    hits = match_patterns(words, frames["pattern"].tolist())
    hits["frame"] = frames["frame"].to_numpy()[hits["pattern"]]
    hits = _longest(hits)
    table = hit_table(reading.articles, words, hits, about=("source", "style"))
    table["frame"] = hits["frame"].to_numpy()
    table["pattern"] = frames["pattern"].to_numpy()[hits["pattern"]]
    first = hits["first"].to_numpy()
    opening = np.searchsorted(words.article, words.article[first])
    table["sentence"] = words.sentence[first] - words.sentence[opening]
    return table


def _longest(hits: pd.DataFrame) -> pd.DataFrame:
    """Without hits that lie inside, or overlap the end of, another one of their frame."""
    order = hits.sort_values(["frame", "first", "last"], ascending=[True, True, False])
    reach = order.groupby("frame")["last"].cummax().groupby(order["frame"]).shift(fill_value=-1)
    return order[order["first"] > reach].sort_values(["first", "frame"])


def mark_frames(articles: Articles, *, frames: pd.DataFrame | None = None) -> pd.DataFrame:
    """The sentences table with a column of 0 and 1 for each frame, and `any` for one at least.

    >>> frames = pd.DataFrame({"frame": ["peace", "war"], "pattern": ["talk*", "attack*"]})
    >>> articles = pd.DataFrame({"article": ["1"], "text": ["They talked. It rained."]})
    >>> mark_frames(articles, frames=frames)[["text", "peace", "war", "any"]].values.tolist()
    [['They talked.', 1, 0, 1], ['It rained.', 0, 0, 0]]
    """
    frames = read_frames() if frames is None else frames
    sentences, hits = split_sentences(articles), find_frames(articles, frames=frames)
    place = pd.MultiIndex.from_frame(sentences[["article", "sentence"]])
    for frame in frames["frame"].unique():
        told = pd.MultiIndex.from_frame(hits.loc[hits["frame"] == frame, ["article", "sentence"]])
        sentences[frame] = place.isin(told).astype(int)
    sentences["any"] = sentences[list(frames["frame"].unique())].max(axis=1)
    return sentences


def frames_by(
    sentences: pd.DataFrame,
    *,
    articles: pd.DataFrame,
    frames: pd.DataFrame | None = None,
    by: str = "source",
    within: str | None = None,
) -> pd.DataFrame:
    """How much of each group's text uses words of each frame: one row a group and a frame.

    `sentences` is `mark_frames(articles)`, by whatever frames. `share` is of the group's sentences
    (0 to 1; shares of frames don't add up, since a sentence may have several), `low`, `high` its
    95 % interval, empty below ten units, `hits` the number of sentences, `coverage` the share with
    any frame, `evidence` the ids of the first 20. With `within`, a column of `sentences` such as
    event, a row a group, event and
    frame, and one whose event is missing for all events shared with others: `difference` is the
    share less that of the other articles (`reference` rest) inside the event, and `low`, `high`
    are of it; over all events the unit is the event, as in ``compare``.

    >>> frames = pd.DataFrame({"frame": ["peace", "war"], "pattern": ["talk*", "attack*"]})
    >>> articles = pd.DataFrame({"article": ["1"], "source": ["A"], "text": ["They talked. Rain."]})
    >>> table = frames_by(mark_frames(articles, frames=frames), articles=articles, frames=frames)
    >>> table[["group", "frame", "share", "hits"]].values.tolist()
    [['A', 'peace', 0.5, 1], ['A', 'war', 0.0, 0]]
    """
    names = _frame_names(sentences, frames)
    groups = Groups(sentences, articles=articles, by=by, within=within)
    one = np.ones(len(sentences))
    sums = {name: groups.sums(sentences[name].to_numpy(float), one) for name in (*names, "any")}
    parts = groups.parts(sums["any"].denominator)
    rows = [row for part in parts for row in _shares(part, names, sums)]
    table = pd.DataFrame(rows)
    if within is None and len(table):
        group = sentences["article"].map(articles.set_index("article", drop=False)[by])
        table["evidence"] = _evidence(sentences.assign(group=group), names, table)
    return table


def _evidence(sentences: pd.DataFrame, names: list[str], table: pd.DataFrame) -> list[str | None]:
    """For each row of the table, the ids of its first sentences."""
    ids = {name: listed_ids(sentences[sentences[name] == 1], ["group"]) for name in names}
    return [ids[row.frame].get(row.group) for row in table.itertuples()]


def _shares(part: Part, names: list[str], sums: dict[str, CellSums]) -> Iterator[dict[str, object]]:
    """A row a frame for one group, in one event or in all it shares."""
    place = part.place | {"articles": part.counts[0]}
    place["sentences"] = int(part.total(sums["any"].denominator))
    unit = part.note()
    for name in names:
        difference, low, high = part.difference(sums[name])
        row = {"frame": name, "hits": int(part.total(sums[name].numerator))}
        row |= {"share": part.mean(sums[name])}
        row |= {"difference": difference} if part.of.within else {}
        row |= {"low": low, "high": high, "unit": unit, "coverage": part.mean(sums["any"])}
        yield place | row


def _frame_names(sentences: pd.DataFrame, frames: pd.DataFrame | None) -> list[str]:
    """The frames that sentences are marked with: the columns that `mark_frames` added."""
    if frames is not None:
        return list(frames["frame"].unique())
    if "any" not in sentences:
        raise ValueError("the sentences aren't marked with frames; pass mark_frames(articles)")
    columns = list(sentences)
    return columns[columns.index("text") + 1 : columns.index("any")]


def frame_overlap(sentences: pd.DataFrame, *, frames: pd.DataFrame | None = None) -> pd.DataFrame:
    """How frames meet: one row a pair, `share` of the sentences of `frame` that also have `other`.

    `both` counts those sentences, `sentences` those of `frame`.

    >>> frames = pd.DataFrame({"frame": ["peace", "war"], "pattern": ["talk*", "attack*"]})
    >>> articles = pd.DataFrame({"article": ["1"], "text": ["Talks on attacks. They attacked."]})
    >>> overlap = frame_overlap(mark_frames(articles, frames=frames), frames=frames)
    >>> overlap[["frame", "other", "both", "share"]].values.tolist()
    [['peace', 'war', 1, 1.0], ['war', 'peace', 1, 0.5]]
    """
    names = _frame_names(sentences, frames)
    marks = sentences[names].to_numpy(int)
    both, size = marks.T @ marks, marks.sum(axis=0)
    rows = [
        (names[a], names[b], both[a, b], size[a]) for a, b in permutations(range(len(names)), 2)
    ]
    table = pd.DataFrame(rows, columns=["frame", "other", "both", "sentences"])
    return table.assign(share=table["both"] / table["sentences"].where(table["sentences"] > 0))


def frame_words(hits: pd.DataFrame, *, articles: pd.DataFrame, by: str = "source") -> pd.DataFrame:
    """The words that carry each frame: one row a group, a frame and a word, the commonest first.

    `hits` is `find_frames(articles)`; `word` is in small letters, `count` its uses, `share` its
    part of the group's hits of the frame: one word with most of them is what the figure rests on.
    `evidence` is the first use.

    >>> frames = pd.DataFrame({"frame": ["peace"], "pattern": ["talk*"]})
    >>> text = "Talks began. They talked. More talks follow."
    >>> articles = pd.DataFrame({"article": ["1"], "source": ["A"], "text": [text]})
    >>> words = frame_words(find_frames(articles, frames=frames), articles=articles)
    >>> words[["group", "word", "count", "evidence"]].values.tolist()
    [['A', 'talks', 2, '1:0-5'], ['A', 'talked', 1, '1:18-24']]
    """
    group = dict(zip(articles["article"], articles[by], strict=True))
    table = pd.DataFrame({"by": by, "group": hits["article"].map(group), "frame": hits["frame"]})
    table["word"] = hits["hit"].str.lower().str.replace(r"\s+", " ", regex=True)
    table["evidence"] = evidence_ids(hits)
    keys = ["by", "group", "frame", "word"]
    table = table.groupby(keys, sort=False)["evidence"].agg(count="size", evidence="first")
    table = table.reset_index()
    table["share"] = table["count"] / table.groupby(["group", "frame"])["count"].transform("sum")
    return table.sort_values(
        ["group", "frame", "count", "word"], ascending=[True, True, False, True], ignore_index=True
    )
