"""A study's lexicon is read, or every fault of its file is named with what to do."""

import pytest

from analysis.corpus.articles import CorpusError
from analysis.tone.lexicon import read_lexicon


@pytest.mark.parametrize(
    ("rows", "fault", "remedy"),
    [
        ("word,value\nthaw,1", "no column 'valence'", "it needs word, valence"),
        ("word,valence\nthaw,warm", r"row 2: valence 'warm'", "give a number from -4 to 4"),
        ("word,valence\nthaw,4.5", r"row 2: valence '4.5'", "give a number from -4 to 4"),
        ("word,valence\nthaw,nan", r"row 2: valence 'nan'", "give a number from -4 to 4"),
        ("word,valence\nthaw,1\nice age,-1", r"row 3: word 'ice age'", "give a single word"),
        ("word,valence\nthaw,1\nthaw,2", r"row 3: the word of row 2 again", "keep one"),
        ("word,valence\nthaw,", r"row 2: valence is empty", "fill it in"),
    ],
)
def test_a_fault_is_named_with_file_row_and_remedy(tmp_path, rows, fault, remedy):
    file = tmp_path / "lexicon.csv"
    file.write_text(f"{rows}\n", encoding="utf-8")
    with pytest.raises(CorpusError, match=fault) as raised:
        read_lexicon(file)
    assert "lexicon.csv" in str(raised.value)
    assert remedy in str(raised.value)


def test_comments_and_further_columns_are_read(tmp_path):
    file = tmp_path / "lexicon.csv"
    file.write_text("# ours\nword,valence,source\nthaw,-1.5,us\n", encoding="utf-8")
    assert read_lexicon(file).to_dict("records") == [
        {"word": "thaw", "valence": -1.5, "source": "us"}
    ]
