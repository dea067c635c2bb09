"""The page that searches sentences, statements and claims, offline and without a request."""

import json
from collections.abc import Mapping, Sequence

import pandas as pd
from markupsafe import Markup

from analysis.corpus.articles import evidence_ids
from analysis.report.pages.evidence_pages import opening
from analysis.report.pages.site import TEMPLATES
from analysis.report.study.study import Study
from analysis.statistics.answer import plural
from analysis.voices.speakers import outermost_speech
from analysis.voices.titles import describe_speakers

MOST = 20_000  # rows of a table
COLUMNS = {
    "sentences": ["text", "source", "voice", "compound"],
    "statements": ["text", "speaker", "country", "role", "kind", "source", "counted"],
    "claims": ["text", "claim", "source"],
}


def search_page(
    study: Study, *, addresses: Mapping[str, str], starts: Mapping[str, Sequence[int]]
) -> str:
    """The body of the search page: rows of the articles that have a page, at `addresses`.

    `starts` are the first characters of each article's sentences.
    """
    source = pd.Series(study.articles["source"].to_numpy(), study.articles["article"], dtype="str")
    source = source[source.index.isin(addresses)].fillna("")
    found = {
        "sentences": study.sentences,
        "statements": _statements(study),
        "claims": study.claims.assign(claim=study.claims["label"]),
    }
    there = {
        name: told.assign(source=told["article"].map(source))
        for name, table in found.items()
        for told in [table[table["article"].isin(addresses)]]
    }
    cut = study.plan.max_quote_chars
    tables = {
        name: {
            "columns": COLUMNS[name],
            "rows": _rows(table.head(MOST), COLUMNS[name], cut, addresses, starts),
        }
        for name, table in there.items()
    }
    data = json.dumps(tables, ensure_ascii=False, separators=(",", ":")).replace("<", r"\u003c")
    return TEMPLATES.get_template("search.html.j2").render(
        data=Markup(data), tables=list(tables), cut=cut, sources=sorted(set(source) - {""}),
        articles=plural(len(source), "article"), most=MOST,
        others=len(study.articles) - len(source),
        more=[name for name, table in there.items() if len(table) > MOST],
    )  # fmt: skip


def _statements(study: Study) -> pd.DataFrame:
    """Every statement, those of nobody named too, with what the texts say of the speaker."""
    about = describe_speakers(study.quotes, articles=study.reading).set_index("speaker")
    speaker = study.quotes["speaker"]
    counted = study.quotes.index.isin(outermost_speech(study.quotes).index)
    return study.quotes.assign(
        speaker=speaker.fillna("nobody named"),
        country=speaker.map(about["country"]),
        role=speaker.map(about["role"]),
        counted=["yes" if one else "no" for one in counted],
    )


def _rows(
    table: pd.DataFrame,
    columns: Sequence[str],
    cut: int | None,
    addresses: Mapping[str, str],
    starts: Mapping[str, Sequence[int]],
) -> list[list[object]]:
    """The columns' values, then the address of the sentence and the evidence id."""
    values = table[list(columns)].astype("object").to_numpy().tolist()
    places = [
        [f"{addresses[article]}#c{opening(starts[article], start)}", id_]
        for article, start, id_ in zip(
            table["article"], table["start"], evidence_ids(table), strict=True
        )
    ]
    return [
        [*(_plain(cell, cut) for cell in row), *place]
        for row, place in zip(values, places, strict=True)
    ]


def _plain(cell: object, cut: int | None) -> object:
    """A number with two decimals, a text cut, nothing for what is missing."""
    if pd.isna(cell):
        return ""
    if isinstance(cell, float):
        return round(cell, 2)
    text = str(cell)
    return text if cut is None or len(text) <= cut else f"{text[:cut]} …"
