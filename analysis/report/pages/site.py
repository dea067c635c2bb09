"""The frame of every page of the report: its links to the others, its look, what it may run."""

import base64
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from analysis.paths import bundled

TEMPLATES = Environment(
    loader=FileSystemLoader(bundled("report/data")), autoescape=True, undefined=StrictUndefined
)
OWN = {
    "index": "Overview",
    "figures": "Figures",
    "search": "Search",
    "method": "Method",
    "limits": "Limits",
    "glossary": "Glossary",
}


@dataclass(frozen=True)
class Site:
    """A folder of pages: the study's title, and the title of each notebook's page by its name."""

    folder: Path
    title: str
    questions: Mapping[str, str]

    def write(self, name: str, title: str, body: str, *, up: str = "", script: str = "") -> None:
        """Write the page `name`, which may stand in a folder below: `up` leads from it to this one.

        `body` is HTML. `script` alone may run on the page, and no page may fetch anything.
        """
        style = bundled("report/data/page.css").read_text(encoding="utf-8")
        digest = hashlib.sha256(script.encode()).digest()
        text = TEMPLATES.get_template("page.html.j2").render(
            title=title, study=self.title, style=Markup(style), body=Markup(body),
            own=_links(OWN, name, up), questions=_links(self.questions, name, up),
            script=Markup(script), allowed=base64.b64encode(digest).decode() if script else "",
        )  # fmt: skip
        (self.folder / f"{name}.html").write_text(text, encoding="utf-8", newline="\n")


def page_names(notebooks: Iterable[str]) -> dict[str, str]:
    """Each notebook's page; one that is called like a page of the report gets another name.

    >>> page_names(["1-what", "Search"])
    {'1-what': '1-what', 'Search': 'Search-notebook'}
    """
    return {name: f"{name}-notebook" if name.lower() in OWN else name for name in notebooks}


def _links(titles: Mapping[str, str], current: str, up: str) -> list[dict[str, object]]:
    return [
        {"address": f"{up}{name}.html", "title": title, "here": name == current}
        for name, title in titles.items()
    ]
