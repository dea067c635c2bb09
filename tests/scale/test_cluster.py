"""A Dask cluster of two processes, one of which is killed, gives what one machine gives."""

import os
import signal

import pandas as pd
import pytest

from analysis.scale.analyse import analyse
from analysis.scale.store import StoreError
from tests.scale.test_analyse import CHARACTERS, files

distributed = pytest.importorskip("distributed", reason="the extra scale isn't installed")


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    from tests.bench.generate import articles

    file = tmp_path_factory.mktemp("corpus") / "articles.parquet"
    articles(0.8).to_parquet(file)
    return file


def test_a_worker_that_dies_changes_nothing(corpus, tmp_path):
    analyse(corpus, tmp_path / "plain", characters=CHARACTERS)
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
    ) as cluster:
        victim = next(iter(cluster.workers.values())).pid
        told = []

        def tick(articles):
            if not told:
                os.kill(victim, signal.SIGKILL)
            told.append(articles)

        analyse(
            corpus, tmp_path / "cluster", characters=CHARACTERS,
            scheduler=cluster.scheduler_address, tick=tick,
        )  # fmt: skip
    assert sum(told) == len(pd.read_parquet(corpus))
    assert files(tmp_path / "cluster") == files(tmp_path / "plain")


def test_an_address_where_nobody_answers_is_one_clear_line(corpus, tmp_path):
    with pytest.raises(StoreError, match="no Dask scheduler answers"):
        analyse(corpus, tmp_path / "out", scheduler="tcp://127.0.0.1:9", characters=CHARACTERS)
