"""How each source speaks of each actor: a row a mention, and groups compared inside events."""

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.arrays import Floats, Rows
from analysis.corpus.concordance import evidence_ids
from analysis.statistics.groups import CellSums, Groups, Part
from analysis.text.reading import Articles, Reading, read
from analysis.text.sentences import sentence_table
from analysis.text.spans import place
from analysis.tone.actors import actor_mentions
from analysis.tone.encoder import PROBABILITIES, sentiment_toward

FEWEST_MENTIONS = 5  # a cell below it is shown greyed


def actor_sentiment(
    articles: Articles,
    actors: pd.DataFrame,
    *,
    quotes: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """How each mention of an actor is spoken of: one row a mention, in reading order.

    `actors` are rows of ``actors(articles)`` or of a study's own list: an alias that is `listed`,
    or whose `basis` is missing, counts wherever it is printed. `start` and `end` span the
    mention, `sentence_start` and `sentence_end` its sentence; `evidence` is the sentence's id.
    Probabilities, `polarity` and `unsure` are those of ``sentiment_toward``. With `quotes` (as of
    ``find_quotes``), `voice` is "quoted" where the mention stands in a direct or mixed statement,
    "reported" in an indirect one, else "own".
    """
    reading = read(articles)
    listed = actors["basis"].ne("names") if "basis" in actors else np.ones(len(actors), bool)
    mentions = actor_mentions(reading, known=actors[listed])
    wanted = pd.MultiIndex.from_frame(actors[["actor", "alias"]])
    mentions = mentions[pd.MultiIndex.from_frame(mentions[["actor", "alias"]]).isin(wanted)]
    table = _with_sentences(reading, mentions)
    begin = table["sentence_start"]
    spans = zip(table["start"] - begin, table["end"] - begin, strict=True)
    said = sentiment_toward(table["text"], [(int(start), int(end)) for start, end in spans])
    table = pd.concat([table.drop(columns="text"), said], axis=1)
    table["voice"] = _voice(table, quotes)
    hull = table[["article"]].assign(start=table["sentence_start"], end=table["sentence_end"])
    return table.assign(evidence=evidence_ids(hull))


def _with_sentences(reading: Reading, mentions: pd.DataFrame) -> pd.DataFrame:
    """Each mention that lies in one sentence, with source, style and the sentence."""
    sentences = sentence_table(reading.articles, reading.sentences)
    sentences = sentences.rename(columns={"start": "sentence_start", "end": "sentence_end"})
    kept = ["article", "source", "style", "sentence_start", "sentence_end", "text"]
    row = pd.Index(reading.articles["article"])

    def key(table: pd.DataFrame, start: str) -> Rows:
        return place(row.get_indexer(table["article"]), table[start].to_numpy("int64"))

    rows = sentences.assign(key=key(sentences, "sentence_start")).reindex(columns=[*kept, "key"])
    table = pd.merge_asof(
        mentions.assign(key=key(mentions, "start")).sort_values("key"),
        rows.drop(columns="article").sort_values("key"),
        on="key",
    )
    inside = table["end"] <= table["sentence_end"]
    columns = ["article", "source", "style", *mentions.columns.drop("article"), *kept[3:]]
    return table.loc[inside, columns].reset_index(drop=True)


def _voice(mentions: pd.DataFrame, quotes: pd.DataFrame | None) -> pd.Series:
    """Whose words each mention stands in; missing without quotes."""
    voice = pd.Series([None] * len(mentions), dtype="str")
    if quotes is None:
        return voice
    voice[:] = "own"
    pieces = quotes[["article", "kind", "pieces"]].explode("pieces").dropna(subset="pieces")
    rows = mentions[["article", "start"]].reset_index(names="row")
    pairs = rows.merge(pieces, on="article")
    low, high = pairs["pieces"].str[0], pairs["pieces"].str[1]
    pairs = pairs[(low <= pairs["start"]) & (pairs["start"] < high)]
    indirect = pairs["kind"] == "indirect"
    voice[pairs.loc[indirect, "row"].unique()] = "reported"
    voice[pairs.loc[~indirect, "row"].unique()] = "quoted"
    return voice


def actor_sentiment_by(
    mentions: pd.DataFrame,
    *,
    articles: pd.DataFrame,
    by: str = "source",
    within: str | None = None,
) -> pd.DataFrame:
    """How each group speaks of each actor: a row an actor and a group, or an event too.

    `mentions` are those of ``actor_sentiment``, perhaps of one voice; one in two events counts
    once. `balance`: the mean over mentions of the probability of positive less that of negative,
    -1 to 1; for anything but a
    source, the mean of its sources' means. `share_…`: of mentions by polarity, those `unsure`
    apart. `few` marks fewer than five mentions. `low`, `high`: 95 % interval of `balance` over
    the `unit` resampled, from ten on. With `within`, a column of `mentions` such as event (see
    ``within_events``), `difference`, `low` and `high` are of the group's balance less that of the
    other articles inside the event; the row whose event is missing joins all shared events with
    equal weight, as in ``compare``. Raises ValueError on an unknown column.

    >>> articles = pd.DataFrame({"article": ["1", "2"], "source": ["A", "B"]})
    >>> mentions = pd.DataFrame({"article": [*"112"], "actor": "China", "evidence": "1:0-9"})
    >>> mentions["positive"], mentions["negative"] = [0.25, 0.75, 0.75], [0.75, 0.25, 0.25]
    >>> mentions["polarity"] = ["negative", "positive", "positive"]
    >>> balance = actor_sentiment_by(mentions.assign(neutral=0, unsure=False), articles=articles)
    >>> balance[["actor", "group", "mentions", "balance"]].values.tolist()
    [['China', 'A', 2, 0.0], ['China', 'B', 1, 0.5]]
    """
    if mentions.empty:
        return pd.DataFrame()
    groups = Groups(mentions, articles=articles, by=by, within=within)
    ratios, evidence = _ratio_columns(mentions), mentions["evidence"].to_numpy()
    start = mentions["start"] if "start" in mentions else pd.RangeIndex(len(mentions))
    mention = mentions.groupby(["article", start]).ngroup().to_numpy()  # in two events, still one
    rows = []
    code, actors = pd.factorize(mentions["actor"])
    for number, actor in enumerate(actors):
        own = np.flatnonzero(code == number)
        of_actor = groups.of_rows(own)
        sums = {name: of_actor.sums(*(v[own] for v in pair)) for name, pair in ratios.items()}
        parts = of_actor.parts(sums["balance"].denominator)
        rows += [_row(part, actor, sums, evidence[own], mention[own]) for part in parts]
    table = pd.DataFrame(rows)
    return table.assign(few=table["mentions"] < FEWEST_MENTIONS)


def _row(
    part: Part,
    actor: str,
    sums: dict[str, CellSums],
    evidence: npt.NDArray[np.object_],
    mention: Rows,
) -> dict[str, object]:
    """How one group speaks of an actor, in one event or in all it shares."""
    told, within = part.counts, part.of.within
    row = part.place | {"actor": actor, "articles": told[0]}
    row["mentions"] = len(np.unique(mention[part.rows()]))
    row |= {name: part.mean(value) for name, value in sums.items()}
    difference, low, high = part.difference(sums["balance"])
    row |= {"difference": difference} if within else {}
    missing = "no mention" if not told[0] else "no mention by others"
    note = part.note() if min(told) else f"{missing} in this {within}" if within else missing
    row["evidence"] = next(iter(evidence[part.rows()]), None)
    return row | {"low": low, "high": high, "unit": note}


def _ratio_columns(mentions: pd.DataFrame) -> dict[str, tuple[Floats, Floats]]:
    """Numerator and denominator of each ratio, a value a mention."""
    negative, _, positive = mentions[list(PROBABILITIES)].to_numpy(float).T
    one, sure = np.ones(len(mentions)), ~mentions["unsure"].to_numpy(bool)
    polarity = mentions["polarity"].to_numpy()
    shares = {
        f"share_{name}": ((polarity == value) & sure).astype(float)
        for value, name in enumerate(PROBABILITIES, -1)
    }
    shares["share_unsure"] = (~sure).astype(float)
    return {"balance": (positive - negative, one)} | {k: (v, one) for k, v in shares.items()}


def actor_cells(table: pd.DataFrame, *, actors: int = 5, groups: int = 8) -> pd.DataFrame:
    """What a figure of groups × actors needs: the rows of ``actor_sentiment_by`` for the actors
    and groups with most mentions, each group with each actor, in that order.

    >>> table = pd.DataFrame({"actor": [*"XXY"], "group": [*"ABA"], "mentions": [5, 2, 1]})
    >>> actor_cells(table).fillna(0).values.tolist()
    [['A', 'X', 5.0], ['A', 'Y', 1.0], ['B', 'X', 2.0], ['B', 'Y', 0.0]]
    """
    counts = {
        name: table.groupby(name, sort=False)["mentions"].sum().nlargest(most).index
        for name, most in (("actor", actors), ("group", groups))
    }
    order = pd.MultiIndex.from_product([counts["group"], counts["actor"]], names=["group", "actor"])
    return table.set_index(["group", "actor"]).reindex(order).reset_index()
