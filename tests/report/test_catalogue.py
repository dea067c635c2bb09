"""The catalogue names every figure and nothing else."""

import json

from analysis.report.bundle.catalogue import read_figures, write_catalogue


def test_each_figure_once_in_order(tmp_path):
    for name in ("b-two", "a-one"):
        said = {"caption": "x [y](z) <b>", "alt": "Chart of 2 rows <i>."}
        origin = {"id": f"{name}-0", "notebook": "1", "cite": "c"} | said
        (tmp_path / f"{name}.json").write_text(json.dumps(origin), encoding="utf-8")
    assert [figure["name"] for figure in read_figures(tmp_path)] == ["a-one", "b-two"]
    page = write_catalogue(tmp_path).read_text(encoding="utf-8")
    assert page.index("## a-one") < page.index("## b-two")
    assert "![Chart of 2 rows ‹i›.](a-one.png)" in page
    assert "<b>" not in page
    assert "[y](z)" not in page


def test_other_json_is_passed_over(tmp_path):
    for name, content in {"a": "{", "b": "[]", "c": '{"id": 1}', "d": '{"id": "e-0"}'}.items():
        (tmp_path / f"{name}.json").write_text(content, encoding="utf-8")
    assert read_figures(tmp_path) == []
