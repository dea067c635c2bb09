"""Quotations and their speakers: a case file, exact spans, odd input."""

import tomllib
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.measures.quotes import COLUMNS, find_quotes

CASES = tomllib.loads(
    (Path(__file__).parents[1] / "cases" / "quotes.toml").read_text(encoding="utf-8")
)["case"]


def quotes_of(text: str) -> pd.DataFrame:
    return find_quotes(pd.DataFrame({"article": ["a"], "text": [text]}))


def marked(case: dict[str, Any]) -> Any:
    marks = [pytest.mark.xfail(reason=case["fails"])] if "fails" in case else []
    return pytest.param(case["text"], case["expect"], id=case["label"], marks=marks)


@pytest.mark.parametrize(("text", "expected"), [marked(case) for case in CASES])
def test_made_up_texts(text: str, expected: list[list[str]]) -> None:
    found = quotes_of(text)
    rows = zip(found["kind"], found["text"], found["speaker"].fillna(""), strict=True)
    assert [(k, t.strip(" .,"), s) for k, t, s in rows] == [
        (k, t.strip(" .,"), s) for k, t, s in map(tuple, expected)
    ]
