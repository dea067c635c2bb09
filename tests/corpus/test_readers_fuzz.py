"""Damaged bytes never end in anything but articles, faults, or one clear error."""

import io
import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis.corpus.articles import CorpusError, read_corpus
from tests.corpus import made

SAMPLES = {
    ".txt": lambda d: made.folder(d / "t") / "a01.txt",
    ".csv": lambda d: made.delimited(d / "c.csv"),
    ".tsv": lambda d: made.delimited(d / "c.tsv", "\t"),
    ".xlsx": lambda d: made.workbook(d / "c.xlsx"),
    ".jsonl": lambda d: made.json_lines(d / "c.jsonl"),
    ".json": lambda d: made.json_array(d / "c.json"),
    ".parquet": lambda d: made.parquet(d / "c.parquet"),
    ".html": lambda d: made.pages(d / "p") / "a01.html",
    ".docx": lambda d: made.word(d / "c.docx"),
    ".zip": lambda d: made.archive(d / "c.zip", made.folder(d / "z")),
}
EXAMPLES = 60


@pytest.fixture(scope="module")
def samples(tmp_path_factory):
    folder = tmp_path_factory.mktemp("samples")
    return {suffix: make(folder).read_bytes() for suffix, make in SAMPLES.items()}


def damage(raw, seed):
    """`raw` with bytes changed, cut out, doubled, or its end lost; how, the seed says."""
    chance = random.Random(seed)
    changed = bytearray(raw)
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(changed) or 1)
        kind = chance.randrange(4)
        if kind == 0:
            changed[at : at + 1] = bytes([chance.randrange(256)])
        elif kind == 1:
            del changed[at : at + chance.randint(1, 50)]
        elif kind == 2:
            changed[at:at] = changed[at : at + chance.randint(1, 50)]
        else:
            changed[at:at] = bytes(chance.choices(b'\0",;\n\r<{[\\\xff', k=3))
    return bytes(changed[: chance.randint(1, len(changed))] if chance.random() < 0.2 else changed)


def outcome(path):
    """What came of a corpus: counts that add up, or an error without a traceback."""
    try:
        corpus = read_corpus(path)
    except CorpusError:
        return "error"
    assert len(corpus.articles) + len(corpus.rejected) == corpus.given
    assert corpus.rejected[["file", "reason", "remedy"]].notna().all(axis=None)
    return "rejected" if len(corpus.rejected) else "read"


@pytest.mark.parametrize("suffix", SAMPLES)
@settings(
    max_examples=EXAMPLES, deadline=None, derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
@given(seed=st.integers(0, 2**32))
def test_damaged_files(suffix, seed, samples, tmp_path):
    folder = tmp_path / "Outlet"
    folder.mkdir(exist_ok=True)
    (folder / f"c{suffix}").write_bytes(damage(samples[suffix], seed))
    outcome(tmp_path)


@pytest.mark.parametrize("suffix", SAMPLES)
@settings(
    max_examples=EXAMPLES, deadline=None, derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)  # fmt: skip
@given(raw=st.binary(max_size=300) | st.text(max_size=200).map(lambda t: t.encode("utf-8")))
def test_any_bytes(suffix, raw, tmp_path):
    folder = tmp_path / "Outlet"
    folder.mkdir(exist_ok=True)
    (folder / f"c{suffix}").write_bytes(raw)
    outcome(tmp_path)


def test_damage_is_damage(samples):
    raw = samples[".csv"]
    assert all(damage(raw, seed) != raw for seed in range(50))
    assert damage(raw, 1) == damage(raw, 1)
    assert io.BytesIO(damage(b"x", 3)).read() is not None
