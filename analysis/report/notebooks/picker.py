"""Choose a source, speaker, term or claim: the figure is drawn again, its sentences stand below."""

import base64
import io
import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from html import escape
from typing import Any

import matplotlib as mpl
import matplotlib.style
import pandas as pd
from matplotlib.figure import Figure

from analysis.figures.canvas import LOOK
from analysis.report.study import settings
from analysis.report.study.display import picture_html, table_html
from analysis.report.study.plan import Plan
from analysis.report.study.study import Study
from analysis.statistics.answer import listing, plural

Draw = Callable[[str], Figure]


@dataclass(frozen=True)
class Picked:
    """What is shown of one choice, or of all where there is no session to choose in."""

    html: str
    text: str = "A choice with its sentences"

    def __repr__(self) -> str:
        return self.text

    def _repr_html_(self) -> str:
        return self.html


def pick(table: pd.DataFrame, *, by: str, draw: Draw | None = None) -> object:
    """A choice among the values of the column `by`, the rows of the chosen, and their figure.

    In JupyterLab a menu; its state is never stored. Elsewhere, and in pages, the table of all.
    `draw` takes a value of `by`.

    >>> table = pd.DataFrame({"speaker": ["Roux", "Sato"], "text": ["We agree.", "We don't."]})
    >>> pick(table, by="speaker")
    A choice with its sentences
    """
    choices = [str(choice) for choice in table[by].dropna().unique()]
    if not choices:
        return Picked("<p>There is nothing to choose from.</p>")
    if "JPY_SESSION_NAME" in os.environ:
        choose = partial(_chosen, table, by, draw)
        return _menu(choices, choose, label=by, first=choose(choices[0]))
    return Picked(table_html(table))


def pick_groups(study: Study) -> object:
    """Which column's values are compared: in JupyterLab a menu of the columns that have groups.

    A choice holds for this session and is followed where the notebook is run again from the top;
    `group` in ``study.toml`` keeps it. Elsewhere, and in pages, a line says what is compared.

    >>> from analysis import open_study
    >>> str(pick_groups(open_study())).partition(".")[0]
    'Compared by source: 5 groups'
    """
    others = [name for name in study.groupings if name != study.by]
    said = f"Compared by {study.noun}: {plural(study.articles[study.by].nunique(), 'group')}."
    if others and "JPY_SESSION_NAME" in os.environ:
        choose = partial(_regroup, study.plan)
        return _menu([study.by, *others], choose, label="compare by", first=_line(said))
    also = f" With group in study.toml also by {listing(others, limit=8)}." if others else ""
    return _line(said + also)


def _regroup(plan: Plan, column: str) -> Picked:
    """Let this session's `open_study` compare by a column, by the plan's as the plan says."""
    os.environ[settings.GROUP] = column
    os.environ[settings.REFERENCE] = plan.reference if column == plan.group else "rest"
    return _line(f"Now run all cells: groups will be those of {column}.")


def _line(said: str) -> Picked:
    return Picked(f"<p>{escape(said)}</p>", said)


def _chosen(table: pd.DataFrame, by: str, draw: Draw | None, choice: str) -> Picked:
    rows = table[table[by].astype("str") == choice].drop(columns=by)
    return Picked(_picture(choice, draw) + table_html(rows.reset_index(drop=True)))


def _picture(choice: str, draw: Draw | None) -> str:
    if draw is None:
        return ""
    buffer = io.BytesIO()
    with mpl.style.context(list(LOOK)):
        draw(choice).savefig(buffer, format="png", dpi=110)
    return picture_html(
        base64.b64encode(buffer.getvalue()).decode(), choice, alt=f"The figure for {choice}."
    )


def _menu(choices: list[str], show: Callable[[str], Picked], *, label: str, first: Picked) -> Any:
    import ipywidgets

    menu = ipywidgets.Dropdown(options=choices, description=label.replace("_", " "))
    place = ipywidgets.HTML(first.html)
    menu.observe(lambda change: setattr(place, "value", show(change["new"]).html), "value")
    return ipywidgets.VBox([menu, place])
