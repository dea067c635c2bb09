"""Forty made-up articles, written in every format that is read."""

import csv
import html
import io
import json
import zipfile
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq

PLACES = ("Kobe", "Izmir", "Tromso", "Mombasa", "Valparaiso", "Gdansk", "Busan", "Halifax")
OUTLETS = ("The Harbour Post", "Coast Daily", "Northern Wire", "Quay Gazette")


def articles():
    """Rows of article, source, title, published, text; no text has what a page would drop."""
    rows = []
    for number in range(40):
        place, other = PLACES[number % 8], PLACES[(number * 3 + 1) % 8]
        day = f"2025-03-{number % 28 + 1:02}"
        text = "\n".join(
            [
                f"The port council of {place} agreed on plan {number} for a longer quay after two "
                "days of talks with the ship owners and the unions.",
                f"“We will keep the harbour of {place} open all winter,” said Lena Voss, who heads "
                f"the council, adding that {other} had been asked to share its ice breakers.",
                f"Fishermen fear that the work will drive away the herring, and {number + 3} of "
                "them stood before the town hall with angry banners on Friday.",
                f"According to the ministry, the quay will cost {number + 12} million, which critics "
                "called a reckless gamble while the mayor praised it as a great success.",
            ]
        )
        rows.append(
            {
                "article": f"a{number:02}",
                "source": OUTLETS[number % 4],
                "title": f"Plan {number} for the quay of {place} is agreed",
                "published": day,
                "text": text,
            }
        )
    return rows


def folder(root, rows=None):
    """A folder of .txt files with its sources.csv."""
    root.mkdir(parents=True)
    rows = articles() if rows is None else rows
    with open(root / "sources.csv", "w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(["file", "source", "title", "published"])
        for row in rows:
            name = f"{row['article']}.txt"
            (root / name).write_text(row["text"], encoding="utf-8", newline="")
            table.writerow([name, row["source"], row["title"], row["published"]])
    return root


def outlets(root):
    """A folder of .txt files in sub-folders named like the outlets."""
    for row in articles():
        path = root / row["source"] / f"{row['article']}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(row["text"], encoding="utf-8", newline="")
    return root


def delimited(path, delimiter=",", encoding="utf-8", begin=""):
    """One table with delimiters."""
    buffer = io.StringIO(newline="")
    table = csv.DictWriter(buffer, list(articles()[0]), delimiter=delimiter)
    table.writeheader()
    table.writerows(articles())
    path.write_bytes((begin + buffer.getvalue()).encode(encoding))
    return path


def workbook(path):
    book = openpyxl.Workbook()
    for row in [list(articles()[0]), *(list(row.values()) for row in articles())]:
        book.active.append(row)
    book.save(path)
    return path


def json_lines(path):
    lines = (json.dumps(row, ensure_ascii=False) for row in articles())
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def json_array(path):
    path.write_text(json.dumps({"status": "ok", "articles": articles()}), encoding="utf-8")
    return path


def parquet(path):
    pq.write_table(pa.Table.from_pylist(articles()), path)
    return path


def dataset(root):
    """A dataset partitioned by source."""
    for outlet in OUTLETS:
        path = root / f"source={outlet}" / f"part-{OUTLETS.index(outlet)}.parquet"
        path.parent.mkdir(parents=True)
        rows = [row for row in articles() if row["source"] == outlet]
        kept = [{k: v for k, v in row.items() if k != "source"} for row in rows]
        pq.write_table(pa.Table.from_pylist(kept), path)
    return root


def page(row):
    body = "".join(f"<p>{html.escape(line)}</p>" for line in row["text"].split("\n"))
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{row["title"]}</title>'
        f'<meta property="og:site_name" content="{row["source"]}">'
        f'<meta property="og:title" content="{row["title"]}">'
        f'<meta property="article:published_time" content="{row["published"]}T08:00:00Z"></head>'
        f'<body><nav><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li></ul></nav>'
        f"<article>{body}</article><footer><p>Contact us</p></footer></body></html>"
    )


def pages(root):
    root.mkdir()
    for row in articles():
        (root / f"{row['article']}.html").write_text(page(row), encoding="utf-8")
    return root


def document(paragraphs):
    """A Word document of these paragraphs."""
    schema = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    inside = "".join(
        f'<w:p><w:r><w:t xml:space="preserve">{html.escape(text)}</w:t></w:r></w:p>'
        for text in paragraphs
    )
    xml = f'<?xml version="1.0"?><w:document xmlns:w="{schema}"><w:body>{inside}</w:body></w:document>'
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", xml)
    return buffer.getvalue()


def nexis(row):
    """The paragraphs of an article as a news database lays it out."""
    return [
        row["title"], row["source"], row.get("day", "March 1, 2025 Saturday"),
        "Copyright 2025 All Rights Reserved", "Section: NEWS", "Length: 90 words",
        "Byline: Mei Tanaka", "Body", *row["text"].split("\n"), "Classification",
        "Language: ENGLISH", "Load-Date: March 2, 2025", "End of Document",
    ]  # fmt: skip


def word(path):
    paragraphs = [f"{n}. {row['title']}" for n, row in enumerate(articles(), 1)]
    for row in articles():
        day = f"March {int(row['published'][-2:])}, 2025"
        paragraphs += nexis(row | {"day": day})
    path.write_bytes(document(paragraphs))
    return path


def words(root):
    root.mkdir()
    for row in articles():
        day = f"{int(row['published'][-2:])} March 2025"
        (root / f"{row['article']}.docx").write_bytes(document(nexis(row | {"day": day})))
    return root


def archive(path, source: Path, inside=""):
    """A zip of a folder or a file."""
    files = sorted(source.rglob("*")) if source.is_dir() else [source]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for file in files:
            name = file.relative_to(source) if source.is_dir() else file.name
            package.write(file, f"{inside}{name}")
    return path
