"""Writes docs/api.md from the docstrings of the public names: python -m tests.api_page"""

import inspect
import re
from pathlib import Path

import analysis

PAGE = Path(__file__).resolve().parent.parent / "docs" / "api.md"
HEADINGS = {
    "text": "Words, sentences and names",
    "corpus": "1 What are we reading?",
    "tone": "2 How does each source sound?",
    "voices": "3 Who gets to speak?",
    "wording": "4 Which words does each source choose?",
    "story": "5 Do they tell the same story?",
    "statistics": "Comparing groups",
    "figures": "Figures",
    "report": "In notebooks and reports",
}


def api_page():
    """The public functions and classes by room, each with its signature and its docstring."""
    rooms = {heading: [] for heading in HEADINGS.values()}
    for name in analysis.__all__:
        thing = getattr(analysis, name)
        if callable(thing):
            rooms[HEADINGS[thing.__module__.split(".")[1]]].append((name, thing))
    parts = ["# API", "Made from the docstrings. Everything is imported from `analysis`."]
    for heading, things in rooms.items():
        parts.append(f"## {heading}")
        for name, thing in sorted(things, key=lambda pair: pair[0].lower()):
            parts.append(
                f"### {name}\n\n```python\n{_signature(name, thing)}\n```\n\n{_doc(thing)}"
            )
    return "\n\n".join(parts) + "\n"


def _signature(name, thing):
    """The call as it would be written, without the modules that types come from."""
    if isinstance(thing, type) and issubclass(thing, Exception):
        return f"class {name}(Exception)"
    call = re.sub(r"\w+Path\('[^']*'\)", "SEEDS", f"{name}{inspect.signature(thing)}")
    return re.sub(r"\b(?:\w+\.)+(?=[A-Z])", "", call)


def _doc(thing):
    """The docstring, its examples set as code."""
    examples = re.compile(r"((?:^>>> .*\n?)(?:^(?!$).*\n?)*)", re.M)
    return examples.sub(
        lambda found: f"```python\n{found[0].rstrip()}\n```\n", inspect.getdoc(thing)
    ).rstrip()


if __name__ == "__main__":
    PAGE.write_text(api_page(), encoding="utf-8")
