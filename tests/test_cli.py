import pytest

from analysis import cli
from analysis.report.study.settings import KNOWN


@pytest.fixture(autouse=True)
def _own_settings(monkeypatch):
    """The command hands its options on as variables: none comes in, none stays."""
    for name in KNOWN:
        monkeypatch.setenv(name, "")


@pytest.mark.parametrize(
    "arguments",
    [["new"], ["reports"], ["report", "--corp", "x"], ["report", "x"], ["test", "--out", "x"]],
)
def test_what_the_command_does_not_know_is_an_error(arguments, capsys):
    with pytest.raises(SystemExit) as stopped:
        cli.main(arguments)
    assert stopped.value.code == 2
    assert "usage: framing" in capsys.readouterr().err


def test_another_corpus_needs_a_folder_for_its_output(tmp_path, capsys):
    assert cli.main(["report", "--corpus", str(tmp_path)]) == 2
    assert "--out FOLDER" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({}, "no article in it"),
        ({"a.txt": b"Text."}, "write a sources.csv"),
        ({"a.txt": b"\xff\xfe", "sources.csv": b"file,source\na.txt,A\n"}, "no text in it"),
        ({"a.txt": b"Text.", "sources.csv": b"file,source\n"}, "no row for it"),
        ({"a.txt": b"Text.", "sources.csv": b"file,outlets\na.txt,A\n"}, "no column 'source'"),
    ],
)
def test_a_bad_corpus_is_one_line_and_nothing_is_written(tmp_path, capsys, files, message):
    corpus, out = tmp_path / "corpus", tmp_path / "out"
    corpus.mkdir()
    for name, content in files.items():
        (corpus / name).write_bytes(content)
    assert cli.main(["report", "--corpus", str(corpus), "--out", str(out)]) == 2
    said = capsys.readouterr().err
    assert said.startswith("framing: ")
    assert said.count("\n") == 1
    assert message in said
    assert not out.exists()


def test_an_unknown_setting_stops_the_command(monkeypatch, capsys):
    monkeypatch.setenv("FRAMING_CORPSU", "x")
    assert cli.main(["report"]) == 2
    assert "FRAMING_CORPSU" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["test", "bench", "calibrate"])
def test_what_needs_a_checkout_says_so(command, monkeypatch, capsys):
    monkeypatch.setattr(cli, "checkout", lambda: None)
    assert cli.main([command]) == 2
    assert "checkout" in capsys.readouterr().err


@pytest.mark.parametrize(("codes", "expected"), [([0, 0], 0), ([0, 3, 0], 1), ([-9], 1)])
def test_all_checks_run_and_any_that_fails_fails_the_command(codes, expected, monkeypatch):
    ran = []
    monkeypatch.setattr(cli, "TESTS", [[str(code)] for code in codes])
    monkeypatch.setattr(
        cli.subprocess, "call", lambda command, **_: ran.append(command) or int(command[1])
    )
    assert cli.main(["test"]) == expected
    assert len(ran) == len(codes)


def test_without_arguments_it_says_what_to_do(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert cli.main([]) == 0
    assert "framing new DIR" in capsys.readouterr().out
    (tmp_path / "study.toml").touch()
    assert cli.main([]) == 0
    assert "framing report" in capsys.readouterr().out


def test_a_new_study_says_how_to_go_on(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert cli.main(["new", "mine"]) == 0
    said = capsys.readouterr().out
    assert "cd mine && framing report" in said
    assert "CSV" in said
    assert cli.main(["new", "mine"]) == 2


@pytest.mark.parametrize(("option", "value"), [("--group", "colour"), ("--reference", "The Moon")])
def test_groups_that_are_not_there_are_refused(tmp_path, capsys, option, value):
    assert cli.main(["report", "--out", str(tmp_path / "out"), option, value]) == 2
    assert "is none of" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_a_corpus_is_inspected_before_anything_is_run(tmp_path, capsys):
    table = tmp_path / "c.csv"
    table.write_text("paper,text,date\nA,The talks opened.,03/04/2025\nA,,\n")
    assert cli.main(["inspect", str(table), "--map", "paper=source"]) == 2
    assert "two dates, by day or month first; say which" in capsys.readouterr().err
    options = ["--map", "paper=source", "--day-first", "--out", str(tmp_path / "out")]
    assert cli.main(["inspect", str(table), *options]) == 0
    said = capsys.readouterr().out
    assert "2 rows given = 1 article + 1 rejected" in said
    assert "dates: 2025-04-03 to 2025-04-03" in said
    assert "c.csv, row 3: no text in it; add the text" in said
    rejected = (tmp_path / "out" / "rejected.csv").read_text(encoding="utf-8")
    assert rejected.startswith("file,row,reason,remedy\nc.csv,3,no text in it,")


def test_articles_that_are_counted_are_named(tmp_path, capsys):
    table = tmp_path / "c.csv"
    table.write_text(
        "id,source,text,date\na,A,The talks opened.,2025-01-14\nb,B,The talks opened.,\n"
    )
    assert cli.main(["inspect", str(table)]) == 0
    said = capsys.readouterr().out
    assert ", 1 article without: b\n" in said
    assert "1 article repeats an earlier one, wholly or nearly: b (of a)\n" in said


@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        ("CITATION.cff", "date-released: soon", "'soon' is no day"),
        ("frames.toml", "[a", "Expected ']'"),
        ("frames.toml", "a = 3", "frame 'a' needs patterns"),
    ],
)
def test_an_export_at_fault_is_one_line_before_anything_is_run(tmp_path, capsys, file, text, said):
    (tmp_path / "c.csv").write_text("source,text\nA,The talks opened.\n")
    frames = 'frames = "frames.toml"\n' if file == "frames.toml" else ""
    (tmp_path / "study.toml").write_text(f'corpus = "c.csv"\n{frames}')
    (tmp_path / file).write_text(text)
    to = tmp_path / "out"
    assert cli.main(["export", "--corpus", str(tmp_path), "--to", str(to)]) == 2
    error = capsys.readouterr().err
    assert error.startswith(f"framing: {tmp_path / file}: ")
    assert said in error
    assert error.count("\n") == 1
    assert not to.exists()


@pytest.mark.parametrize("pair", ["outlet", "=source", "outlet="])
def test_a_column_is_mapped_in_one_way(pair, tmp_path, capsys):
    assert cli.main(["inspect", str(tmp_path), "--map", pair]) == 2
    assert "--map takes COLUMN=NAME" in capsys.readouterr().err
