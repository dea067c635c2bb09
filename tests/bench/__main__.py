"""Every benchmark here, one after the other: ``python tests/bench``."""

import subprocess
import sys
from pathlib import Path

if __name__ == "__main__":
    scripts = sorted(Path(__file__).parent.glob("bench_*.py"))
    sys.exit(
        max(
            subprocess.run([sys.executable, script, *sys.argv[1:]]).returncode for script in scripts
        )
    )
