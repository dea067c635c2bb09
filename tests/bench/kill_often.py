"""`framing analyse` killed at random moments until it is done, again and again: `make kills`.

Each run is begun anew in an empty folder and killed (SIGKILL, workers too) at random moments until
it ends; then every file must have the bytes of an undisturbed run. Stops after ``--kills`` in all.
"""

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.bench.made_corpus import write_corpus
from tests.bench.measure_scale import ROOT, passing, same

SCRIPT = """import sys
from pathlib import Path
from analysis.scale.analyse import analyse
if __name__ == "__main__":
    corpus, tables, workers = sys.argv[1:]
    analyse(Path(corpus), Path(tables), characters=150_000, workers=int(workers))
"""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--articles", type=int, default=400)
    parser.add_argument("--workers", type=int, default=1)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        corpus = write_corpus(Path(folder) / "corpus", given.articles)
        whole, again = Path(folder) / "whole", Path(folder) / "again"
        start = time.perf_counter()
        begin(corpus, whole, given.workers).wait()
        longest = time.perf_counter() - start
        wait, kills, runs, wrong = random.Random(0), 0, 0, 0
        while kills < given.kills:
            with passing(again):
                while not ended(corpus, again, given.workers, wait.uniform(0, longest)):
                    kills += 1
                    print(f"{kills} kills, {parts(again)} of {parts(whole)} parts", flush=True)
                runs += 1
                wrong += not same(whole, again)
        print(f"{kills} kills in {runs} runs; {wrong} of them ended in other bytes")
    return int(wrong > 0)


def begin(corpus: Path, tables: Path, workers: int) -> subprocess.Popen[bytes]:
    """A run in a process group of its own."""
    found = os.environ | {"PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"}
    line = [sys.executable, "-c", SCRIPT, str(corpus), str(tables), str(workers)]
    return subprocess.Popen(line, env=found, stdout=subprocess.DEVNULL, start_new_session=True)


def ended(corpus: Path, tables: Path, workers: int, seconds: float) -> bool:
    """Whether a run ends within so many seconds; else it is killed with its workers.

    Raises RuntimeError where it fails.
    """
    run = begin(corpus, tables, workers)
    try:
        code = run.wait(seconds)
    except subprocess.TimeoutExpired:
        os.killpg(run.pid, signal.SIGKILL)
        run.wait()
        return False
    if code:
        raise RuntimeError(f"the run failed with {code}; its message stands above")
    return True


def parts(tables: Path) -> int:
    return len(list((tables / "whole").glob("*.json")))


if __name__ == "__main__":
    sys.exit(main())
