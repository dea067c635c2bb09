"""Labels are assignments: every statement about a label is recomputed under its alternatives."""

from itertools import product
from math import prod

import pandas as pd

LIMIT = 64


def labellings(articles: pd.DataFrame, *, column: str = "style") -> dict[str, pd.DataFrame]:
    """The articles table under each combination of declared labels, the assigned one first.

    `alternatives` holds the other labels an article could carry, separated by "|". A name such as
    "004 as unplaced" says what differs from the assignment. Where the combinations exceed 64,
    each alternative is taken alone.

    >>> labels = {"article": ["1"], "style": ["French"], "alternatives": ["Belgian"]}
    >>> {name: table["style"][0] for name, table in labellings(pd.DataFrame(labels)).items()}
    {'as assigned': 'French', '1 as Belgian': 'Belgian'}
    """
    assigned = articles[column].tolist()
    given = articles.get("alternatives", pd.Series(pd.NA, articles.index))
    others = [[] if pd.isna(cell) else str(cell).split("|") for cell in given]
    choices = [[label, *other] for label, other in zip(assigned, others, strict=True)]
    size = prod(map(len, choices))
    if size <= LIMIT:
        rows = [list(labels) for labels in product(*choices)]
    else:
        rows = [assigned] + [
            [*assigned[:at], label, *assigned[at + 1 :]]
            for at, other in enumerate(others)
            for label in other
        ]
    return {_name(articles, assigned, row): articles.assign(**{column: row}) for row in rows}


def _name(articles: pd.DataFrame, assigned: list[str], labels: list[str]) -> str:
    changed = [
        f"{article} as {label}"
        for article, before, label in zip(articles["article"], assigned, labels, strict=True)
        if before != label
    ]
    return ", ".join(changed) or "as assigned"
