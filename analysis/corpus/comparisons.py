"""Which differences of groups may be stated: intervals, sources and declared labels decide."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.corpus.events import within_events
from analysis.corpus.labels import labellings
from analysis.statistics.answer import (
    FEWER,
    INSIDE,
    NO_CLEAR,
    NOT_SHOWN,
    POOLED,
    TOO_FEW,
    Answer,
    Number,
    listing,
    noun,
    percent,
    plain,
    plural,
    plurals,
    signed,
)  # fmt: skip
from analysis.statistics.family import differences_by
from analysis.statistics.groups import FEW_SOURCES, REST
from analysis.statistics.intervals import FEWEST

NAMED = 4  # groups that a sentence lists
UNLABELLED = "unplaced"  # what carries no label is no group to speak of


class Compared(NamedTuple):
    """Who is compared with whom and where: groups of `by` with `reference`, inside `events`."""

    articles: pd.DataFrame
    by: str = "source"
    reference: str = REST
    events: pd.DataFrame | None = None

    def rows(self, table: pd.DataFrame) -> pd.DataFrame:
        """The rows of a span table that are compared, once for each event they tell of."""
        return table if self.events is None else within_events(table, self.events)

    def found(
        self,
        table: pd.DataFrame,
        values: Sequence[str],
        *,
        articles: pd.DataFrame | None = None,
        only: Sequence[str] | None = None,
        reference: str | None = None,
        family: int | None = None,
    ) -> pd.DataFrame:
        """``differences_by`` of rows already repeated by event, perhaps under other labels."""
        return differences_by(
            table,
            articles=self.articles if articles is None else articles,
            values=values,
            by=self.by,
            within=None if self.events is None else "event",
            reference=reference or self.reference,
            only=only,
            family=family,
        )

    def differences(self, table: pd.DataFrame, values: Sequence[str], row: pd.Series) -> pd.Series:
        """The differences in `values` of the two sides that `row` compares."""
        again = self._once_more(self.rows(table), values, row)
        return again.set_index("value")["difference"].reindex(list(values))

    def again(self, table: pd.DataFrame, row: pd.Series, value: str) -> pd.Series:
        """`row` measured on another table, "shown" where it is clear there, in its direction."""
        other = self._once_more(self.rows(table), [value], row).iloc[0]
        end = other["low"] if row["difference"] > 0 else -other["high"]
        return pd.concat([other, pd.Series({"verdict": "shown" if end > 0 else "not shown"})])

    def sentences_of(self, row: pd.Series, sentences: pd.DataFrame) -> pd.MultiIndex:
        """Article and number of the sentences of the group that `row` speaks of."""
        group = self.articles.set_index("article", drop=False)[self.by]
        own = self.rows(sentences)
        own = own[own["article"].map(group) == row["group"]]
        return pd.MultiIndex.from_frame(own[["article", "sentence"]])

    def _once_more(
        self, table: pd.DataFrame, values: Sequence[str], row: pd.Series
    ) -> pd.DataFrame:
        """The two sides of `row`, widened as it is."""
        return self.found(
            table, values, only=[row["group"]], reference=row["reference"], family=row["family"]
        )


def judged(table: pd.DataFrame, asked: Compared, *, values: Sequence[str]) -> pd.DataFrame:
    """The rows of ``differences_by`` with a `verdict`, the largest shown difference first.

    "shown" where the interval excludes zero, at least five sources stand behind each side of a
    label, and every declared labelling gives the same sign; else "few units", "few sources",
    "labels disagree" or "not shown".
    """
    rows = asked.rows(table)
    found = asked.found(rows, values)
    found = found[(found["group"] != UNLABELLED) | (asked.by != "style")]
    clear = (found["low"] > 0) | (found["high"] < 0)
    labelled = asked.by not in ("source", "article")
    found["verdict"] = np.select(
        [found["low"].isna(), labelled & (found["sources"] < FEW_SOURCES), ~clear],
        ["few units", "few sources", "not shown"],
        "shown",
    )
    if asked.by == "style" and (found["verdict"] == "shown").any():
        found = _under_labels(found, rows, asked, values)
    size = found["difference"].abs() / (found["high"] - found["low"]).clip(lower=1e-12)
    order = np.lexsort((-size.fillna(0), found["verdict"] != "shown"))
    return found.iloc[order].reset_index(drop=True)


def _under_labels(
    found: pd.DataFrame, rows: pd.DataFrame, asked: Compared, values: Sequence[str]
) -> pd.DataFrame:
    """Shown rows whose sign another declared labelling doesn't give are no longer shown."""
    keys = ["group", "reference", "value"]
    wanted = found[found["verdict"] == "shown"].set_index(keys)["difference"]
    for labelled in labellings(asked.articles).values():
        again = [
            asked.found(rows, values, articles=labelled, only=[group], reference=reference)
            for group, reference in {key[:2]: None for key in wanted.index}
            if {group, reference} <= {REST, *labelled[asked.by]}
        ]
        other = pd.concat([found.head(0), *again]).set_index(keys)["difference"]
        wanted = wanted.where(np.sign(other.reindex(wanted.index)) == np.sign(wanted))
    lost = pd.MultiIndex.from_frame(found[keys]).isin(wanted.index[wanted.isna()])
    return found.assign(verdict=found["verdict"].mask(lost, "labels disagree"))


def named(group: object, by: str) -> str:
    """How a sentence calls a group.

    >>> named("Herald", "source"), named("north", "style")
    ('Herald', 'texts labelled “north”')
    """
    return plain(group) if by in ("source", "article") else f"texts labelled “{plain(group)}”"


def others(row: pd.Series) -> str:
    """How a sentence calls what a group is compared with."""
    return "the others" if row["reference"] == REST else named(row["reference"], row["by"])


def where(row: pd.Series) -> str:
    """The ground of a comparison, to open a sentence with."""
    if row["shared"]:
        event = "event that they share" if row["shared"] == 1 else "events that they share"
        return f"Inside the {row['shared']:,} {event}"
    return "Over everything they wrote, whatever the event"


def interval_words(row: pd.Series, *, points: bool = False) -> str:
    """A difference's interval in brackets, and for how many comparisons it holds; that of shares
    in percentage `points`."""
    scale, digits, unit = (100, 0, " points") if points else (1, 2, "")
    low, high = signed(scale * row["low"], digits), signed(scale * row["high"], digits)
    many = f" for all {row['family']} comparisons" if row["family"] > 1 else ""
    return f"(95 % interval of the difference{many} {low} to {high}{unit})"


def share_apart(row: pd.Series, share: str) -> str:
    """How `share`, the share of something, differs in a group, as a sentence without its end."""
    more = "larger" if row["difference"] > 0 else "smaller"
    return (
        f"{where(row)}, the share of {share} is {more} in {named(row['group'], row['by'])} than in "
        f"{others(row)}: {percent(row['mean'])} against {percent(row['reference_mean'])} "
        f"{interval_words(row, points=True)}"
    )


def rule_of(row: pd.Series) -> str:
    """The rule that allows a shown difference."""
    return INSIDE if row["shared"] else POOLED


def number_of(row: pd.Series, unit: str) -> Number:
    """A difference as a number with its interval."""
    return Number(float(row["difference"]), unit, float(row["low"]), float(row["high"]))


def unshown(
    found: pd.DataFrame, *, about: str, topic: str, unit: str, what: str
) -> Iterator[Answer]:
    """What could not be shown, from the rows of ``judged``.

    `about` says what was compared ("the mean score of sentences"), `unit` what it is in, `what`
    the rows that have it ("sentences").
    """
    if found.empty:
        sentence = f"There is one group alone, so nothing is compared in {about}."
        yield Answer(sentence, topic, TOO_FEW, FEWER)
    none = found[found["verdict"].isin(["not shown", "labels disagree"])]
    if len(none) and not (found["verdict"] == "shown").any():
        yield _no_clear(none, about, topic, unit)
    few = found[found["verdict"].isin(["few units", "few sources"])]
    if len(few):
        yield _too_few(few, about, topic, what)


def _no_clear(none: pd.DataFrame, about: str, topic: str, unit: str) -> Answer:
    row, whom = none.iloc[0], _whom(none)
    why = "the interval includes zero" if len(none) == 1 else "every interval includes zero"
    if (none["verdict"] == "labels disagree").any():
        why = "the interval includes zero, or another declared labelling reverses the sign"
    sentence = (
        f"{where(row)}, no clear difference is found in {about} between {whom} and "
        f"{others(row)}: {why}."
    )
    numbers = tuple(number_of(line, unit) for _, line in none.iterrows())
    return Answer(sentence, topic, NOT_SHOWN, NO_CLEAR, numbers)


def _whom(rows: pd.DataFrame) -> str:
    """The groups that rows speak of: by name where they are few, else any of so many."""
    names = [named(group, rows["by"].iloc[0]) for group in dict.fromkeys(rows["group"])]
    of_many = f"any of {plural(len(names), noun(rows['by'].iloc[0]))}"
    return listing(names) if len(names) <= NAMED else of_many


def _too_few(few: pd.DataFrame, about: str, topic: str, what: str) -> Answer:
    row, groups = few.iloc[0], list(dict.fromkeys(few["group"]))
    labelled = row["by"] not in ("source", "article")
    lacking = few[few["verdict"] == "few sources"]
    if len(lacking):
        unit, most = "source", int(lacking["sources"].max())
        why = f"a label stands for {plural(most, unit)} at most, and {FEW_SOURCES} are needed"
    elif few["shared"].any():
        unit, most = "event", int(few["units"].max())
        shared = int(few["shared"].max())
        has = "has" if shared == 1 else "have"
        one = f", which count as {most:,} since texts tell of several" if most < shared else ""
        have = f"{plural(shared, 'event')} at most {has} {what} of both sides"
        why = f"{have}{one}, and {FEWEST} are needed"
    else:
        unit, most = "source" if labelled else "article", int(few["units"].max())
        have = f"{plural(most, unit)} at most" if most else f"no {unit}"
        why = f"the smaller side has {have}, and {FEWEST} are needed"
    whom = _whom(few)
    several = len(groups) <= NAMED and (len(groups) > 1 or labelled)
    differ = "differ" if several else "differs"
    sentence = f"Whether {whom} {differ} from {others(row)} in {about} can't be said: {why}."
    return Answer(sentence, topic, TOO_FEW, FEWER, (Number(float(most), plurals(unit)),))
