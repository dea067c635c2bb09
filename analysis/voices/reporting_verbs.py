"""With which verbs each group reports whom: "said" vouches for nothing, "claimed" doubts."""

import pandas as pd

from analysis.corpus.articles import evidence_ids
from analysis.text.lexicons import reporting_verbs, rows
from analysis.voices.speakers import outermost_speech
from analysis.voices.titles import describe_speakers


def read_verb_kinds() -> pd.DataFrame:
    """What a reporting verb adds (``voices/data/verb_kinds.tsv``): one row a verb; kind, verb."""
    listed = [
        (kind, verb) for kind, verbs in rows("voices/data/verb_kinds.tsv") for verb in verbs.split()
    ]
    return pd.DataFrame(listed, columns=["kind", "verb"], dtype="str")


def reporting_verbs_by(
    quotes: pd.DataFrame,
    *,
    articles: pd.DataFrame,
    kinds: pd.DataFrame | None = None,
    by: str = "source",
) -> pd.DataFrame:
    """How each group reports speakers of each country: one row a group, country and kind of verb.

    `count` statements whose cue is such a verb, `share` (0 to 1) of the group's statements of that
    country with a cue, missing below ten; `verbs` as printed with their counts, `evidence` the ids
    of the statements. "not said" where the text places nobody, "other" for verbs of no kind.
    Only speech counts, and no statement inside another. `kinds` has kind and verb (base form).

    >>> from analysis import find_quotes
    >>> text = "French minister Anna Roux admitted that talks failed. Roux claimed they went on."
    >>> articles = pd.DataFrame({"article": ["1"], "source": ["A"], "text": [text]})
    >>> table = reporting_verbs_by(find_quotes(articles), articles=articles)
    >>> table[["group", "country", "kind", "count", "verbs"]].values.tolist()
    [['A', 'France', 'admitting', 1, 'admitted 1'], ['A', 'France', 'doubted', 1, 'claimed 1']]
    """
    kinds = read_verb_kinds() if kinds is None else kinds
    told = outermost_speech(quotes).dropna(subset="cue")
    told = told.assign(evidence=evidence_ids(told), printed=told["cue"].str.lower())
    base = {form: verb for form, (verb, *_) in reporting_verbs(None).items()}
    kind_of = dict(zip(kinds["verb"], kinds["kind"], strict=True))
    told["verb_kind"] = [kind_of.get(base.get(cue, cue), "other") for cue in told["printed"]]
    actors = describe_speakers(quotes, articles=articles)[["speaker", "country"]]
    told = told.merge(actors, on="speaker", how="left")
    told["country"] = told["country"].fillna("not said")
    told["group"] = told["article"].map(dict(zip(articles["article"], articles[by], strict=True)))
    keys = ["group", "country", "verb_kind"]
    table = told.groupby(keys, sort=False).agg(
        count=("evidence", "size"), verbs=("printed", _counted), evidence=("evidence", " ".join)
    )
    table = table.reset_index().rename(columns={"verb_kind": "kind"})
    total = table.groupby(["group", "country"])["count"].transform("sum")
    table["share"] = (table["count"] / total).where(total >= 10)
    table = table.sort_values(
        ["group", "country", "count", "kind"],
        ascending=[True, True, False, True],
        ignore_index=True,
    )
    columns = ["by", "group", "country", "kind", "count", "share", "verbs", "evidence"]
    return table.assign(by=by)[columns]


def _counted(printed: pd.Series) -> str:
    """ "said 12, told 3", the commonest first."""
    counts = printed.value_counts().sort_index().sort_values(ascending=False, kind="stable")
    return ", ".join(f"{verb} {count}" for verb, count in counts.items())
