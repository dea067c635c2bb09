"""What people and programs hand in that is malformed or odd: what it is, and what becomes of it.

An outcome is "accepted+rejected", or words of the one clear error.
"""

import io
import json
import os
import socket
import zipfile

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from analysis.corpus import articles as corpus_room
from analysis.corpus.articles import CorpusError, read_corpus
from analysis.corpus.events import read_events
from analysis.corpus.intake import check_balance
from analysis.story.coverage import read_coverage
from analysis.wording.frames import read_frames
from tests.corpus import made

TEXT = "The talks opened in Osaka."
ENGLISH = " ".join(["The ministers met in the port of Osaka and agreed to speak again on it."] * 5)
GERMAN = " ".join(
    ["Die Minister trafen sich in der Stadt und einigten sich auf den neuen Hafen."] * 5
)


def outcome(path, **how):
    try:
        corpus = read_corpus(path, **how)
    except CorpusError as error:
        return str(error)
    assert corpus.given == len(corpus.articles) + len(corpus.rejected)
    assert not corpus.rejected[["file", "reason", "remedy"]].isna().any(axis=None)
    return f"{len(corpus.articles)}+{len(corpus.rejected)}"


def same(found, expected):
    return found == expected if "+" in expected and expected[0].isdigit() else expected in found


DATES = {
    "2025-01-14": "2025-01-14", "2025-1-4": "2025-01-04", "2025/01/14": "2025-01-14",
    "2025.01.14": "2025-01-14", "20250114": "2025-01-14", "20250114T080000Z": "2025-01-14",
    "2025-01-14T08:00:00Z": "2025-01-14", "2025-01-14 08:00": "2025-01-14",
    "2025-01-14T23:59:59+09:00": "2025-01-14", "14 January 2025": "2025-01-14",
    "January 14, 2025": "2025-01-14", "Jan. 14, 2025": "2025-01-14", "14 Sept 2025": "2025-09-14",
    "14-Jan-2025": "2025-01-14", "Tue, 14 Jan 2025 08:00:00 GMT": "2025-01-14",
    "January 14, 2025 Tuesday": "2025-01-14", "Tuesday, January 14th, 2025": "2025-01-14",
    "14.01.2025": "2025-01-14", "03.04.2025": "2025-04-03", "14/01/2025": "2025-01-14",
    "01/14/2025": "2025-01-14", "05/05/2025": "2025-05-05", " 2025-01-14 ": "2025-01-14",
    "03/04/2025": "two dates", "3-4-2025": "two dates", "now": "no date", "today": "no date",
    "yesterday": "no date", "0000-01-14": "no day", "0999-01-14": "a year that",
    "-2025-01-14": "no date", "9999-01-14": "a year that", "2025-02-30": "no day",
    "2025-13-01": "no day", "2025-00-10": "no day", "31/04/2025": "no day", "14/1/25": "no date",
    "2025": "no date", "January 2025": "no date", "45671": "no date", "1736812800": "no date",
    "14 janvier 2025": "no day", "NaT": "no date", "null": "no date", "n/a": "no date",
    "2025-01": "no date", "=TODAY()": "no date", "٢٠٢٥-٠١-١٤": "2025-01-14",
    "99/99/2025": "no day", "2025-01-14 oder so": "no date", "T": "no date",
}  # fmt: skip


@pytest.mark.parametrize(("cell", "expected"), DATES.items())
def test_dates(cell, expected, tmp_path):
    rows = [("x", "A", TEXT, cell), ("y", "A", TEXT, "2025-01-01")]
    lines = [json.dumps(dict(zip(["id", "source", "text", "date"], r, strict=True))) for r in rows]
    (tmp_path / "c.jsonl").write_text("\n".join(lines), encoding="utf-8")
    corpus = read_corpus(tmp_path / "c.jsonl")
    if expected[:2] == "20":
        assert f"{corpus.articles['published'][0]:%Y-%m-%d}" == expected
    else:
        assert expected in corpus.rejected["reason"][0]
    assert len(corpus.articles) + len(corpus.rejected) == 2


@pytest.mark.parametrize(("first", "day"), [(True, "2025-04-03"), (False, "2025-03-04")])
def test_the_order_of_numbers_is_a_choice(first, day, tmp_path):
    (tmp_path / "c.csv").write_text(f"source,text,date\nA,{TEXT},03/04/2025\n")
    articles = read_corpus(tmp_path / "c.csv", day_first=first).articles
    assert f"{articles['published'][0]:%Y-%m-%d}" == day


def test_other_dates_of_a_file_show_the_order_of_its_numbers(tmp_path):
    (tmp_path / "c.csv").write_text(f"source,text,date\nA,{TEXT},03/04/2025\nA,{TEXT},25/04/2025\n")
    corpus = read_corpus(tmp_path / "c.csv")
    assert f"{corpus.articles['published'][0]:%Y-%m-%d}" == "2025-04-03"
    assert any("day first" in note for note in corpus.notes)


SOURCES = {
    "as it should be": ("file,source\na.txt,A\nb.txt,B\n", "2+0"),
    "a byte-order mark": ("\ufefffile,source\na.txt,A\nb.txt,B\n", "2+0"),
    "semicolons": ("file;source\na.txt;A\nb.txt;B\n", "2+0"),
    "tabs": ("file\tsource\na.txt\tA\nb.txt\tB\n", "2+0"),
    "upright bars": ("file|source\na.txt|A\nb.txt|B\n", "2+0"),
    "a sep= line": ("sep=;\nfile;source\na.txt;A\nb.txt;B\n", "2+0"),
    "CRLF": ("file,source\r\na.txt,A\r\nb.txt,B\r\n", "2+0"),
    "CR alone": ("file,source\ra.txt,A\rb.txt,B\r", "2+0"),
    "mixed line ends": ("file,source\r\na.txt,A\nb.txt,B\r", "2+0"),
    "no last line end": ("file,source\na.txt,A\nb.txt,B", "2+0"),
    "blanks around names": ("file , source\na.txt,A\nb.txt,B\n", "2+0"),
    "blanks around cells": ("file,source\n a.txt , A\nb.txt,B \n", "2+0"),
    "empty rows of commas": ("file,source\na.txt,A\nb.txt,B\n,\n,\n", "2+0"),
    "blank lines": ("file,source\n\na.txt,A\n\n\nb.txt,B\n", "2+0"),
    "a blank line first": ("\nfile,source\na.txt,A\nb.txt,B\n", "2+0"),
    "a trailing comma in the head": ("file,source,\na.txt,A,\nb.txt,B,\n", "2+0"),
    "a trailing comma in the rows": ("file,source\na.txt,A,\nb.txt,B,\n", "2+0"),
    "a trailing comma in one row": ("file,source\na.txt,A,\nb.txt,B\n", "2+0"),
    "short rows": ("file,source,style\na.txt,A\nb.txt,B,x\n", "2+0"),
    "A.TXT": ("file,source\nA.TXT,A\nb.txt,B\n", "2+0"),
    "no .txt": ("file,source\na,A\nb,B\n", "2+0"),
    "./a.txt": ("file,source\n./a.txt,A\nb.txt,B\n", "2+0"),
    "File and Source": ("File,Source\na.txt,A\nb.txt,B\n", "2+0"),
    "filename and outlet": ("filename,outlet\na.txt,A\nb.txt,B\n", "2+0"),
    "quoted cells": ('"file","source"\n"a.txt","A, B"\n"b.txt","B"\n', "2+0"),
    "a line break in a cell": ('file,source\na.txt,"A\nB"\nb.txt,B\n', "2+0"),
    "a column more": ("file,source,topic\na.txt,A,x\nb.txt,B,y\n", "2+0"),
    "ids": ("article,file,source\n1,a.txt,A\n2,b.txt,B\n", "2+0"),
    "an empty source": ("file,source\na.txt,\nb.txt,B\n", "1+1"),
    "a source of blanks": ("file,source\na.txt,  \nb.txt,B\n", "1+1"),
    "an empty file": ("file,source\n,A\nb.txt,B\n", "1+2"),
    "a file that isn't there": ("file,source\na.txt,A\nb.txt,B\nc.txt,C\n", "2+1"),
    "a file twice": ("file,source\na.txt,A\nb.txt,B\na.txt,C\n", "2+1"),
    "a file twice, in two forms": ("file,source\na.txt,A\nb.txt,B\nA.TXT,C\n", "2+1"),
    "an id twice": ("file,article,source\na.txt,x,A\nb.txt,x,B\n", "1+1"),
    "a file without a row": ("file,source\na.txt,A\n", "1+1"),
    "a cell too many": ("file,source\na.txt,A,B,C\nb.txt,B\n", "1+2"),
    "a way out": ("file,source\n../a.txt,A\nb.txt,B\n", "1+2"),
    "an absolute path": ("file,source\n/etc/hostname,A\nb.txt,B\n", "1+2"),
    "two dates": ("file,source,published\na.txt,A,03/04/2025\nb.txt,B,\n", "1+1"),
    "now": ("file,source,published\na.txt,A,now\nb.txt,B,\n", "1+1"),
    "a quote that never closes": ('file,source\na.txt,A\nb.txt,"B\n', "1+2"),
    "a formula": ("file,source\na.txt,=1+1\nb.txt,B\n", "2+0"),
    "markup": ("file,source\na.txt,<script>alert(1)</script>\nb.txt,[x](javascript:y)\n", "2+0"),
    "a column named excluded": ("file,source,excluded\na.txt,A,x\nb.txt,B,y\n", "2+0"),
    "a column named text_sha256": ("file,source,text_sha256\na.txt,A,x\nb.txt,B,\n", "2+0"),
    "a NUL in a source": ("file,source\na.txt,A\0\nb.txt,B\n", "2+0"),
    "a header alone": ("file,source\n", "no row for it"),
    "nothing": ("", "no row of column names"),
    "blanks alone": ("\n \n\n", "no row of column names"),
    "no header": ("a.txt,A\nb.txt,B\n", "no column 'file'"),
    "no source": ("file\na.txt\nb.txt\n", "no column 'source'"),
    "no file": ("source\nA\nB\n", "no column 'file'"),
    "two source columns": ("file,source,source\na.txt,A,B\n", "two columns 'source'"),
    "Source and source": ("file,source,Source\na.txt,A,B\n", "more than one column"),
    "outlet and publication": ("file,outlet,publication\na.txt,A,B\n", "more than one column"),
    "a column named text": ("file,source,text\na.txt,A,x\n", "a column 'text'"),
    "a nameless column": ("file,,source\na.txt,x,A\n", "a column without a name"),
    "three nameless columns": ("file,source,,,\na.txt,A,,,\nb.txt,B,,,\n", "2+0"),
}  # fmt: skip


@pytest.mark.parametrize("what", SOURCES)
def test_sources(what, tmp_path):
    content, expected = SOURCES[what]
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(f"{TEXT} {name}")
    (tmp_path / "sources.csv").write_bytes(content.encode())
    assert same(outcome(tmp_path), expected)


GOOD = f"id,source,text\nx,A,{TEXT}\n"
TABLES = {
    "one good row": (GOOD, "1+0"),
    "named otherwise": (f"Headline,Publication,Body\nH,A,{TEXT}\n", "1+0"),
    "no ids": (f"source,text\nA,{TEXT}\nB,{TEXT}\n", "2+0"),
    "an empty text": (f"{GOOD}y,A,\n", "1+1"),
    "a text of blanks": (f"{GOOD}y,A,\u00a0 \u200b\n", "1+1"),
    "a line break": (f'{GOOD}y,A,"One.\nTwo."\n', "2+0"),
    "a doubled quote": (f'{GOOD}y,A,"He said ""no"" to it."\n', "2+0"),
    "a single quote inside": (f'{GOOD}y,A,"He said "no" to it."\n', "1+1"),
    "a quote that never closes": (f'{GOOD}y,A,"One.\nz,A,Two.\n', "1+1"),
    "a comma outside quotes": (f"{GOOD}y,A,One, two.\n", "1+1"),
    "a line break outside quotes": ("id,text,source\nx,One.,A\ny,Two\nlines.,A\n", "1+2"),
    "a row cut at the end": (f"{GOOD}y,A", "1+1"),
    "no last line end": (GOOD.rstrip("\n"), "1+0"),
    "an id twice": (f"{GOOD}x,A,Two.\n", "1+1"),
    "an empty id": (f"{GOOD},A,Two.\n", "2+0"),
    "no source in a row": (f"{GOOD}y,,Two.\n", "1+1"),
    "a spreadsheet's full cell": (f"{GOOD}y,A,{'x' * 32767}\n", "1+1"),
    "a million characters and one": (f"{GOOD}y,A,{'x ' * 500_001}\n", "1+1"),
    "ten million characters": (f"{GOOD}y,A,{'word ' * 2_000_000}\n", "1+1"),
    "semicolons": (GOOD.replace(",", ";"), "1+0"),
    "tabs": (GOOD.replace(",", "\t"), "1+0"),
    "sep=": ("sep=;\r\n" + GOOD.replace(",", ";"), "1+0"),
    "a quoted sep=": ('"sep=;"\n' + GOOD.replace(",", ";"), "1+0"),
    "an empty column": (f"id,source,text,\nx,A,{TEXT},\n", "1+0"),
    "two texts": (f"source,body,content\nA,{TEXT},{TEXT}\n", "--map body=text"),
    "a text and a body": (f"source,text,body\nA,{TEXT},x\n", "1+0"),
    "no text": ("source,title\nA,B\n", "no column of texts"),
    "no source column": (f"text\n{TEXT}\n", "from which outlet"),
    "Media Cloud": ("stories_id,media_name,title,url\n1,A,B,http://a.example\n", "Media Cloud"),
    "Media Cloud, newer": ("id,indexed_date,media_url,title\n1,2,A,B\n", "Media Cloud"),
    "GDELT": ("SourceCommonName,DocumentIdentifier\nA,http://a.example\n", "GDELT"),
    "a header alone": ("id,source,text\n", "no row in it"),
    "nothing": ("", "no row of column names"),
    "a text column twice": (f"source,text,text\nA,{TEXT},B\n", "two columns 'text'"),
    "French": (f"{GOOD}y,A,{ENGLISH}\nz,A,{GERMAN}\n", "2+1"),
    "French declared": (f"source,text,lang\nA,{ENGLISH},en\nA,{TEXT},fr\n", "1+1"),
    "German alone": (f"source,text\nA,{GERMAN}\n", "1+0"),
    "Japanese alone": ("source,text\nA,大臣は会議で述べた。\n", "1+0"),
    "Japanese beside English": (
        f"source,text\nA,{ENGLISH}\nA,大臣は会議で述べた。会談は大阪で。\n",
        "1+1",
    ),
    "digits alone": ("source,text\nA,1 2 3 4 5\n", "1+0"),
    "an id with a line break": (f'{GOOD}"y\nz",A,Two.\n', "1+1"),
    "an id with a colon": (f"{GOOD}a:b,A,Two.\n", "2+0"),
    "ANSI in a source": (f"{GOOD}y,\x1b[31mA,Two.\n", "2+0"),
    "a NUL in a text": (f"{GOOD}y,A,One\0 and a long sentence two.\n", "2+0"),
    "NULs all over": (f"{GOOD}y,A,T\0a\0l\0k\0\n", "1+1"),
    "comments are rows": (f"{GOOD}# a remark\n", "1+1"),
    "a thousand bad rows": (GOOD + "y,A,\n" * 1000, "1+1000"),
    "furniture only": (f'{GOOD}y,A,"Share this article\nAll rights reserved."\n', "1+1"),
    "furniture and a sentence": (f'{GOOD}y,A,"Share this article\nTalks opened."\n', "2+0"),
    "a cell of quotes": (f'{GOOD}y,A,""""\n', "1+1"),
}


@pytest.mark.parametrize("what", TABLES)
def test_tables(what, tmp_path):
    content, expected = TABLES[what]
    (tmp_path / "c.csv").write_bytes(content.encode())
    assert same(outcome(tmp_path / "c.csv"), expected)


ROW = '{"source": "A", "text": "The talks opened."}'
LINES = {
    "one": (ROW, "1+0"),
    "blank lines": (f"\n{ROW}\n\n{ROW}\n", "2+0"),
    "a cut line": (f"{ROW}\n{ROW[:-5]}", "1+1"),
    "an array in a line": (f"{ROW}\n[1]", "1+1"),
    "a number": (f"{ROW}\n7", "1+1"),
    "null": (f"{ROW}\nnull", "1+1"),
    "a text that is a number": (f'{ROW}\n{{"source": "A", "text": 7}}', "1+1"),
    "a text that is null": (f'{ROW}\n{{"source": "A", "text": null}}', "1+1"),
    "a text that is a list": (f'{ROW}\n{{"source": "A", "text": ["x"]}}', "1+1"),
    "a text that is true": (f'{ROW}\n{{"source": "A", "text": true}}', "1+1"),
    "half a character": (f'{ROW}\n{{"source": "A", "text": "x \\ud800"}}', "1+1"),
    "half a character in a source": ('{"source": "A\\ud800", "text": "Talks."}', "1+0"),
    "a key twice": (f'{ROW}\n{{"source": "A", "text": "Talks.", "text": "y"}}', "1+1"),
    "NaN": (f'{ROW}\n{{"source": NaN, "text": "Talks."}}', "1+1"),
    "Infinity": (f'{ROW}\n{{"source": "A", "text": "Talks.", "n": Infinity}}', "1+1"),
    "a nested source": ('{"source": {"id": 1, "name": "A"}, "text": "Talks."}', "1+0"),
    "a list of authors": ('{"source": "A", "text": "Talks.", "authors": ["B", "C"]}', "1+0"),
    "a number as source": ('{"source": 7, "text": "Talks."}', "1+0"),
    "nested too deep": (f"{ROW}\n{'[' * 100_000}", "1+1"),
    "a huge number": (f'{ROW}\n{{"source": "A", "text": "Talks.", "n": {"9" * 5000}}}', "1+1"),
    "single quotes": (f"{ROW}\n{{'source': 'A'}}", "1+1"),
    "a trailing comma": (f"{ROW}\n{ROW[:-1]},}}", "1+1"),
    "a byte-order mark": (f"\ufeff{ROW}", "1+0"),
    "an id twice": ('{"id": 1, "source": "A", "text": "Talks."}\n' * 2, "1+1"),
    "an id as number and text": (
        '{"id": 1, "source": "A", "text": "Talks."}\n{"id": "1", "source": "A", "text": "y"}', "1+1",
    ),
    "no source": (f'{ROW}\n{{"text": "Talks."}}', "1+1"),
    "an empty object": (f"{ROW}\n{{}}", "1+1"),
    "nothing": ("", "no row in it"),
    "GDELT articles": ('{"url": "u", "seendate": "1", "socialimage": ""}', "GDELT"),
    "a line separator in a text": ('{"source": "A", "text": "x\u2028y"}', "1+0"),
}  # fmt: skip


@pytest.mark.parametrize("what", LINES)
def test_json_lines(what, tmp_path):
    content, expected = LINES[what]
    (tmp_path / "c.jsonl").write_bytes(content.encode())
    assert same(outcome(tmp_path / "c.jsonl"), expected)


WHOLE = {
    "an array": (f"[{ROW}, {ROW}]", "2+0"),
    "an object with an array": (f'{{"status": "ok", "articles": [{ROW}]}}', "1+0"),
    "one article": (ROW, "1+0"),
    "JSON lines under another name": (f"{ROW}\n{ROW}\n", "2+0"),
    "JSON lines, one cut": (f"{ROW}\n{ROW[:-4]}\n", "1+1"),
    "an array with a number": (f"[{ROW}, 3]", "1+1"),
    "an array that is cut": (f"[{ROW}, {ROW[:-9]}", "no JSON"),
    "two arrays": (f'{{"a": [{ROW}], "b": [{ROW}]}}', "neither an array"),
    "an empty array": ("[]", "no row in it"),
    "a text": ('"x"', "neither an array"),
    "nothing": ("", "no JSON"),
    "nested too deep": ("[" * 100_000, "nested too deep"),
    "a key twice": ('[{"text": "Talks.", "text": "y"}]', "stands twice"),
}


@pytest.mark.parametrize("what", WHOLE)
def test_json(what, tmp_path):
    content, expected = WHOLE[what]
    (tmp_path / "c.json").write_bytes(content.encode())
    assert same(outcome(tmp_path / "c.json"), expected)


BYTES = {
    "UTF-8": (TEXT.encode(), "1+0"),
    "a byte-order mark": (TEXT.encode("utf-8-sig"), "1+0"),
    "UTF-16": (TEXT.encode("utf-16"), "1+0"),
    "UTF-32": (TEXT.encode("utf-32"), "1+0"),
    "UTF-16 without its mark": (TEXT.encode("utf-16-le"), "UTF-16 without"),
    "UTF-16 without its mark, the other way": (TEXT.encode("utf-16-be"), "UTF-16 without"),
    "half a UTF-16 character": (TEXT.encode("utf-16")[:-1], "damaged at byte"),
    "a mark and rubbish": (b"\xef\xbb\xbf\xff\xfe\xfa", "damaged at byte"),
    "Windows": ("He said “no” at the café.".encode("cp1252"), "1+0"),
    "an old Mac": ("He said “no” at the café.".encode("mac_roman"), "1+0"),
    "Cyrillic": (("Министр сказал, что всё идёт хорошо. " * 3).encode("cp1251"), "1+0"),
    "Shift JIS": (("大臣は会議で述べた。" * 3).encode("cp932"), "1+0"),
    "nothing": (b"", "no text in it"),
    "blanks": (b" \r\n\t\n", "no text in it"),
    "a mark alone": (b"\xff\xfe", "no text in it"),
    "a NUL": (b"One.\0 The talks opened in the port.", "1+0"),
    "NULs": (b"\0" * 100, "no text"),
    "mixed line ends": (b"One.\r\nTwo.\nThree.\rFour.", "1+0"),
    "control characters": (b"One.\x01\x02 \x1b[31mTwo.", "1+0"),
    "one line of 400,000 letters": (b"x" * 400_000, "1+0"),
    "a million letters too many": (b"word " * 400_000, "no article"),
    "markup": (b"<script>alert(1)</script>", "1+0"),
    "a pickle": (b"\x80\x04\x95\x0b\0\0\0\0\0\0\0\x8c\x07builtin\x94.", "no text"),
    "a picture": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0", "no text"),
    "a zip": (b"PK\x03\x04\x14\0\0\0\x08\0\0\0!\0\0\0\0\0\0\0\0\0\0\0\0\0", "no text"),
}


@pytest.mark.parametrize("what", BYTES)
def test_text_files(what, tmp_path):
    raw, expected = BYTES[what]
    (tmp_path / "Outlet").mkdir()
    (tmp_path / "Outlet" / "a.txt").write_bytes(raw)
    assert same(outcome(tmp_path), expected)


def _zip(files, **kinds):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files.items():
            package.writestr(name, content)
    return buffer.getvalue()


def _link(name, target):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        member = zipfile.ZipInfo(name)
        member.external_attr = 0o120777 << 16
        package.writestr(member, target)
        package.writestr("A/a.txt", TEXT)
    return buffer.getvalue()


def _book(*rows, **sheets):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for title, others in sheets.items():
        sheet = book.create_sheet(title)
        for row in others:
            sheet.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _parquet(columns, **how):
    buffer = io.BytesIO()
    pq.write_table(pa.table(columns), buffer, **how)
    return buffer.getvalue()


BOMB = '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><w>&b;</w>'
HEAD = ["source", "text"]
ARTICLE = {"title": "Talks open", "source": "A", "text": TEXT}
PAGE = made.page(made.articles()[0])
PACKED = {
    "zip of a folder": (".zip", _zip({"A/a.txt": TEXT, "B/b.txt": TEXT}), "2+0"),
    "zip of a table": (".zip", _zip({"c.csv": GOOD}), "1+0"),
    "zip with a way out": (".zip", _zip({"../a.txt": TEXT, "A/b.txt": TEXT}), "1+1"),
    "zip with a way out inside": (".zip", _zip({"A/../../a.txt": TEXT, "A/b.txt": TEXT}), "1+1"),
    "zip with an absolute path": (".zip", _zip({"/etc/a.txt": TEXT, "A/b.txt": TEXT}), "1+1"),
    "zip with a drive": (".zip", _zip({"C:/a.txt": TEXT, "A/b.txt": TEXT}), "1+1"),
    "zip with backslashes": (".zip", _zip({"A\\a.txt": TEXT, "A\\b.txt": TEXT}), "2+0"),
    "zip with a link": (".zip", _link("A/l.txt", "/etc/hostname"), "1+1"),
    "zip in a zip": (".zip", _zip({"A/a.txt": TEXT, "b.zip": _zip({"A/b.txt": TEXT})}), "1+1"),
    "zip from a Mac": (".zip", _zip({"A/a.txt": TEXT, "__MACOSX/A/._a.txt": "x"}), "1+0"),
    "zip of nothing": (".zip", _zip({}), "no article in it"),
    "zip that is cut": (".zip", _zip({"A/a.txt": TEXT * 99})[:90], "no zip file"),
    "zip bomb": (".zip", _zip({"A/a.txt": b"\0" * 50_000_000}), "unpacks to"),
    "zip of a pdf": (".zip", _zip({"A/a.txt": TEXT, "A/b.pdf": "%PDF"}), "1+1"),
    "zip of 300 folders deep": (".zip", _zip({"d/" * 300 + "a.txt": TEXT}), "1+0"),
    "zip that is a text": (".zip", TEXT.encode(), "no zip file"),
    "workbook": (".xlsx", _book(HEAD, ["A", TEXT], ["B", TEXT]), "2+0"),
    "workbook with empty rows": (".xlsx", _book([], HEAD, [], ["A", TEXT], []), "1+0"),
    "workbook with numbers": (".xlsx", _book(HEAD, ["A", 7], [7, TEXT]), "1+1"),
    "workbook with two sheets": (
        ".xlsx", _book(HEAD, ["A", TEXT], more=[HEAD, ["B", TEXT]]), "2+0"
    ),
    "workbook with a sheet of notes": (".xlsx", _book(HEAD, ["A", TEXT], more=[["x"], [1]]), "1+1"),
    "workbook with a nameless cell": (".xlsx", _book(HEAD, ["A", TEXT, "x"]), "without a name"),
    "workbook with two texts": (".xlsx", _book(["text", "text"], ["a", "b"]), "two columns"),
    "workbook with a full cell": (".xlsx", _book(HEAD, ["A", TEXT], ["A", "x" * 32767]), "1+1"),
    "workbook with a formula": (".xlsx", _book(HEAD, ["A", TEXT], ["A", "=1+1"]), "1+1"),
    "workbook of nothing": (".xlsx", _book(), "no row in it"),
    "workbook that is cut": (".xlsx", _book(HEAD, ["A", TEXT])[:-200], "no zip file"),
    "workbook that is a table": (".xlsx", GOOD.encode(), "no zip file"),
    "workbook of other things": (".xlsx", _zip({"a.txt": TEXT}), "no xl/workbook.xml"),
    "workbook with an XML bomb": (".xlsx", _zip({"xl/workbook.xml": BOMB}), "damaged workbook"),
    "Parquet": (".parquet", _parquet({"source": ["A"], "text": [TEXT]}), "1+0"),
    "Parquet without texts": (".parquet", _parquet({"source": ["A"]}), "no column of texts"),
    "Parquet with nulls": (".parquet", _parquet({"source": ["A", "B"], "text": [TEXT, None]}), "1+1"),
    "Parquet with bytes": (".parquet", _parquet({"source": ["A"], "text": [b"x"]}), "no text but"),
    "Parquet of nothing": (".parquet", _parquet({"text": pa.array([], "str")}), "no row in it"),
    "half-written Parquet": (".parquet", _parquet({"text": [TEXT] * 9})[:-30], "no whole Parquet"),
    "Parquet without a beginning": (".parquet", b"PAR1", "no whole Parquet"),
    "Parquet that is a text": (".parquet", TEXT.encode(), "no whole Parquet"),
    "a huge compressed page": (
        ".parquet",
        _parquet({"source": ["A"], "text": ["x" * 60_000_000]}, compression="zstd", use_dictionary=False),
        "claims 1 rows",
    ),
    "a dictionary bomb": (".parquet", _parquet({"source": ["A"] * 50, "text": ["x" * 1_000_001] * 50}), "no article"),
    "Word, one article": (".docx", made.document(made.nexis(ARTICLE)), "1+0"),
    "Word, two articles": (".docx", made.document(made.nexis(ARTICLE) * 2), "2+0"),
    "Word, one of two": (
        ".docx", made.document([*made.nexis(ARTICLE), "Talks", TEXT, "End of Document"]), "1+1"
    ),
    "Word, another layout": (".docx", made.document(["Talks", TEXT]), "no article in the Nexis"),
    "Word of nothing": (".docx", made.document([]), "no article in the Nexis"),
    "Word without a date": (".docx", made.document(["T", "A", "Body", TEXT]), "no article in the"),
    "Word that is cut": (".docx", made.document(made.nexis(ARTICLE))[:-99], "no zip file"),
    "Word with an XML bomb": (".docx", _zip({"word/document.xml": BOMB}), "declarations"),
    "Word that is a zip": (".docx", _zip({"a.txt": TEXT}), "no word/document.xml"),
    "page": (".html", PAGE.encode(), "1+0"),
    "page that is cut": (".html", PAGE[: len(PAGE) * 3 // 4].encode(), "1+0"),
    "page without a site": (".html", PAGE.replace("og:site_name", "x").encode(), "from which outlet"),
    "page of furniture": (".html", b"<html><body><nav><a href='/'>Home</a></nav></body></html>", "from which outlet"),
    "page of nothing": (".html", b"", "no article found"),
    "page of brackets": (".html", b"<" * 10_000, "no article found"),
    "page of 20,000 boxes": (".html", b"<div>" * 20_000 + b"x", "no article found"),
    "a pickle": (".pkl", b"\x80\x04.", "never opened"),
    "a picture": (".png", b"\x89PNG", "not a kind of file"),
    "a PDF": (".pdf", b"%PDF-1.4", "save its text"),
    "GDELT's own table": (".gkg.csv", b"2025\t1\tA\n", "GDELT"),
}  # fmt: skip


@pytest.mark.parametrize("what", PACKED)
def test_files_of_other_kinds(what, tmp_path):
    suffix, raw, expected = PACKED[what]
    (tmp_path / f"c{suffix}").write_bytes(raw)
    assert same(outcome(tmp_path / f"c{suffix}"), expected)


def _pipe(path):
    os.mkfifo(path)


def _socket(path):
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(path))


LAID = {
    "a pipe": (_pipe, "1+1"),
    "a socket": (_socket, "1+1"),
    "a folder": (lambda path: (path / "x").mkdir(parents=True), "1+0"),
    "a folder with a text": (lambda path: (path.mkdir(), (path / "b.txt").write_text("x")), "1+1"),
    "a link out": (lambda path: path.symlink_to("/etc/hostname"), "1+1"),
    "a link inside": (lambda path: path.symlink_to(path.parent / "a.txt"), "1+1"),
    "a broken link": (lambda path: path.symlink_to("nowhere"), "1+1"),
    "a looping link": (lambda path: path.symlink_to(path), "1+1"),
    "a link to /dev/zero": (lambda path: path.symlink_to("/dev/zero"), "1+1"),
    "a hidden file of a Mac": (lambda path: path.with_name("._a.txt").write_text("x"), "1+0"),
    "a README": (lambda path: path.with_name("README.md").write_text("x"), "1+0"),
    "a PDF": (lambda path: path.with_name("a.pdf").write_text("x"), "1+0"),
    "an empty text": (lambda path: path.touch(), "1+1"),
    "a name with a line break": (lambda path: path.with_name("x\ny.txt").write_text("x"), "1+1"),
    "a name that isn't UTF-8": (lambda path: os.fsencode(path.parent) + b"/\xff.txt", "1+0"),
}


@pytest.mark.parametrize("what", LAID)
def test_what_lies_in_a_folder_beside_a_text(what, tmp_path):
    lay, expected = LAID[what]
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "sources.csv").write_text("file,source\na.txt,A\n")
    lay(tmp_path / "x.txt")
    assert outcome(tmp_path) == expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/dev/zero", "not a kind of file"),
        ("/dev/null", "not a kind of file"),
        ("/nowhere/at/all", "no such folder or file"),
        ("", "no such folder or file"),
    ],
)
def test_paths_that_hold_no_corpus(path, expected, tmp_path):
    assert expected in outcome(path or tmp_path / "x")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_folder_without_permission(tmp_path):
    (tmp_path / "A").mkdir(mode=0)
    assert "can't be opened" in outcome(tmp_path)


def test_names_in_another_normalisation(tmp_path):
    (tmp_path / "re\u0301sume\u0301.txt").write_text(TEXT)
    (tmp_path / "007.txt").write_text(TEXT + " Again.")
    (tmp_path / "sources.csv").write_text("file,source\nr\u00e9sum\u00e9.txt,A\n7,B\n", "utf-8")
    assert outcome(tmp_path) == "2+0"


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        ({"paper": "source", "words": "text"}, "1+0"),
        ({"paper": "source"}, "no column of texts"),
        ({"papers": "source"}, "no column 'papers'"),
    ],
)
def test_columns_by_choice(columns, expected, tmp_path):
    (tmp_path / "c.csv").write_text(f"paper,words\nA,{TEXT}\n")
    assert same(outcome(tmp_path / "c.csv", columns=columns), expected)


ARTICLES = made.articles()[:2]
EVENTS = {
    "good": ("e,E,a00,a00:0-9\ne,E,a01,a01:0-9\n", None),
    "dropped zeros": ("e,E,0a00,a00:0-9\n", None),
    "an unknown article": ("e,E,a99,a99:0-9\n", "'a99' is not in the corpus"),
    "another article": ("e,E,a00,a01:0-9\n", "is no span of article"),
    "beyond the text": ("e,E,a00,a00:0-99999\n", "the text has"),
    "reversed": ("e,E,a00,a00:9-3\n", "ends before it begins"),
    "of no length": ("e,E,a00,a00:3-3\n", "ends before it begins"),
    "no number": ("e,E,a00,a00:x-9\n", "is no span"),
    "a negative number": ("e,E,a00,a00:-1-9\n", "is no span"),
    "a huge number": (f"e,E,a00,a00:0-{'9' * 40}\n", "is no span"),
    "no event": (",E,a00,a00:0-9\n", "event is empty"),
    "no label": ("e,,a00,a00:0-9\n", "label is empty"),
    "no evidence": ("e,E,a00,\n", "evidence is empty"),
    "twice": ("e,E,a00,a00:0-9\ne,E,a00,a00:0-9\n", "row 3: the event and evidence of row 2"),
    "after a blank line": ("\n\ne,E,a00,\n", "row 4: evidence is empty"),
    "two faults": ("e,E,a00,\n,E,a00,a00:0-9\n", "row 3: event is empty"),
    "a cell too many": ("e,E,a00,a00:0-9,x\n", "has 5 cells"),
    "a quote that never closes": ('e,"E,a00,a00:0-9\n', "a quotation mark"),
}


@pytest.mark.parametrize("what", EVENTS)
def test_events(what, tmp_path):
    content, expected = EVENTS[what]
    articles = read_corpus(made.folder(tmp_path / "c", ARTICLES)).articles
    (tmp_path / "events.csv").write_text("event,label,article,evidence\n" + content)
    if expected is None:
        assert len(read_events(tmp_path / "events.csv", articles=articles))
    else:
        with pytest.raises(CorpusError) as error:
            read_events(tmp_path / "events.csv", articles=articles)
        assert expected in str(error.value)


COVERAGE = {
    "good": ("c,a00,told,a00:0-9 a00:9-12,\n", None),
    "omitted": ("c,a00,omitted,,x\n", None),
    "told without evidence": ("c,a00,told,,\n", "told without evidence"),
    "an unknown state": ("c,a00,Told,a00:0-9,\n", "state 'Told'"),
    "an unknown article": ("c,zzz,omitted,,\n", "'zzz' is not in the corpus"),
    "evidence beyond the text": ("c,a00,told,a00:0-99999,\n", "the text has"),
    "evidence elsewhere": ("c,a00,told,a01:0-9,\n", "is no span of article"),
    "no claim": (",a00,omitted,,\n", "claim is empty"),
    "twice": ("c,a00,omitted,,\nc,a00,told,a00:0-9,\n", "of row 2 again"),
}


@pytest.mark.parametrize("what", COVERAGE)
def test_coverage(what, tmp_path):
    content, expected = COVERAGE[what]
    articles = read_corpus(made.folder(tmp_path / "c", ARTICLES)).articles
    (tmp_path / "coverage.csv").write_text("claim,article,state,evidence,note\n" + content)
    if expected is None:
        assert len(read_coverage(tmp_path / "coverage.csv", articles=articles))
    else:
        with pytest.raises(CorpusError) as error:
            read_coverage(tmp_path / "coverage.csv", articles=articles)
        assert expected in str(error.value)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("frame,pattern\n# a remark\nwar,attack*\n", None),
        ("frame;pattern\nwar;attack*\n", None),
        ("frame,pattern\nwar,\n,peace\n", "row 3: frame is empty"),
        ("frame\nwar\n", "no column 'pattern'"),
    ],
)
def test_frame_lists(content, expected, tmp_path):
    (tmp_path / "f.csv").write_text(content)
    if expected is None:
        assert len(read_frames(tmp_path / "f.csv")) == 1
    else:
        with pytest.raises(ValueError, match=expected):
            read_frames(tmp_path / "f.csv")


def test_the_table_is_long_enough():
    tables = (DATES, SOURCES, TABLES, LINES, WHOLE, BYTES, PACKED, LAID, EVENTS, COVERAGE)
    assert sum(map(len, tables)) >= 250


@pytest.mark.parametrize(
    ("accepted", "rejected"), [([0], [1]), ([0, 1], [1, 2]), ([0, 1, 1], [2]), ([0, 1, 2, 3], [])]
)
def test_a_row_that_gets_lost_or_counted_twice_is_caught(accepted, rejected):
    check_balance(3, [0, 1], [2])
    with pytest.raises(RuntimeError, match="fault of the program"):
        check_balance(3, accepted, rejected)


def test_the_balance_is_checked_when_a_corpus_is_read(tmp_path, monkeypatch):
    from analysis.corpus import intake

    monkeypatch.setattr(intake, "_part_languages", lambda taken, *_: taken.popitem() and [])
    with pytest.raises(RuntimeError, match="2 rows given, 1 accounted for"):
        read_corpus(made.folder(tmp_path / "c", ARTICLES))


def test_rejects_and_the_first_one_are_logged(tmp_path, caplog):
    (tmp_path / "c.csv").write_text(f"{GOOD}y,A,\n")
    corpus_room.read_articles(tmp_path / "c.csv")
    assert "1 of 2 given rows rejected; the first: c.csv, row 3: no text in it" in caplog.text
