"""The words behind the numbers: tables of verbatim sentences to choose from."""

from functools import cached_property

import pandas as pd

from analysis.corpus.articles import evidence_ids
from analysis.corpus.concordance import concordance
from analysis.report.study.measures import Measures
from analysis.voices.titles import describe_speakers


class Evidence(Measures):
    """Measures of a corpus with the sentences that each rests on."""

    @cached_property
    def told(self) -> pd.DataFrame:
        """Each event's sentences, verbatim."""
        texts = self.articles.set_index("article")["text"]
        source = self.articles.set_index("article")["source"]
        table = self.events.assign(
            source=self.events["article"].map(source),
            text=[texts[row.article][row.start : row.end] for row in self.events.itertuples()],
        )
        return table.rename(columns={"event": "id", "label": "event"})[
            ["event", "source", "text", "evidence"]
        ]

    def carried(self, carrying: pd.DataFrame) -> pd.DataFrame:
        """The words that carry each group's mean, with the sentence where each weighs most."""
        table = carrying.dropna(subset="word").groupby("group", sort=False).head(5)
        table = table[["group", "word", "count", "contribution", "evidence"]]
        return table.assign(text=[self._words(id_) for id_ in table["evidence"]])

    def ends(self, sentences: pd.DataFrame, *, each: int = 3) -> pd.DataFrame:
        """The lowest and the highest sentences."""
        order = sentences.assign(evidence=evidence_ids(sentences))
        order = order.sort_values("compound", kind="stable")
        both = pd.concat([order.head(each), order.tail(each)]).drop_duplicates("evidence")
        return both[["source", "compound", "voice", "text", "evidence"]]

    @cached_property
    def statements(self) -> pd.DataFrame:
        """Every statement with its speaker, whom the text says that is, and its words; `counted`
        is speech that stands in no other statement."""
        about = describe_speakers(self.quotes, articles=self.reading).set_index("speaker")
        speaker = self.quotes["speaker"]
        table = self.quotes.assign(
            evidence=evidence_ids(self.quotes),
            role=speaker.map(about["role"]),
            country=speaker.map(about["country"]),
            counted=(self.quotes["report"] == "speech") & ~self.quotes["nested"],
        ).dropna(subset="speaker")
        count = table["speaker"].map(table["speaker"].value_counts())
        table = table.iloc[count.argsort(kind="stable")[::-1]] if len(table) else table
        kept = ["speaker", "role", "country", "source", "kind", "counted", "text", "evidence"]
        return table[kept]

    @cached_property
    def spoken_of(self) -> pd.DataFrame:
        """What is said of the eight actors named most, furthest from neutral first."""
        table = self.toward
        table = table[table["actor"].isin(table["actor"].value_counts().head(8).index)]
        kept = ["actor", "source", "voice", "negative", "neutral", "positive", "text", "evidence"]
        if table.empty:
            return table.reindex(columns=kept)
        order = table.sort_values("neutral", kind="stable")
        order = order.drop_duplicates(["actor", "evidence"]).groupby("actor", sort=False).head(10)
        return order.assign(text=[self._words(id_) for id_ in order["evidence"]])[kept]

    @cached_property
    def uses(self) -> pd.DataFrame:
        """Every use of every declared term, with its sentence."""
        tables = [concordance(self.reading, term).assign(term=term) for term in self.plan.watch]
        found = pd.concat(tables) if tables else pd.DataFrame({"term": []})
        kept = ["term", "source", "hit", "text", "evidence"]
        return found.reindex(columns=kept).reset_index(drop=True)

    @cached_property
    def retellings(self) -> pd.DataFrame:
        """Each claim in the words of each source, the widest told first."""
        table = self.claims.assign(evidence=evidence_ids(self.claims))
        count = table.groupby("claim")["source"].transform("nunique")
        table = table.iloc[count.argsort(kind="stable")[::-1]] if len(table) else table
        order = pd.Series(pd.factorize(table["claim"])[0], table.index)
        table = table.loc[order.sort_values(kind="stable").index]
        return table.drop(columns="claim").rename(columns={"label": "claim"})[
            ["claim", "source", "text", "score", "because", "evidence"]
        ]

    def _words(self, evidence_id: str) -> str:
        name, _, span = evidence_id.rpartition(":")
        start, end = map(int, span.split("-"))
        sentences = self.sentences[self.sentences["article"].astype("str") == name]
        around = sentences[(sentences["start"] <= start) & (sentences["end"] >= end)]
        return str(around["text"].iloc[0]) if len(around) else ""
