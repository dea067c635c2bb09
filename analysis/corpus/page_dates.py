"""A page's own date against the dates its text tells: a check of metadata, not of sources."""

import pandas as pd

from analysis.text.dates import find_dates
from analysis.text.reading import split_sentences

LATE = 60  # days after everything a text tells of, from which a page date is doubtful


def check_page_dates(articles: pd.DataFrame) -> pd.DataFrame:
    """Whether each article's `page_date` goes with its content: one row an article that has one.

    `latest` is the last day that the text dates in full (with its year), in the sentence at
    start, end; `days` lie between it and the page date, `days_published` between `published` and
    the page date. `doubtful` is True where the page date is more than 60 days after both, or
    before the latest day: the page was then dated or republished apart from its text. Without a
    full date or `published` nothing is doubtful.

    >>> text, page = "The visit began on 13 January 2025.", pd.Timestamp("2025-06-01")
    >>> articles = pd.DataFrame({"article": ["1"], "text": [text], "page_date": [page]})
    >>> check_page_dates(articles)[["start", "end", "days", "doubtful"]].to_dict("records")
    [{'start': 0, 'end': 35, 'days': 139, 'doubtful': True}]
    """
    if "page_date" not in articles:
        return articles[["article"]].head(0)
    dated = articles[articles["page_date"].notna()]
    sentences = split_sentences(dated)
    spans = [find_dates(text, None) for text in sentences["text"]]
    days = [max((d.low for d in found if d.low == d.high), default=None) for found in spans]
    sentences["latest"] = pd.to_datetime(pd.Series(days, index=sentences.index, dtype="object"))
    last = sentences.dropna(subset=["latest"]).sort_values("latest", kind="stable")
    last = last.drop_duplicates("article", keep="last")[["article", "latest", "start", "end"]]
    table = dated[["article", "page_date"]].merge(last, on="article", how="left")
    table["page_date"] = pd.to_datetime(table["page_date"])
    published = dated["published"] if "published" in dated else pd.Series(pd.NaT, dated.index)
    table["days"] = (table["page_date"] - table["latest"]).dt.days
    gap = table["page_date"] - pd.to_datetime(published).to_numpy()
    table["days_published"] = gap.dt.days
    known = table[["days", "days_published"]]
    late = (known > LATE).any(axis=1) & ~(known <= LATE).any(axis=1)
    return table.assign(doubtful=late | (table["days"] < 0))
