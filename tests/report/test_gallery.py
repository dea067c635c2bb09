"""A figure's numbers on its page: evidence first, hostile labels as text, long tables cut."""

import pytest

from analysis.report.pages.gallery import PART, WHOLE, Room, gallery, numbers

ORIGIN = {
    "name": "a-b", "title": "<b>T</b>", "caption": "C", "cite": "cite a-b", "notebook": "1-what",
}  # fmt: skip


def written(folder, table):
    (folder / "a-b.csv").write_text(table, encoding="utf-8")
    (folder / "a-b.svg").write_text("<svg/>", encoding="utf-8")
    return folder / "a-b.csv"


@pytest.mark.parametrize(
    ("table", "columns", "row"),
    [
        ("by,group,evidence,low\ns,A,1:0-5 1:6-9,\n", ["evidence", "group"], ["1:0-5, 1:6-9", "A"]),
        ("group,article,start,end\nA,x y,3,9\n", ["evidence", "group", "article", "start", "end"],
         ["x y:3-9", "A", "x y", "3", "9"]),
        ("group,value\nA,0.5\n", ["group", "value"], ["A", "0.5"]),
    ],
)  # fmt: skip
def test_evidence_comes_first_and_empty_columns_not_at_all(tmp_path, table, columns, row):
    told = numbers(written(tmp_path, table), WHOLE)
    assert told["columns"] == columns
    assert told["rows"] == [row]
    assert told["evidence"] == ("evidence" in columns)


def test_a_long_table_is_cut_and_says_so(tmp_path):
    file = written(tmp_path, "n,evidence\n" + "".join(f"{n},1:0-5 1:6-9\n" for n in range(90)))
    told = numbers(file, Room(rows=60, ids=1))
    assert len(told["rows"]) == PART.rows
    assert told["left"] == "30"
    assert told["rows"][0][0] == "1:0-5 and 1 more"


def test_labels_are_text_and_the_notebook_is_linked(tmp_path):
    written(tmp_path, "group\n<script>x</script>\n")
    page = gallery([ORIGIN], tmp_path, titles={"1-what": "What & why?"}, room=WHOLE)
    assert "<b>T</b>" not in page
    assert "<script>" not in page
    assert '<a href="1-what.html">What &amp; why?</a>' in page
    assert '<span class="cite">cite a-b</span>' in page
