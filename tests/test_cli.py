import pytest

from analysis import cli


@pytest.fixture(autouse=True)
def _own_settings(monkeypatch):
    """The command hands its options on as variables: none comes in, none stays."""
    for name in ("FRAMING_CORPUS", "FRAMING_OUT"):
        monkeypatch.setenv(name, "")


@pytest.mark.parametrize(
    "arguments",
    [[], ["reports"], ["report", "--corp", "x"], ["report", "x"], ["test", "--out", "x"]],
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
