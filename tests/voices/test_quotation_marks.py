"""Where quoted stretches begin and end, whatever the marks."""

import pandas as pd
import pytest

from analysis.text.sentences import find_sentences
from analysis.text.tokens import tokenize
from analysis.text.word_classes import tag
from analysis.voices.quotation_marks import quoted


def stretches(text: str) -> list[str]:
    tokens = tokenize(pd.DataFrame({"article": ["a"], "text": [text]}))
    tags = tag(tokens, find_sentences(tokens))
    return [text[tags.start[span.first] : tags.end[span.last - 1]] for span in quoted(tags)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('He said "we go" now.', ['"we go"']),
        ("He said “we go” now.", ["“we go”"]),
        ("He said ‘we go’ now.", ["‘we go’"]),
        ("He said 'we go' now.", ["'we go'"]),
        ("He said ``we go'' now.", ["``we go''"]),
        ("He said «we go» now.", ["«we go»"]),
        ("He said “we go“ now.", ["“we go“"]),
        ('He said " we go " now.', ['" we go "']),
        ('"A," he said, "b."', ['"A,"', '"b."']),
        ('"A "b" c" it read.', ['"A "b" c"']),
        ("“A ‘b’ c” it read.", ["“A ‘b’ c”"]),
        ('He said,"we go" now.', ['"we go"']),
        ('He said," we go".', ['" we go"']),
        ('"We go.\n\n"We stay."', ['"We go', '"We stay."']),
        ("The boys' dog and the girls' cat.", []),
        ("In the '60s and '70s.", []),
        ("'The boys' dog barks,' she said.", ["'The boys' dog barks,'"]),
        ("Rock 'n' roll.", ["'n'"]),
        ("Nothing here.", []),
        ('A stray " mark.', []),
    ],
)
def test_stretches_between_marks(text: str, expected: list[str]) -> None:
    assert stretches(text) == expected


def test_a_quotation_over_paragraphs_is_opened_again_and_closed_once() -> None:
    text = 'He said: "One.\n\n"Two.\n\n"Three," and left.'
    tokens = tokenize(pd.DataFrame({"article": ["a"], "text": [text]}))
    spans = quoted(tag(tokens, find_sentences(tokens)))
    assert [(span.open_ended, span.continues) for span in spans] == [
        (True, False),
        (True, True),
        (False, True),
    ]
