"""Writes docs/limits.md from the case tables' known failures: python -m tests.limits_page"""

import tomllib
from collections import Counter
from pathlib import Path

from tests.case_tables import CASES, rows

PAGE = Path(__file__).resolve().parent.parent / "docs" / "limits.md"
TABLES = {
    "sentences": "Sentences (`split_sentences`)",
    "names": "Names (`find_names`)",
    "speakers": "Who a speaker is (`describe_speakers`)",
    "search": "Search (`watch`, `concordance`)",
    "numbers": "Numbers (`contradictions`)",
    "names_no_tone": "Tone without names (`names=False`)",
    "furniture": "Page furniture (`excluded`)",
    "damage": "Damaged text (`damage`)",
}
HEAD = """# Limits: what is known to go wrong

Made from the case tables in `tests/cases`: small made-up texts of {kinds} kinds, each with its right value, of
which {known} of {all} are known to come out wrong. They are held by tests: a case that fails must fail, until
the page is made again. The tables are the list of what the program can do; how often real text goes
wrong stands in [measured](measured.md), and what no rule can mend in [method](method.md)."""


def limits_page():
    """How many cases of each function come out right, and those that don't."""
    parts, every, known = [], Counter(), 0
    for title, cases in _tables():
        wrong = [case for case in cases if case[-1]]
        every.update(kind for kind, *_ in cases)
        known += len(wrong)
        parts.append(
            f"## {title}\n\n{len(cases) - len(wrong)} of {len(cases)} cases come out right."
        )
        if wrong:
            lines = [
                f"| {kind} | {_cell(text)} | {_cell(right)} |" for kind, text, right, _ in wrong
            ]
            head = "| kind | text | right would be |\n|---|---|---|"
            parts.append("\n".join([head, *lines]))
    head = HEAD.format(kinds=len(every), known=known, all=every.total())
    return "\n\n".join([head, *parts]) + "\n"


def _tables():
    """Title and cases of each table; a case is its kind, text, right value, whether it's known."""
    quotes = tomllib.loads((CASES / "quotes.toml").read_text(encoding="utf-8"))["case"]
    yield "Statements (`find_quotes`)", [_statements(case) for case in quotes]
    for name, title in TABLES.items():
        yield title, [_case(name, *cells) for cells in rows(name)]


def _statements(case):
    """A case of quotes.toml: right are the contents and speakers."""
    said = [f"{content} ({speaker or 'nobody named'})" for _, content, speaker in case["expect"]]
    known = case.get("fails")
    kind = case.get("kind", "Statements of many kinds")
    right = "; ".join(said) or "no statement"
    return kind, case["text"], f"{right}: {known}" if known else right, bool(known)


def _case(name, kind, *cells):
    """A row of a table of tab-separated cells."""
    *cells, state = cells
    text, right = (cells[1], cells[2]) if name in ("search", "furniture") else (cells[0], cells[1:])
    right = right if isinstance(right, str) else ", ".join(right)
    return kind, text, right, state == "known"


def _cell(text):
    """Text within a table of Markdown, line ends and pipes shown."""
    shown = text.replace("|", " \\| ").replace("\r\n", " ⏎ ").replace("\n", " ⏎ ")
    return shown.replace("<", "&lt;").replace("*", "\\*")


if __name__ == "__main__":
    PAGE.write_text(limits_page(), encoding="utf-8")
