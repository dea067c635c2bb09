"""The recorded agreement with human ratings is what the scores give."""

import importlib.util
from pathlib import Path

import pandas as pd
import pytest

from analysis.paths import bundled

SCRIPT = Path(__file__).resolve().parents[1] / "bench" / "rate_sentiment.py"


def test_the_recorded_agreement_with_people_is_current():
    spec = importlib.util.spec_from_file_location("rate_sentiment", SCRIPT)
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    if not script.RATED.is_file():
        pytest.skip("the shared rated sentences are not beside this checkout")
    recorded = pd.read_csv(bundled("tone/data/rated_editorials.csv"), comment="#")
    measured = script.agreement().astype({"changed": float})
    pd.testing.assert_frame_equal(measured, recorded, check_dtype=False)
